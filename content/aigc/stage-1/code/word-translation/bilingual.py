"""把文档逐段编号打印；给了译文，就做成 对照表.docx 并写上提醒。原稿只读。"""

import re
import sys
from pathlib import Path

from docx import Document
from docx.table import Table


def pieces(document):
    """按先后给出每一段有字的文字，表格里的也算。"""
    found = {}
    for part in document.iter_inner_content():
        inside = [part]
        if isinstance(part, Table):
            inside = [one for row in part.rows for cell in row.cells for one in cell.paragraphs]
        found.update({one._p: one for one in inside if one.text.strip()})  # 合并的格子只算一次
    return list(found.values())


def reminder(source, target, terms):
    """数字不一样、术语没照表译、没有译文，写成一句提醒；没有就是空的。"""
    if not target:
        return "没有译文"
    found = []
    if sorted(re.findall(r"\d+", source)) != sorted(re.findall(r"\d+", target)):
        found.append("数字不一样")
    for word, fixed in terms.items():
        if word in source and fixed.lower() not in target.lower():
            found.append(f"「{word}」没译成 {fixed}")
    return "；".join(found)


def main(original, translation=None, glossary=None):
    numbered = {number: one.text for number, one in enumerate(pieces(Document(original)), start=1)}
    if translation is None:
        for number, text in numbered.items():
            print(f"[{number}] {text}")
        return
    answer = Path(translation).read_text(encoding="utf-8-sig")
    targets = {int(number): text.strip() for number, text in re.findall(r"^\[(\d+)\](.*)$", answer, re.M)}
    fixed = Path(glossary).read_text(encoding="utf-8-sig") if glossary else ""
    terms = dict(re.findall(r"^ *(.+?) *[=＝] *(.+?) *$", fixed, re.M))
    rows = [
        (str(number), text, targets.get(number, ""), reminder(text, targets.get(number), terms))
        for number, text in numbered.items()
    ]

    result = Path("对照表.docx")
    if result.exists():
        sys.exit(f"停下：{result} 已经有了，里面可能有你改过的译文。先把它移走。")
    document = Document()
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    for row in [("编号", "原文", "译文", "提醒"), *rows]:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    document.save(result)

    for number, _, _, warning in rows:
        if warning:
            print(f"提醒  [{number}] {warning}")
    print(f"原文 {len(numbered)} 段，译文 {len(targets)} 段。对照表做好了：{result}。没有提醒不等于译对了。")
    if extra := sorted(targets.keys() - numbered.keys()):
        print(f"译文里多出的编号：{extra}，没有放进表里。")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit("用法：python bilingual.py 原稿.docx，或再加上 译文.txt 和 术语表.txt")
    for name in sys.argv[1:]:
        if not Path(name).is_file():
            sys.exit(f"停下：这个文件夹里没有 {name}。看看名字和位置。")
    main(*sys.argv[1:])
