"""造一份练习账本。里面埋了六处毛病，都是真账本里常见的。"""

import sys
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

ROWS = [
    (datetime(2026, 1, 6), "打印", 386.5),
    (datetime(2026, 1, 15), "名片", 240),
    (datetime(2026, 1, 29), "横幅", "1,280"),  # 毛病一：金额是文字
    (datetime(2026, 2, 3), "打印", 412),
    ("2026.2.11", "装订", 95.5),  # 毛病二：日期是文字
    (datetime(2026, 2, 20), "横幅", None),  # 毛病三：金额空着
    (datetime(2026, 2, 26), "名片", -60),  # 毛病四：退款，记成了负数
    ("二月合计", None, 687.5),  # 毛病五：明细里夹了一行合计
    (datetime(2026, 3, 9), "打印", 530),
    (datetime(2026, 3, 18), "装订", "=26*4.5"),  # 毛病六：金额是公式
    (datetime(2026, 3, 31, 20, 15), "横幅", 1460),  # 没有毛病，但带着钟点，又是月底
]

path = Path("练习账本.xlsx")
if path.exists():
    sys.exit(f"停下：{path} 已经有了。先把它移走或改名，这里不会盖掉它。")

book = Workbook()
sheet = book.active
sheet.title = "明细"
sheet.append(("日期", "类别", "金额"))
for row in ROWS:
    sheet.append(row)
    sheet.cell(sheet.max_row, 1).number_format = "yyyy-mm-dd"
book.save(path)
print(f"新建 {path}：{len(ROWS)} 行，全是编的。")
