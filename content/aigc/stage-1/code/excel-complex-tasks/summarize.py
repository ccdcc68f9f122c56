"""第二步，汇总：只用「干净」那一页，算出一张带编号的数字表，再画一张图。"""

import sys
from collections import Counter
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference

if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
    sys.exit("用法：python summarize.py 销售表_清洗.xlsx")
source = Path(sys.argv[1])
target = source.with_name(f"{source.stem.removesuffix('_清洗')}_数字表.xlsx")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。先移走或改名，这里不会盖掉它。")
book = load_workbook(source)
if "干净" not in book.sheetnames or book["干净"].max_row < 2:
    sys.exit("停下：没有「干净」这一页，或者它是空的。先运行 clean_sales.py，再用它写出的文件。")

stores, months, items = Counter(), Counter(), Counter()
for _, _, day, store, item, count, price in book["干净"].iter_rows(min_row=2, values_only=True):
    stores[store] += count * price
    months[f"{day:%Y-%m}"] += count * price
    items[item] += count * price
total = sum(stores.values())
best, most = stores.most_common(1)[0]

numbers = [("合计金额", total), ("干净的行数", book["干净"].max_row - 1), ("待查的行数", book["待查"].max_row - 1)]
numbers += [(f"{store} 金额", amount) for store, amount in stores.most_common()]
numbers += [(f"{best} 占合计的百分比", most / total * 100)]
numbers += [(f"{month} 金额", months[month]) for month in sorted(months)]
numbers += [(f"商品第 {place} 名 {item} 金额", amount) for place, (item, amount) in enumerate(items.most_common(10), 1)]

result = Workbook()
table = result.active
table.title = "数字表"
table.append(("编号", "说明", "数值"))
for place, (name, value) in enumerate(numbers, start=1):
    table.append((f"N{place}", name, round(value, 2)))
    print(f"N{place}  {name}  {round(value, 2):,.12g}")

chart = BarChart()
chart.title, chart.legend = "各门店金额", None
chart.y_axis.scaling.min = 0  # 柱子从 0 画起，差一点才不会看着像差一倍
chart.x_axis.delete = chart.y_axis.delete = False  # 不写这句，有的表格软件不显示坐标轴
chart.add_data(Reference(table, min_col=3, min_row=5, max_row=4 + len(stores)))
chart.set_categories(Reference(table, min_col=2, min_row=5, max_row=4 + len(stores)))
table.add_chart(chart, "E2")
result.save(target)
print(f"写进 {target.name}")
