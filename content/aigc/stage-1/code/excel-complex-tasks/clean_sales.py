"""第一步，清洗：照规则能改的改，改了记下来；拿不准的放进「待查」，不猜。"""

import sys
from datetime import datetime
from pathlib import Path
from statistics import median
from zipfile import is_zipfile

from openpyxl import Workbook, load_workbook

HEADS = ["单号", "日期", "门店", "商品", "数量", "单价"]
STORES = {"东门": "东门店", "西街": "西街店", "码头": "码头店"}  # 简称和全称，由人写定
TIMES = 3  # 单价超过同一商品中间价的 3 倍，或不到三分之一，就待查


def read_day(value):
    """文字写的日期，认得出就转成日期；认不出的原样退回。"""
    try:
        return datetime.strptime(str(value).strip().replace("/", "-").replace(".", "-"), "%Y-%m-%d")
    except ValueError:
        return value


def positive(value):
    return isinstance(value, (int, float)) and value > 0


def doubts(order, day, store, count, price, usual):
    """这一行拿不准的地方，一处一句；一句也没有，就是干净的。"""
    if order is None or order in seen:
        yield f"单号 {order} 空着或前面有过"
    if not isinstance(day, datetime):
        yield f"日期认不出：{day}"
    if store not in STORES.values():
        yield f"名单里没有这家店：{store}"
    if not positive(count):
        yield f"数量不是大于 0 的数：{count}"
    if not positive(price) or not usual / TIMES <= price <= usual * TIMES:
        yield f"单价 {price}，这种商品的中间价是 {usual}"


if len(sys.argv) != 2 or not is_zipfile(sys.argv[1]):  # .xlsx 其实是一个压缩包
    sys.exit("用法：python clean_sales.py 销售表.xlsx（查文件名；.xls 先另存成 .xlsx）")
source = Path(sys.argv[1])
target = source.with_name(f"{source.stem}_清洗.xlsx")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。先移走或改名，这里不会盖掉它。")
heads, *rows = load_workbook(source).worksheets[0].values
if list(heads) != HEADS:
    sys.exit(f"停下：第一行要是 {HEADS}，现在是 {list(heads)}。")
rows = [(line, *row) for line, row in enumerate(rows, start=2) if any(value is not None for value in row)]

clean, doubtful, changes, seen = [], [], [], set()
for line, order, written, shop, item, count, price in rows:
    day = read_day(written)
    if day != written:
        changes.append((line, "日期", written, f"{day:%Y-%m-%d}"))
    store = STORES.get(str(shop).strip(), str(shop).strip())
    if store != shop and store in STORES.values():
        changes.append((line, "门店", shop, store))
    usual = median([row[6] for row in rows if row[4] == item and positive(row[6])] or [0])
    reasons = "；".join(doubts(order, day, store, count, price, usual))
    row = (line, order, day, store, item, count, price)
    if reasons:
        doubtful.append((*row, reasons))
        print(f"待查  第 {line} 行：{reasons}")
    else:
        clean.append(row)
    seen.add(order)

book = Workbook()
book.remove(book.active)
for name, heads, page in [
    ("干净", ["原行号", *HEADS], clean),
    ("待查", ["原行号", *HEADS, "原因"], doubtful),
    ("改动", ["原行号", "哪一列", "原来", "改成"], changes),
]:
    book.create_sheet(name).append(heads)
    for row in page:
        book[name].append(row)
for line, column, old, new in changes:
    print(f"改动  第 {line} 行 {column}：「{old}」 改成 {new}")
book.save(target)
print(f"核对  读到 {len(rows)} 行，干净 {len(clean)} 行，待查 {len(doubtful)} 行。写进 {target.name}")
