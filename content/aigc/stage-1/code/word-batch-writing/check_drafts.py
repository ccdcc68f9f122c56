"""拿稿子对产品表：表里没有的数字、极限词、重复的句子、漏写的话。加 --apply 另写一份核对表。"""

import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

EXTREME = re.compile("最|第一|顶级|极致|唯一|国家级|百分之百|100%")
NUMBER = re.compile(r"\d+(?:\.\d+)?")

paths = [Path(name) for name in sys.argv[1:] if name != "--apply"]
if len(paths) != 2 or not paths[0].is_file() or not paths[1].is_dir():
    sys.exit("用法：python check_drafts.py 产品表.xlsx 稿件，稿件是文件夹，里面一款一篇 型号.docx")

head, *rows = load_workbook(paths[0], data_only=True).active.values
facts = {str(row[0]): dict(zip(head, row)) for row in rows if row[0]}
drafts = {
    path.stem: [one.text.strip() for one in Document(path).paragraphs if one.text.strip()]
    for path in sorted(paths[1].glob("*.docx"))
    if not path.name.startswith("~$")  # Word 开着时留下的临时文件
}


def findings(name, sentence):
    fact = facts[name]
    known = NUMBER.findall(" ".join(str(value) for value in fact.values()))
    for number in NUMBER.findall(sentence):
        if number not in known:
            yield f"表里没有 {number}"
    if word := EXTREME.search(sentence):
        yield f"极限词「{word[0]}」"
    for other, sentences in drafts.items():
        same = (SequenceMatcher(None, sentence, one).ratio() > 0.8 for one in sentences)
        if other != name and sentence != fact.get("必写") and "人工智能" not in sentence and any(same):
            yield f"和 {other} 的一句几乎一样"


table = []
for name in sorted(facts.keys() | drafts.keys()):
    if name not in facts or name not in drafts:
        print(f"缺  {name}：{'产品表里没有这一款' if name in drafts else '还没有稿子'}")
        continue
    for sentence in drafts[name]:
        notes = "；".join(findings(name, sentence))
        table.append((name, sentence, notes, ""))
        if notes:
            print(f"提醒  {name}「{sentence}」{notes}")
    if (rule := facts[name].get("必写")) and str(rule) not in "\n".join(drafts[name]):
        print(f"漏写  {name}：{rule}")
    if "人工智能" not in "".join(drafts[name][-1:]):
        print(f"漏写  {name}：最后一行没有标识")
print(f"{len(drafts)} 篇，{len(table)} 句，其中 {sum(bool(row[2]) for row in table)} 句有提醒。没有提醒不等于属实。")

if "--apply" in sys.argv:
    result = Path("核对表.docx")
    if result.exists():
        sys.exit(f"停下：{result} 已经有了，里面可能有你填的出处。先把它移走。")
    document = Document()
    grid = document.add_table(rows=0, cols=4, style="Table Grid")
    for row in [("稿子", "句子", "脚本提醒", "出处（人填）"), *table]:
        for cell, text in zip(grid.add_row().cells, row):
            cell.text = text
    document.save(result)
    print(f"写好了：{result}。请逐句填出处，填不出的删掉。")
