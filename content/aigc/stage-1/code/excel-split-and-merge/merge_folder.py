"""把一个文件夹里的表合成一张，列名照着样表对齐。先打印计划；加 --apply 才写文件。"""

import argparse
import csv
import io
import sys
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook


def read_table(path):
    """返回 (列名, 各行, 附注)；读不了就报出原因。"""
    note = ""
    if path.suffix.lower() == ".csv":
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text, note = raw.decode("gb18030"), "（文字编码是 GBK，内容全按文字收）"
        rows = [[value or None for value in row] for row in csv.reader(io.StringIO(text, newline=""))]
    else:
        rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    rows = [row for row in rows if any(value is not None for value in row)]
    if not rows:
        raise ValueError("是空的")
    if any(isinstance(value, str) and value.startswith("=") for row in rows for value in row):
        raise ValueError("有公式，先复制成数值")
    return list(rows[0]), rows[1:], note


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", help="放着各张表的文件夹")
parser.add_argument("model", help="样表：列名和次序都照它，例如拆之前的总表")
parser.add_argument("--apply", action="store_true", help="真的写文件")
args = parser.parse_args()

folder, target = Path(args.folder), Path(f"{Path(args.folder).name}_合并.xlsx")
if not folder.is_dir() or not Path(args.model).is_file():
    sys.exit("停下：文件夹或样表的名字不对。")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。先移走或改名，这里不会盖掉它。")
try:
    heads, model_rows, _ = read_table(Path(args.model))
except (ValueError, OSError, BadZipFile) as problem:
    sys.exit(f"停下：样表 {args.model} 用不了：{problem}。")

merged, log = [], []
for path in sorted(folder.iterdir()):
    if path.suffix.lower() not in (".xlsx", ".csv") or path.name.startswith("~$") or path.name.endswith("日志.csv"):
        continue
    try:
        found, rows, note = read_table(path)
        missing = [head for head in heads if head not in found]
        extra = [head for head in found if head not in heads]
        if missing or extra:
            raise ValueError(f"少了列 {'、'.join(map(str, missing)) or '无'}，多了列 {'、'.join(map(str, extra)) or '无'}")
    except (ValueError, OSError, BadZipFile) as problem:
        reason = "打不开或看不懂它的文字编码" if isinstance(problem, (UnicodeDecodeError, BadZipFile)) else str(problem)
        print(f"未收  {path.name}：{reason}")
        log.append((path.name, "未收", reason))
        continue
    if found != heads:
        note += "（列的次序不同，按列名对齐）"
    places = [found.index(head) for head in heads]
    merged += [[*(row[place] for place in places), path.name] for row in rows]
    print(f"收进  {path.name}  {len(rows)} 行{note}")
    log.append((path.name, "收进", f"{len(rows)} 行{note}"))

left = sum(state == "未收" for _, state, _ in log)
print(f"核对  样表 {len(model_rows)} 行，合并 {len(merged)} 行，未收 {left} 个文件")
if not args.apply:
    print("计划到此，没有写任何文件。每个文件的行数都说得清了，再加 --apply 运行。")
    sys.exit()

book = Workbook()
for row in [[*heads, "来自"], *merged]:
    book.active.append(row)
record = book.create_sheet("日志")
for row in [("文件", "结果", "说明"), *log]:
    record.append(row)
book.save(target)
print(f"完成  {target.name}，第二页是日志；收来的文件没有动")
