"""在一个文件夹里找词，打印句子和出处。只读；加 --save 才新写一份表格。"""

import argparse
import codecs
import csv
import os
import re
import sys
from collections import Counter
from pathlib import Path

from docx import Document

SKIP = {"node_modules", "__pycache__", "$RECYCLE.BIN"}  # 名字以点开头的文件夹也跳过


def encoding_of(path):
    """先看开头的记号，再一段一段试着读完，读得通的才算。"""
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with path.open(encoding=encoding) as file:
                while file.read(1_000_000):  # 大文件也只占一小块内存
                    pass
            return encoding
        except UnicodeDecodeError:
            continue
    raise ValueError("不是文字，或者编码认不出")


def pieces_of(path):
    """一行或一段一份：位置和文字。"""
    if path.suffix.lower() == ".docx":
        document = Document(path)
        for number, paragraph in enumerate(document.paragraphs, start=1):
            yield f"第 {number} 段", paragraph.text
        for number, table in enumerate(document.tables, start=1):  # 表格不在段落里，要另读
            for row in table.rows:
                yield f"表格 {number}", "｜".join(cell.text for cell in row.cells)
    else:
        with path.open(encoding=encoding_of(path)) as file:
            for number, line in enumerate(file, start=1):
                yield f"第 {number} 行", line


def plain(words):
    """去掉空格，不分大小写：「白石 滩」和「白石滩」算一样。"""
    return "".join(words.split()).casefold()


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", help="要找的文件夹")
parser.add_argument("words", nargs="+", help="要找的词，可以写几个")
parser.add_argument("--save", action="store_true", help="写成表格")
args = parser.parse_args()

folder = Path(args.folder).resolve()
if not folder.is_dir():
    sys.exit(f"停下：没有 {folder} 这个文件夹。")
words = [plain(word) for word in args.words]
hits, broken, skipped, unread, seen = [], [], [], Counter(), 0

for here, folders, names in os.walk(folder, onerror=lambda problem: broken.append(str(problem))):
    skipped += [name for name in folders if name in SKIP or name.startswith(".")]
    folders[:] = sorted(name for name in folders if name not in SKIP and not name.startswith("."))
    for name in sorted(names):
        path = Path(here, name)
        where = path.relative_to(folder).as_posix()
        kind = "~$ 临时文件" if name.startswith("~$") else path.suffix.lower() or "没有后缀"
        if kind not in (".txt", ".md", ".docx"):
            unread[kind] += 1
            continue
        try:
            found = [
                (where, place, sentence.strip())
                for place, text in pieces_of(path)
                for sentence in re.split(r"(?<=[。！？])", text)
                if any(word in plain(sentence) for word in words)
            ]
        except Exception as problem:  # 坏的、加密的、没权限的：记下来，接着看下一个
            broken.append(f"{where}：{type(problem).__name__}")
            continue
        seen += 1
        hits += found

for where, place, sentence in hits:
    print(f"命中  {where}  {place}：{sentence[:60]}")
for line in broken:
    print(f"读不了  {line}")
print("没读的类型  " + ("、".join(f"{kind} {count} 个" for kind, count in sorted(unread.items())) or "没有"))
print("跳过的文件夹  " + ("、".join(skipped) or "没有"))
print(f"读完 {seen} 个文件，命中 {len(hits)} 句，在 {len({hit[0] for hit in hits})} 个文件里。")

if args.save:
    number = 1
    while Path(f"搜索结果_{number}.csv").exists():  # 往后排号，从不盖掉旧的
        number += 1
    with Path(f"搜索结果_{number}.csv").open("x", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("文件", "位置", "句子"), *hits])
    print(f"已新写：搜索结果_{number}.csv")
