"""把一个文件夹里的表合成一张，列名照着样表对齐。先打印计划；加 --apply 才写文件。"""

import argparse
import csv
import sys
from pathlib import Path
from zipfile import is_zipfile

from openpyxl import Workbook, load_workbook


def read_csv(path):
    """先按 UTF-8 读，不行再按 GBK 读。"""
    for code, name in [("utf-8-sig", "UTF-8"), ("gb18030", "GBK")]:
        try:
            text = path.read_text(encoding=code)
        except UnicodeDecodeError:
            continue
        rows = csv.reader(text.splitlines(keepends=True))
        return [[value or None for value in row] for row in rows], f"（文字编码是 {name}，内容全按文字收）"
    raise ValueError("看不懂它的文字编码")


def read_table(path):
    """返回 (列名, 各行, 附注)；用不了就报出原因。"""
    if path.suffix.lower() == ".csv":
        rows, note = read_csv(path)
    elif path.suffix.lower() == ".xlsx" and is_zipfile(path):
        first, *others = load_workbook(path).worksheets
        rows, note = first.values, f"（另有 {len(others)} 页没有读）" if others else ""
    else:
        raise ValueError("打不开，或者不是 .xlsx、.csv")
    rows = [row for row in rows if any(value is not None for value in row)]
    if not rows:
        raise ValueError("是空的")
    if any(isinstance(value, str) and value.startswith("=") for row in rows for value in row):
        raise ValueError("有公式，先复制成数值")
    heads = [str(head or "") for head in rows[0]]
    if "" in heads or len(set(heads)) < len(heads) or any(len(row) != len(heads) for row in rows):
        raise ValueError("列名空着、重名，或者有的行格数不一样")
    return heads, rows[1:], note


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", help="放着各张表的文件夹")
parser.add_argument("model", help="样表：列名和次序都照它，例如拆之前的总表")
parser.add_argument("--apply", action="store_true", help="真的写文件")
args = parser.parse_args()

folder, target = Path(args.folder), Path(f"{Path(args.folder).name}_合并.xlsx")
if not folder.is_dir():
    sys.exit(f"停下：没有 {folder} 这个文件夹。")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。先移走或改名，这里不会盖掉它。")
try:
    heads, model_rows, _ = read_table(Path(args.model))
except ValueError as problem:
    sys.exit(f"停下：样表 {args.model} 用不了：{problem}。")

merged, log = [], []
for path in sorted(folder.iterdir()):
    if path.name.startswith(("~$", ".")):
        continue  # 正开着的表留下的影子，或者系统的隐藏文件
    try:
        found, rows, note = read_table(path)
        missing, extra = [h for h in heads if h not in found], [h for h in found if h not in heads]
        if missing or extra:
            raise ValueError(f"少了列 {'、'.join(missing) or '无'}，多了列 {'、'.join(extra) or '无'}")
    except ValueError as problem:
        log.append(("未收", path.name, str(problem)))
        continue
    if found != heads:
        note += "（列的次序不同，按列名对齐）"
    places = [found.index(head) for head in heads]
    merged += [[*(row[place] for place in places), path.name] for row in rows]
    log.append(("收进", path.name, f"{len(rows)} 行{note}"))

for line in log:
    print(*line, sep="  ")
left = sum(line[0] == "未收" for line in log)
print(f"核对  样表 {len(model_rows)} 行，合并 {len(merged)} 行，未收 {left} 个文件")
if not args.apply:
    print("计划到此，没有写任何文件。每个文件的行数都说得清了，再加 --apply 运行。")
    sys.exit()

book = Workbook()
for row in [[*heads, "来自"], *merged]:
    book.active.append(row)
record = book.create_sheet("日志")
for row in [("结果", "文件", "说明"), *log]:
    record.append(row)
book.save(target)
print(f"完成  {target.name}，第二页是日志；收来的文件没有动")
