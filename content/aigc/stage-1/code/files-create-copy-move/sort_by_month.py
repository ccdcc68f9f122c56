"""批量移动或复制：按文件名里的日期，归到 年/月 文件夹。先打印计划；加 --apply 才动手。"""

import argparse
import csv
import re
import shutil
import sys
from datetime import date
from pathlib import Path

DATE = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


def month_of(name):
    """返回 (年/月, 不动的原因)，两个里只有一个有内容。"""
    found = DATE.search(name)
    if not found:
        return None, "名字里没有日期"
    year, month, day = found.groups()
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return None, f"没有 {year}-{month}-{day} 这一天"
    return Path(year) / month, None


def is_taken(path):
    return path.exists() or path.is_symlink()


def trouble_at(folder, month, name):
    """目标处有什么妨碍；没有就返回 None。"""
    for place in (folder / month.parent, folder / month):
        if is_taken(place) and (place.is_symlink() or not place.is_dir()):
            return f"{place.name} 这个名字被一个文件或快捷链接占着"
    if is_taken(folder / month / name):
        return f"{month.as_posix()} 里已有同名文件"
    return None


def make_plan(folder):
    """只看这一层的文件，不进子文件夹，不碰快捷链接。"""
    moves, stays = [], []
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file():
            continue
        month, reason = month_of(path.name)
        if month:
            reason = trouble_at(folder, month, path.name)
        if reason:
            stays.append((path.name, reason))
        else:
            moves.append((path.name, (month / path.name).as_posix()))
    return moves, stays


def new_list(folder):
    """清单的名字往后排号，从不盖掉旧清单。"""
    number = 1
    while is_taken(folder / f"归档清单_{number}.csv"):
        number += 1
    return folder / f"归档清单_{number}.csv"


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", help="要归档的文件夹")
parser.add_argument("--copy", action="store_true", help="复制，原件留在原处")
parser.add_argument("--apply", action="store_true", help="真的动手")
args = parser.parse_args()

folder = Path(args.folder).resolve()
if not folder.is_dir():
    sys.exit(f"停下：没有 {folder} 这个文件夹。")
if folder in (Path.home().resolve(), Path(folder.anchor)):
    sys.exit("停下：这是个人主目录或整个磁盘。请指定一个具体的文件夹。")

verb = "复制" if args.copy else "移动"
moves, stays = make_plan(folder)
for old, new in moves:
    print(f"{verb}  {old} -> {new}")
for name, reason in stays:
    print(f"不动  {name}：{reason}")

if not args.apply:
    print(f"计划：{verb} {len(moves)}，不动 {len(stays)}。什么都没有改。确认后加 --apply 再运行。")
    sys.exit()
if not moves:
    sys.exit("没有要做的事。")

done = 0
record = new_list(folder)
with record.open("x", encoding="utf-8-sig", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["动作", "原来", "现在"])
    for old, new in moves:
        source, target = folder / old, folder / new
        if is_taken(target):  # 计划之后才冒出来的同名文件
            print(f"跳过  {old}：目标刚刚出现了同名文件")
            continue
        rows.writerow([verb, old, new])
        file.flush()  # 先记下再动手，中途停了也查得到
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if args.copy:
                shutil.copy2(source, target)
            else:
                source.rename(target)
        except OSError as problem:  # 例如文件正开着，或没有权限
            print(f"没做成  {old}：{problem}")
            continue
        done += 1
print(f"完成：{verb} {done}，不动 {len(stays)}。清单：{record.name}")
