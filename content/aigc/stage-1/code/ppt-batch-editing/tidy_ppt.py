"""清掉手工字体，换掉页脚。先打印计划；加 --apply 才另存一份，原件不动。"""

import argparse
import sys
from pathlib import Path

from pptx import Presentation
from pptx.exc import PackageNotFoundError

SYMBOLS = {"Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Symbol"}  # 用字母画图的字体，清了会变样


def texts_of(shapes):
    """每一块文字：文本框、表格的格子、组合里面的，都算。"""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from texts_of(shape.shapes)
        elif shape.has_text_frame:
            yield shape.text_frame
        elif shape.has_table:
            yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)


def clear_fonts(text):
    """去掉手工设的字体，让它重新跟着母版走。返回清掉的和留下的名字。"""
    cleared, kept = set(), set()
    for font in text._txBody.xpath(".//a:latin | .//a:ea | .//a:cs"):
        name = font.get("typeface", "")
        if name in SYMBOLS:
            kept.add(name)
        elif not name.startswith("+"):  # 加号开头的本来就跟着主题
            cleared.add(name)
            font.getparent().remove(font)
    return cleared, kept


def change_footer(text, old, new):
    """整块文字正好是旧页脚才换，并保留原来的大小和颜色。"""
    runs = [run for paragraph in text.paragraphs for run in paragraph.runs]
    if text.text.strip() != old or not runs:
        return False
    runs[0].text = new
    for run in runs[1:]:
        run.text = ""
    return True


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file", help="要整理的 .pptx 文件")
parser.add_argument("--old", required=True, help="旧页脚，一字不差")
parser.add_argument("--new", required=True, help="新页脚")
parser.add_argument("--apply", action="store_true", help="真的另存一份")
args = parser.parse_args()

source = Path(args.file)
target = source.with_name(source.stem + "_改后.pptx")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。改名或移走再来，这里不会盖掉它。")

try:
    deck = Presentation(source)
except PackageNotFoundError:
    sys.exit(f"停下：读不了 {source}。查文件名；旧的 .ppt 请先另存为 .pptx。")
fonts = footers = left = 0
for number, page in enumerate(deck.slides, start=1):
    for text in texts_of(page.shapes):
        cleared, kept = clear_fonts(text)
        if cleared:
            fonts += 1
            print(f"第 {number} 页  清字体  {'、'.join(sorted(cleared))}：{text.text[:12]}")
        if kept:
            left += 1
            print(f"第 {number} 页  不动  符号字体 {'、'.join(sorted(kept))}：请人看")
        if text._txBody.xpath(".//a:rPr/a:solidFill"):
            left += 1
            print(f"第 {number} 页  不动  手工颜色：{text.text[:12]}")
        if change_footer(text, args.old, args.new):
            footers += 1
            print(f"第 {number} 页  换页脚  {args.old} -> {args.new}")
        elif args.old in text.text:
            left += 1
            print(f"第 {number} 页  不动  不只是页脚：{text.text[:20]}")
for part in [*deck.slide_masters, *(one for master in deck.slide_masters for one in master.slide_layouts)]:
    if any(args.old in text.text for text in texts_of(part.shapes)):
        left += 1
        print(f"母版「{part.name}」  不动  里面也有旧页脚：请在母版里手工改")

print(f"清字体 {fonts} 块，换页脚 {footers} 处，留给人看 {left} 处。")
if args.apply:
    deck.save(target)  # 换了名字存，原件不动
    print(f"完成：另存为 {target.name}。母版有 {len(deck.slide_masters)} 套，字体请到母版里定一次。")
else:
    print("这是计划，什么都没有改。确认后加 --apply 再运行。")
