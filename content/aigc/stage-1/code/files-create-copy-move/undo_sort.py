"""撤销：照着归档清单把文件移回原处。先打印计划；加 --apply 才动手。"""

import argparse
import csv
import sys
from pathlib import Path


def is_taken(path):
    return path.exists() or path.is_symlink()


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("record", help="归档清单，例如 练习收据/归档清单_1.csv")
parser.add_argument("--apply", action="store_true", help="真的动手")
args = parser.parse_args()

record = Path(args.record).resolve()
if not record.is_file():
    sys.exit(f"停下：没有 {record} 这份清单。")
folder = record.parent

with record.open(encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))

moves, stays = [], []
for row in reversed(rows):  # 后做的先撤
    old, new = folder / row["原来"], folder / row["现在"]
    if row["动作"] == "复制":
        stays.append((row["现在"], "是复制出来的，请自己看过再处理"))
    elif not is_taken(new):
        stays.append((row["现在"], "不在这里"))
    elif is_taken(old):
        stays.append((row["现在"], "原处已有同名文件"))
    else:
        moves.append((old, new, row))

for _, _, row in moves:
    print(f"移回  {row['现在']} -> {row['原来']}")
for name, reason in stays:
    print(f"不动  {name}：{reason}")

if not args.apply:
    print(f"计划：移回 {len(moves)}，不动 {len(stays)}。什么都没有改。确认后加 --apply 再运行。")
    sys.exit()

done = 0
for old, new, row in moves:
    if is_taken(old):  # 计划之后才冒出来的同名文件
        print(f"跳过  {row['现在']}：原处刚刚出现了同名文件")
        continue
    try:
        new.rename(old)
    except OSError as problem:  # 例如文件正开着，或没有权限
        print(f"没做成  {row['现在']}：{problem}")
        continue
    done += 1
print(f"完成：移回 {done}，不动 {len(stays)}。空文件夹和清单都留着。")
