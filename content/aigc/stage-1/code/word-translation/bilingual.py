"""把文档逐段编号打印；给了译文，就做成 对照表.docx 并写上提醒。原稿只读。"""

import re
import sys
from pathlib import Path

from docx import Document
from docx.table import Table


def pieces(document):
    """按先后给出每一段有字的文字，表格里的也算。"""
    seen = set()
    for part in document.iter_inner_content():
        if not isinstance(part, Table):
            yield from [part] if part.text.strip() else []
            continue
        for cell in (cell for row in part.rows for cell in row.cells):
            if cell._tc not in seen:  # 合并的格子只算一次
                seen.add(cell._tc)
                yield from (one for one in cell.paragraphs if one.text.strip())


def warnings(source, target, terms):
    """数字不一样、术语没照表译、没有译文，各写一句提醒。"""
    if not target:
        return ["没有译文"]
    found = []
    if sorted(re.findall(r"\d+", source)) != sorted(re.findall(r"\d+", target)):
        found.append("数字不一样")
    for word, fixed in terms.items():
        if word in source and fixed.lower() not in target.lower():
            found.append(f"「{word}」没译成 {fixed}")
    return found


def main(original, translation=None, glossary=None):
    numbered = dict(enumerate((one.text for one in pieces(Document(original))), start=1))
    if translation is None:
        for number, text in numbered.items():
            print(f"[{number}] {text}")
        return
    rows = re.findall(r"^\[(\d+)\][ \t]*(.*)$", Path(translation).read_text(encoding="utf-8-sig"), re.M)
    targets = {int(number): text.strip() for number, text in rows}
    lines = Path(glossary).read_text(encoding="utf-8-sig").splitlines() if glossary else []
    terms = dict(line.split("=", 1) for line in lines if "=" in line)
    result = Path("对照表.docx")
    if result.exists():
        sys.exit(f"停下：{result} 已经有了，里面可能有你改过的译文。先把它移走。")
    table = (document := Document()).add_table(rows=0, cols=4, style="Table Grid")
    for row in [("编号", "原文", "译文", "提醒")] + [
        (str(n), text, targets.get(n, ""), "；".join(warnings(text, targets.get(n), terms)))
        for n, text in numbered.items()
    ]:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
        if row[3] and row[0] != "编号":
            print(f"提醒  [{row[0]}] {row[3]}")
    document.save(result)
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
