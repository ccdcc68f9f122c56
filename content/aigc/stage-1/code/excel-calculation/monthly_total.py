"""按月汇总一张明细表。原表只读，结果写进新文件；算不了的行列出来，不猜。"""

import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from zipfile import is_zipfile

from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter as letter

SHEET, DATE, AMOUNT = "明细", "日期", "金额"  # 表名和列名，按你的表改


def reason_to_skip(day, amount):
    """这一行为什么不能算；能算就返回 None。"""
    if not isinstance(day, datetime):
        return f"日期格里不是日期：{day}"
    if amount is None:
        return "金额空着"
    if isinstance(amount, str) and amount.startswith("="):
        return f"金额是公式，脚本读不到结果：{amount}"
    if not isinstance(amount, (int, float)):
        return f"金额不是数字：{amount}"
    return None


if len(sys.argv) != 2 or not is_zipfile(sys.argv[1]):  # .xlsx 其实是一个压缩包
    sys.exit("用法：python monthly_total.py 表格.xlsx（查文件名；.xls 和加了密码的，先另存成 .xlsx）")
source = Path(sys.argv[1])
target = source.with_name(f"{source.stem}_月度汇总.xlsx")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。先移走或改名，这里不会盖掉它。")
book = load_workbook(source)
if SHEET not in book.sheetnames:
    sys.exit(f"停下：没有叫「{SHEET}」的工作表，只有：{'、'.join(book.sheetnames)}。")
sheet = book[SHEET]
heads = [cell.value for cell in sheet[1]]
if DATE not in heads or AMOUNT not in heads:
    sys.exit(f"停下：第一行要有「{DATE}」和「{AMOUNT}」，现在是：{heads}。")
date_at, amount_at = heads.index(DATE), heads.index(AMOUNT)

months, read, skipped = defaultdict(list), 0, 0
for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
    if all(value is None for value in row):
        continue  # 整行都空，不算一行
    read += 1
    day, amount = row[date_at], row[amount_at]
    reason = reason_to_skip(day, amount)
    if reason:
        skipped += 1
        print(f"没算  第 {number} 行：{reason}")
        continue
    if amount < 0:
        print(f"留意  第 {number} 行是负数 {amount}，算进去了")
    months[day.year, day.month].append(amount)
if not months:
    sys.exit("停下：没有一行能算，原因在上面。没有写新文件。")

days, amounts = (f"'{SHEET}'!${letter(at + 1)}$2:${letter(at + 1)}${sheet.max_row}" for at in (date_at, amount_at))
result = book.create_sheet("月度汇总", 0)
result.append(("月份", "笔数", "脚本算的", "公式算的", "差"))
for line, ((year, month), found) in enumerate(sorted(months.items()), start=2):
    total = round(sum(found), 2)
    print(f"{year}-{month:02}  {len(found)} 笔  {total:,.2f}")
    span = f'{days},">="&DATE({year},{month},1),{days},"<"&DATE({year},{month + 1},1)'
    formula = f"=ROUND(SUMIFS({amounts},{span}),2)"
    result.append((f"{year}-{month:02}", len(found), total, formula, f"=ROUND(D{line}-C{line},2)"))

chart = BarChart()
chart.title, chart.legend = "每月金额（脚本算的）", None
chart.x_axis.delete = chart.y_axis.delete = False  # 不写这句，有的表格软件不显示坐标轴
chart.add_data(Reference(result, min_col=3, min_row=2, max_row=result.max_row))
chart.set_categories(Reference(result, min_col=1, min_row=2, max_row=result.max_row))
result.add_chart(chart, "G2")
book.save(target)

counted = sum(len(found) for found in months.values())
print(f"核对  读到 {read} 行，算了 {counted} 行，没算 {skipped} 行")
print(f"新文件  {target.name}：用表格软件打开，看「差」那一列是不是全是 0")
