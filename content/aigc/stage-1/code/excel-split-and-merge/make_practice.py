"""造练习材料：一份总表（拆分用），一个「交回来的表」文件夹（合并用）。"""

import csv
import sys
from pathlib import Path

from openpyxl import Workbook

HEADS = ("部门", "工号", "物品", "数量")
ROWS = [
    ("印刷车间", "0012", "线手套", 20),
    ("印刷车间", "0012", "耳塞", 10),
    ("装订车间", "0031", "线手套", 12),
    ("仓储物流", "0045", "反光背心", 6),
    ("仓储物流 ", "0047", "线手套", 8),  # 后面多了一个空格
    ("装订", "0033", "护目镜", 4),  # 是装订车间，只写了两个字
    ("印刷车间", "0016", "口罩", 50),
    (None, "0052", "雨靴", 2),  # 部门空着
    ("装订车间", "0031", "指套", 100),
    ("行政/后勤", "0003", "洗手液", 5),  # 斜杠不能做文件名
    ("印刷车间", "0012", "耳塞", 10),  # 和第二笔一模一样，是两次领的
]

table, folder = Path("练习领用表.xlsx"), Path("交回来的表")
if table.exists() or folder.exists():
    sys.exit(f"停下：{table} 或 {folder} 已经有了。先移走或改名，这里不会盖掉。")


def save(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


save(table, HEADS, *ROWS)
folder.mkdir()
printing = [row for row in ROWS if row[0] == "印刷车间"]
save(folder / "印刷车间.xlsx", HEADS, *printing, ("印刷车间", "0018", "防护服", 5))  # 多了一行
binding = [("装订车间", *row[1:]) for row in ROWS if row[0] in ("装订车间", "装订")]
save(folder / "装订车间.xlsx", ("工号", "部门", "物品", "数量"), *[(b, a, c, d) for a, b, c, d in binding])  # 列换了位置
save(folder / "行政后勤.xlsx", ("部门", "工号", "物品", "件数"), ("行政后勤", "0052", "雨靴", 2), ("行政后勤", "0003", "洗手液", 5))
with (folder / "仓储物流.csv").open("x", encoding="gbk", newline="") as file:  # 另一种文字编码
    csv.writer(file).writerows([HEADS, ("仓储物流", "0045", "反光背心", 6), ("仓储物流", "0047", "线手套", 8)])
print(f"新建 {table}（{len(ROWS)} 行）和 {folder}（4 个文件），全是编的。")
