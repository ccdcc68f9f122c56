"""照提纲在末尾加新页。先打印计划；加 --apply 才另存一份，原件不动。"""

import argparse
import json
import sys
from pathlib import Path

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError

BODY = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)  # 正文框有这两种

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file", help="要加页的 .pptx 文件")
parser.add_argument("outline", help="提纲，例如 提纲.json")
parser.add_argument("--like", type=int, default=1, help="照第几页的版式加，例如 2")
parser.add_argument("--apply", action="store_true", help="真的另存一份")
args = parser.parse_args()

source = Path(args.file)
target = source.with_name(source.stem + "_加页.pptx")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。改名或移走再来，这里不会盖掉它。")
try:
    plan = json.loads(Path(args.outline).read_text(encoding="utf-8-sig"))
    deck = Presentation(source)
    layout = deck.slides[args.like - 1].slide_layout
except (OSError, ValueError, IndexError, PackageNotFoundError) as problem:
    sys.exit(f"停下：读不了。查文件名、提纲的格式和 --like 的页数。（{problem}）")

for number, item in enumerate(plan, start=1):
    points = item.get("要点") if isinstance(item, dict) else None
    if not isinstance(points, list) or not all(isinstance(p, str) for p in points) or not item.get("标题"):
        sys.exit(f"停下：提纲第 {number} 项要有「标题」，「要点」要是一列文字。")
    page = deck.slides.add_slide(layout)
    bodies = [box for box in page.placeholders if box.placeholder_format.type in BODY]
    if page.shapes.title is None or not bodies:
        sys.exit(f"停下：第 {args.like} 页的版式没有标题框和正文框，换一页试试。")
    page.shapes.title.text = item["标题"]
    bodies[0].text_frame.text = "\n".join(points)
    if item.get("备注"):
        page.notes_slide.notes_text_frame.text = item["备注"]
    crowded = len(points) > 6 or any(len(p) > 30 for p in points)
    remark = "  提醒：可能放不下，打开看" if crowded else ""
    print(f"新页  {item['标题']}：要点 {len(points)} 条{remark}")

if args.apply:
    deck.save(target)  # 换了名字存，原件不动
    print(f"完成：加了 {len(plan)} 页，另存为 {target.name}。")
else:
    print(f"计划：加 {len(plan)} 页。什么都没有改。确认后加 --apply 再运行。")
