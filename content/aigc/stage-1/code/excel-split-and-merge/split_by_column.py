"""按一列的内容把一张表拆成几个文件。先打印计划；加 --apply 才写文件。"""

import argparse
import csv
import re
import sys
from pathlib import Path
from zipfile import is_zipfile

from openpyxl import Workbook, load_workbook

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file", help="要拆的表格.xlsx")
parser.add_argument("column", nargs="?", default="部门", help="按哪一列拆")
parser.add_argument("--apply", action="store_true", help="真的写文件")
args = parser.parse_args()

source = Path(args.file)
folder = source.with_name(f"{source.stem}_拆分")
log = source.with_name(f"{source.stem}_拆分日志.csv")
if not is_zipfile(source):  # .xlsx 其实是一个压缩包
    sys.exit(f"停下：打不开 {source}。查文件名；.xls 和加了密码的，先另存成 .xlsx。")
for path in (folder, log):
    if path.exists():
        sys.exit(f"停下：{path.name} 已经有了。先移走或改名，这里不会往里写。")

heads, *rows = load_workbook(source).worksheets[0].iter_rows(values_only=True)  # 只读第一页
if args.column not in heads:
    sys.exit(f"停下：第一行没有「{args.column}」，只有：{list(heads)}。")
at = heads.index(args.column)

groups, left, read = {}, 0, 0
for number, row in enumerate(rows, start=2):
    if all(value is None for value in row):
        continue  # 整行都空，不算一行
    read += 1
    name = "" if row[at] is None else str(row[at])
    problem = None
    if not name.strip():
        problem = f"{args.column}空着"
    elif re.search(r'[\\/:*?"<>|]', name):
        problem = f"「{name}」不能做文件名"
    elif any(isinstance(value, str) and value.startswith("=") for value in row):
        problem = "有公式，先在表格软件里复制成数值"
    if problem:
        left += 1
        print(f"未分  第 {number} 行：{problem}")
        continue
    if name != name.strip():
        print(f"留意  第 {number} 行：「{name}」前后有空格，按「{name.strip()}」分")
    groups.setdefault(name.strip(), []).append(row)

for name, found in groups.items():
    print(f"分出  {name}.xlsx  {len(found)} 行")
print(f"核对  读到 {read} 行，分出 {sum(map(len, groups.values()))} 行，未分 {left} 行")
if not args.apply:
    print("计划到此，没有写任何文件。看清每个文件名和行数，再加 --apply 运行。")
    sys.exit()

folder.mkdir()
for name, found in groups.items():
    book = Workbook()
    for row in [heads, *found]:
        book.active.append(row)
    book.save(folder / f"{name}.xlsx")
with log.open("x", encoding="utf-8-sig", newline="") as file:
    csv.writer(file).writerows([("文件", "行数"), *((f"{name}.xlsx", len(found)) for name, found in groups.items())])
print(f"完成  {len(groups)} 个文件，写在 {folder.name}；日志是 {log.name}，原表没有动")
