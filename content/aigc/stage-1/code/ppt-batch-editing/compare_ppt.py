"""逐页对照两份幻灯片里的字。只读，不改任何文件。"""

import argparse
import difflib
import sys
from itertools import zip_longest

from pptx import Presentation
from pptx.exc import PackageNotFoundError


def lines_of(shapes):
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from lines_of(shape.shapes)
        elif shape.has_text_frame:
            yield from shape.text_frame.text.splitlines()
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def pages_of(path):
    try:
        return [list(lines_of(page.shapes)) for page in Presentation(path).slides]
    except PackageNotFoundError:
        sys.exit(f"停下：读不了 {path}。查文件名；旧的 .ppt 请先另存为 .pptx。")


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("before", help="改前的 .pptx")
parser.add_argument("after", help="改后的 .pptx")
args = parser.parse_args()

changed = 0
pairs = list(zip_longest(pages_of(args.before), pages_of(args.after)))
for number, (before, after) in enumerate(pairs, start=1):
    if before == after:
        print(f"第 {number} 页  字没有变")
        continue
    changed += 1
    kind = "新页" if before is None else "少了这一页" if after is None else "字变了"
    print(f"第 {number} 页  {kind}")
    for line in difflib.ndiff(before or [], after or []):
        if line[0] in "-+":
            print(f"    {line}")
print(f"共 {len(pairs)} 页，有变化的 {changed} 页。字体、版面、图片和备注这里看不出，请打开看。")
