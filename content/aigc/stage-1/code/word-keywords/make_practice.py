"""造一份练习用的 Word 文档：有段落，也有表格。已有同名文件就停下，不覆盖。"""

import sys
from pathlib import Path

from docx import Document

LINES = [
    "西片管网检修告知（练习用，虚构）",
    "本次检修包括更换 DN200 阀门两只，并对二次供水水箱消毒。",
    "停水时间：2026年12月8日22时至次日6时。",
    "复水后余氯检测合格，方可恢复二次供水。",
    "受影响商户每户补贴 60 元，次年一月底前发放。",
]
TABLE = [
    ("项目", "数量", "金额"),
    ("DN200 阀门", "2 只", "3,760 元"),
    ("水箱消毒", "1 次", "待定"),
]

path = Path("检修告知.docx")
if path.exists():
    sys.exit(f"停下：{path} 已经有了。先把它移走，再来一次。")

document = Document()
document.add_heading(LINES[0], level=1)
for line in LINES[1:]:
    document.add_paragraph(line)
table = document.add_table(rows=0, cols=3, style="Table Grid")
for row in TABLE:
    for cell, text in zip(table.add_row().cells, row):
        cell.text = text
document.save(path)
print(f"造好了：{path}，{len(LINES)} 段文字，1 张表。")
