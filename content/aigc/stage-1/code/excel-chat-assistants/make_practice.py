"""造一份练习收费表：第一页给工具看，第二页是五条指令的核对公式；再打印一遍用代码算的答案。"""

import sys
from datetime import datetime as day
from pathlib import Path

from openpyxl import Workbook

HEADS = ("学员", "班别", "应缴", "已缴", "缴费日")
ROWS = [
    ("甲01", "摄影", 300, 300, day(2026, 3, 2)),
    ("甲02", "摄影", 300, 150, day(2026, 3, 3)),
    ("甲03", "书法", 260, 260, day(2026, 3, 3)),
    ("甲04", "书法", 260, None, None),  # 空着：没交，还是没记？
    ("甲05", "摄影", 300, 0, day(2026, 3, 5)),  # 写着 0
    ("甲06", "合唱", 180, 180, day(2026, 3, 5)),
    ("甲07", "合唱", 180, "180元", day(2026, 3, 6)),  # 是文字
    ("甲08", "书法", 260, 260, day(2026, 3, 9)),
    ("甲09", "合唱", 180, 200, day(2026, 3, 10)),  # 多交了
    ("甲06", "合唱", 180, 180, day(2026, 3, 12)),  # 重复，还是交了两次？
    ("甲10", "摄影", 300, 300, day(2026, 4, 1)),
]
paid = [row[3] for row in ROWS]
numbers = [value for value in paid if isinstance(value, int)]
names = [row[0] for row in ROWS]
choir = [row[3] for row in ROWS if row[1] == "合唱" and isinstance(row[3], int)]
CHECKS = [
    ("已缴合计，文字不算", "=SUM(收费!D2:D12)", sum(numbers)),
    ("已缴平均，空的和文字不算，0 算", "=AVERAGE(收费!D2:D12)", round(sum(numbers) / len(numbers), 2)),
    ("已缴空着或是 0 的有几行", "=COUNTBLANK(收费!D2:D12)+COUNTIF(收费!D2:D12,0)", paid.count(None) + paid.count(0)),
    ("合唱班已缴合计，文字不算", '=SUMIFS(收费!D2:D12,收费!B2:B12,"合唱")', sum(choir)),
    ("甲06 出现几次，只标出，不删", '=COUNTIF(收费!A2:A12,"甲06")', names.count("甲06")),
]

path = Path("练习收费表.xlsx")
if path.exists():
    sys.exit(f"停下：{path} 已经有了。先把它移走或改名，这里不会盖掉它。")
book = Workbook()
sheet = book.active
sheet.title = "收费"
for row in [HEADS, *ROWS]:
    sheet.append(row)
answers = book.create_sheet("核对")
for row in [("问的是", "公式"), *(check[:2] for check in CHECKS)]:
    answers.append(row)
book.save(path)
for place, (question, _, answer) in enumerate(CHECKS, start=1):
    print(f"{place}  {question}：{answer:,}")
print(f"新建 {path}：{len(ROWS)} 行，全是编的。用表格软件打开第二页，公式算出的应当和上面一样。")
