"""拿名单填模板，一人一份。先打印计划；加 --apply 才写新文件。模板和名单只读。"""

import re
import sys
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

MARK = re.compile(r"\{\{(.+?)\}\}")


def paragraphs_of(document):
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]


def text_of(cell):
    if hasattr(cell, "year"):  # 表格里的日期
        return f"{cell.year}年{cell.month}月{cell.day}日"
    return "" if cell is None else str(cell).strip()


def fill(paragraph, values):
    """占位符可能拆在几截文字里：先连起来找，值写进第一截，其余几截只删占位符的字。"""
    for found in reversed(list(MARK.finditer("".join(run.text for run in paragraph.runs)))):
        start, end, value, position = *found.span(), values[found[1].strip()], 0
        for run in paragraph.runs:
            text, size = run.text, len(run.text)
            left, right = max(start - position, 0), min(end - position, size)
            if left < right:
                run.text, value = text[:left] + value + text[right:], ""  # 值只写一次
            position += size


def tidy(document):
    """去掉段里手工改过的字体字号，让模板的样式说了算。加粗不动。"""
    for run in (run for paragraph in paragraphs_of(document) for run in paragraph.runs):
        run.font.size = None
        for fonts in run._r.iter(qn("w:rFonts")):  # 中文字体和西文字体都记在这里
            fonts.attrib.clear()


apply = "--apply" in sys.argv
names = [name for name in sys.argv[1:] if name != "--apply"]
if len(names) != 2 or not all(Path(name).is_file() for name in names):
    sys.exit("用法：python fill.py 模板.docx 名单.xlsx，两个文件都要在这个文件夹里")

head, *rows = load_workbook(names[1], data_only=True).active.values
rows = [(number, row) for number, row in enumerate(rows, start=2) if any(row)]  # 整行都空，不算
text = "\n".join(one.text for one in paragraphs_of(Document(names[0])))
wanted = list(dict.fromkeys(mark.strip() for mark in MARK.findall(text)))
if missing := [mark for mark in wanted if mark not in head]:
    sys.exit(f"停下：模板里有 {missing}，名单里没有这一列。")
print(f"填这几列：{wanted}，不填的列：{[one for one in head if one not in wanted]}")

folder, done = Path(Path(names[0]).stem + "_填好"), 0
for number, row in rows:
    values = {key: text_of(cell) for key, cell in zip(head, row)}
    target = folder / f"{number:03}.docx"  # 文件名用行号，不用姓名
    document = Document(names[0])
    for paragraph in paragraphs_of(document):
        fill(paragraph, values)
    tidy(document)
    if empty := [mark for mark in wanted if not values[mark]]:
        print(f"跳过  第 {number} 行：{empty} 是空的")
    elif any(MARK.search(one.text) for one in paragraphs_of(document)):
        print(f"跳过  第 {number} 行：还有占位符没填上，看看它是不是在链接里")
    elif target.exists():
        print(f"跳过  第 {number} 行：{target.name} 已经有了，不覆盖")
    else:
        done += 1
        print(f"{'写好' if apply else '要写'}  {target.name}：" + "，".join(values[mark] for mark in wanted))
        if apply:
            folder.mkdir(exist_ok=True)
            document.save(target)
end = "做完了。" if apply else "这只是计划，什么都没有写。"
print(f"名单 {len(rows)} 行，写 {done} 份，跳过 {len(rows) - done} 行。{end}")
