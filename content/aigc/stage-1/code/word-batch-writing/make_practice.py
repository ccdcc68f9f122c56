"""造一张虚构的产品表和三篇带毛病的稿子。已有同名就停下，不覆盖。"""

import sys
from pathlib import Path

from docx import Document
from openpyxl import Workbook

RULE = "不可空烧，不可用于电磁炉。"
LABEL = "本文由人工智能辅助起草，事实由发布的人核对。"
ROWS = [
    ("型号", "名称", "口径厘米", "容量升", "给谁看", "必写"),
    ("SG-18", "浅口砂锅", 18, 1.2, "一个人吃饭的", RULE),
    ("SG-22", "汤锅", 22, 2.5, "三口之家", RULE),
    ("SG-26", "煨锅", 26, 4, "逢年过节请客的", RULE),
]
DRAFTS = {  # 课程作者编写，故意留了毛病
    "SG-18": ["口径 18 厘米，煮一碗面正好。", "作坊已有 300 年历史。", "小火慢炖，留住本味。", RULE],
    "SG-22": ["口径 22 厘米，容量 2.5 升。", "小火慢炖，留住本味。", "这是最好的汤锅。", RULE, LABEL],
    "SG-26": ["口径 26 厘米，装得下一整只鸡。", "由非遗传承人一只一只拉坯。", LABEL],
}

table, folder = Path("产品表.xlsx"), Path("稿件")
for path in (table, folder):
    if path.exists():
        sys.exit(f"停下：{path} 已经有了。先把它移走，再来一次。")

workbook = Workbook()
for row in ROWS:
    workbook.active.append(row)
workbook.save(table)
folder.mkdir()
for name, sentences in DRAFTS.items():
    document = Document()
    for sentence in sentences:
        document.add_paragraph(sentence)
    document.save(folder / f"{name}.docx")
print(f"造好了：{table}（{len(ROWS) - 1} 款）和 {folder}（{len(DRAFTS)} 篇）。")
