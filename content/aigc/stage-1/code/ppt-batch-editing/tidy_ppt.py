"""清掉手工字体，换掉页脚。先打印计划；加 --apply 才另存一份，原件不动。"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from zipfile import is_zipfile

from pptx import Presentation

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


def tidy(text, old, new):
    """整理一块文字；每改一处、每留一处不动，都报一句。"""
    words, cleared, kept = text.text[:20], set(), set()
    for font in text._txBody.xpath(".//a:latin | .//a:ea | .//a:cs"):  # 西文、中文、其他文字
        name = font.get("typeface", "")
        if name in SYMBOLS:
            kept.add(name)
        elif not name.startswith("+"):  # 加号开头的本来就跟着主题
            cleared.add(name)
            font.getparent().remove(font)
    if cleared:
        yield "清字体", f"{'、'.join(sorted(cleared))}：{words}"
    if kept:
        yield "不动", f"符号字体 {'、'.join(sorted(kept))}：请人看"
    if text._txBody.xpath(".//a:rPr/a:solidFill"):
        yield "不动", f"手工颜色：{words}"
    runs = [run for paragraph in text.paragraphs for run in paragraph.runs]
    if text.text.strip() == old and runs:  # 整块正好是旧页脚才换，大小和颜色照旧
        runs[0].text = new
        for run in runs[1:]:
            run.text = ""
        yield "换页脚", f"{old} -> {new}"
    elif old in text.text:
        yield "不动", f"不只是页脚：{words}"


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file", help="要整理的 .pptx 文件")
parser.add_argument("--old", required=True, help="旧页脚，一字不差")
parser.add_argument("--new", required=True, help="新页脚")
parser.add_argument("--apply", action="store_true", help="真的另存一份")
args = parser.parse_args()

source = Path(args.file)
target = source.with_name(source.stem + "_改后.pptx")
if not is_zipfile(source):  # .pptx 其实是一个压缩包
    sys.exit(f"停下：打不开 {source}。查文件名；旧的 .ppt、加了密码的，先另存为 .pptx。")
if target.exists():
    sys.exit(f"停下：{target.name} 已经有了。改名或移走再来，这里不会盖掉它。")

deck, count = Presentation(source), Counter()
for number, page in enumerate(deck.slides, start=1):
    for text in texts_of(page.shapes):
        for what, words in tidy(text, args.old, args.new):
            count[what] += 1
            print(f"第 {number} 页  {what}  {words}")
for master in deck.slide_masters:
    for part in [master, *master.slide_layouts]:
        if any(args.old in text.text for text in texts_of(part.shapes)):
            count["不动"] += 1
            print(f"母版「{part.name}」  不动  里面也有旧页脚：请在母版里手工改")

print(f"清字体 {count['清字体']} 块，换页脚 {count['换页脚']} 处，留给人看 {count['不动']} 处。")
if args.apply:
    deck.save(target)  # 换了名字存，原件不动
    print(f"完成：另存为 {target.name}。母版有 {len(deck.slide_masters)} 套，字体请到母版里定一次。")
else:
    print("这是计划，什么都没有改。确认后加 --apply 再运行。")
