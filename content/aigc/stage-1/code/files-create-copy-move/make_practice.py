"""批量创建：造一个练习文件夹。先打印计划；加 --apply 才动手。"""

import argparse
import sys
from pathlib import Path

NAMES = [
    "收据_2026-03-02_化肥.txt",
    "收据_2026-03-14_农膜.txt",
    "收据_2026-04-01_柴油.txt",
    "IMG_20260415_091200.txt",
    "收据_2026-13-05_纸箱.txt",  # 没有 13 月
    "柴油_补开.txt",  # 没有日期
    "2026/03/收据_2026-03-14_农膜.txt",  # 和上面一个同名
]

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", nargs="?", default="练习收据", help="要新建的文件夹")
parser.add_argument("--apply", action="store_true", help="真的动手")
args = parser.parse_args()

folder = Path(args.folder)
if folder.exists():
    sys.exit(f"停下：{folder} 已经有了。换个名字再来，这里不会碰它。")

for name in NAMES:
    print(f"新建  {folder / name}")

if not args.apply:
    print(f"计划：新建 {len(NAMES)} 个文件。什么都没有改。确认后加 --apply 再运行。")
    sys.exit()

for name in NAMES:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:  # x：已有同名就报错，不会盖掉
        file.write(f"练习用，不是真收据：{name}\n")
print(f"完成：新建 {len(NAMES)} 个文件。")
