"""第一步，清洗：照规则能改的改，改了记下来；拿不准的放进「待查」，不猜。"""

import sys
from datetime import datetime
from pathlib import Path
from statistics import median

from openpyxl import Workbook, load_workbook

HEADS = ["单号", "日期", "门店", "商品", "数量", "单价"]
STORES = {"东门": "东门店", "西街": "西街店", "码头": "码头店"}  # 简称和全称，由人写定
TIMES = 3  # 单价超过同一商品中间价的 3 倍，或不到三分之一，就待查


def is_number(value):
    return isinstance(value, (int, float))


def read_day(value):
    """文字写的日期，认得出就转成日期；认不出的原样退回。"""
    for pattern in ("%Y/%m/%d", "%Y-%m-%d", "%Y.%m.%d"):
        try:
            return datetime.strptime(str(value).strip(), pattern)
        except ValueError:
            continue
    return value


if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
    sys.exit("用法：python clean_sales.py 销售表.xlsx")
source = Path(sys.argv[1])
target = source.with_name(f"{source.stem}_清洗.xlsx")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。先移走或改名，这里不会盖掉它。")
heads, *rows = load_workbook(source).worksheets[0].iter_rows(values_only=True)
if list(heads) != HEADS:
    sys.exit(f"停下：第一行要是 {HEADS}，现在是 {list(heads)}。")
rows = [(line, *row) for line, row in enumerate(rows, start=2) if any(value is not None for value in row)]

prices = {}  # 每种商品出现过的单价
for *_, item, _, price in rows:
    if is_number(price):
        prices.setdefault(item, []).append(price)

clean, doubtful, changes, seen = [], [], [], set()
for line, order, day, store, item, count, price in rows:
    if isinstance(day, str) and read_day(day) != day:
        changes.append((line, "日期", day, f"{read_day(day):%Y-%m-%d}"))
        day = read_day(day)
    name = str(store).strip()
    name = STORES.get(name, name)
    if name != store and name in STORES.values():
        changes.append((line, "门店", f"「{store}」", name))
    problems = []
    if order is None or order in seen:
        problems.append(f"单号 {order} 空着或前面有过")
    if not isinstance(day, datetime):
        problems.append(f"日期认不出：{day}")
    if name not in STORES.values():
        problems.append(f"名单里没有这家店：{store}")
    if not is_number(count) or count <= 0:
        problems.append(f"数量不是大于 0 的数：{count}")
    usual = median(prices.get(item, [0]))
    if not is_number(price) or price <= 0 or not usual / TIMES <= price <= usual * TIMES:
        problems.append(f"单价 {price}，这种商品的中间价是 {usual}")
    seen.add(order)
    (doubtful if problems else clean).append((line, order, day, name, item, count, price, "；".join(problems)))

book = Workbook()
book.remove(book.active)
book.create_sheet("干净").append(("原行号", *HEADS))
book.create_sheet("待查").append(("原行号", *HEADS, "原因"))
book.create_sheet("改动").append(("原行号", "哪一列", "原来", "改成"))
for row in clean:
    book["干净"].append(row[:-1])
for row in doubtful:
    book["待查"].append(row)
    print(f"待查  第 {row[0]} 行：{row[-1]}")
for row in changes:
    book["改动"].append(row)
    print(f"改动  第 {row[0]} 行 {row[1]}：{row[2]} 改成 {row[3]}")
book.save(target)
print(f"核对  读到 {len(rows)} 行，干净 {len(clean)} 行，待查 {len(doubtful)} 行。写进 {target.name}")
