"""把幻灯片里的文字导成文字稿。只读原件；加 --save 才新写一份文字稿。"""

import argparse
import sys
from pathlib import Path
from zipfile import is_zipfile

from pptx import Presentation


def clean(words):
    """把换行和多余的空格收成一个空格。"""
    return " ".join(words.split())


def place(shape):
    """先看离上边多远，再看离左边多远。"""
    return shape.top or 0, shape.left or 0


def lines_of(shape):
    """读一个对象，返回几行文字。读不到的也写出来，不悄悄跳过。"""
    if hasattr(shape, "shapes"):  # 组合：里面还有对象
        return [line for inner in shape.shapes for line in lines_of(inner)]
    lines = []
    if shape.has_text_frame:
        lines += [clean(p.text) for p in shape.text_frame.paragraphs if p.text.strip()]
    elif shape.has_table:
        lines += ["表格｜" + "｜".join(clean(cell.text) for cell in row.cells) for row in shape.table.rows]
    elif shape._element.tag.endswith("graphicFrame"):  # 图表、SmartArt、嵌进来的表格文件
        lines.append(f"【读不到：{shape.name}】")
    if shape._element.xpath(".//a:blip"):  # 图片，或者用图片填充的框
        lines.append(f"【读不到：图片 {shape.name}】")
    return lines


def read(path):
    """一页一段：标题、正文、备注。"""
    for number, slide in enumerate(Presentation(path).slides, start=1):
        title = slide.shapes.title
        hidden = "（隐藏页）" if slide._element.get("show") == "0" else ""
        yield f"## 第 {number} 页{hidden}：{clean(title.text) if title else '没有标题'}"
        for shape in sorted(slide.shapes, key=place):
            if not title or shape.shape_id != title.shape_id:
                yield from lines_of(shape)
        if slide.has_notes_slide:  # 先问有没有，免得凭空添一页备注
            notes = slide.notes_slide.notes_text_frame
            if notes and notes.text.strip():
                yield f"备注｜{clean(notes.text)}"


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file", help="要读的 .pptx 文件")
parser.add_argument("--save", action="store_true", help="写成文字稿")
args = parser.parse_args()

source = Path(args.file)
if source.suffix.lower() != ".pptx" or not is_zipfile(source):  # .pptx 其实是一个压缩包
    sys.exit(f"停下：打不开 {source}。查文件名；旧的 .ppt、加了密码的，先另存为 .pptx。")

lines = list(read(source))
print("\n".join(lines))
pages, unread, notes = (sum(line.startswith(mark) for line in lines) for mark in ("## 第", "【读不到", "备注｜"))
print(f"共 {pages} 页，有备注的 {notes} 页，读不到 {unread} 处。")

if args.save:
    target = source.with_name(source.stem + "_文字稿.md")
    if target.exists():
        sys.exit(f"停下：{target.name} 已经有了。改名或移走再来，这里不会盖掉它。")
    with target.open("x", encoding="utf-8") as file:  # x：已有同名就报错
        file.write("\n".join(lines) + "\n")
    print(f"已新写：{target.name}")
