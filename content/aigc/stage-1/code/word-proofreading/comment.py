"""把模型的修改建议写成批注，放在副本上，正文一个字不动。先打印计划；加 --apply 才写。"""

import json
import re
import sys
from pathlib import Path

from docx import Document

KINDS = ("错别字", "语病", "不一致")


def paragraphs_of(document):
    """每段有字的文字编一个号：先正文，后表格；合并的格子只算一次。"""
    cells = {cell._tc: cell for table in document.tables for row in table.rows for cell in row.cells}
    every = [*document.paragraphs, *(one for cell in cells.values() for one in cell.paragraphs)]
    written = (one for one in every if one.text.strip())
    return {str(number): one for number, one in enumerate(written, start=1)}


def refusal(text, old, new, why, kind):
    """这条建议为什么不能放进批注；能放就是空的。"""
    count = text.count(old) if old else 0
    if count != 1:
        return f"原文在这一段出现 {count} 次，请引长一点" if count else "这一段里没有这句原文"
    if old == new and "要问" not in why:
        return "建议和原文一样，也没写要问"
    return "" if kind in KINDS else f"类型只能是 {'、'.join(KINDS)}"


def warning(before, after, names):
    """拿改之前和改之后的整段比：专名少了没有，数字变了没有。"""
    for name in names:
        if before.count(name) != after.count(name):
            return f"【动了专名 {name}，先查】"
    return "【动了数字，先查】" if re.findall(r"\d+", before) != re.findall(r"\d+", after) else ""


def runs_between(runs, start, end):
    found, position = [], 0
    for run in runs:
        if position < end and position + len(run.text) > start:
            found.append(run)
        position += len(run.text)
    return found


apply = "--apply" in sys.argv
paths = [Path(name) for name in sys.argv[1:] if name != "--apply"]
if not 1 <= len(paths) <= 3 or not all(path.is_file() for path in paths):
    sys.exit("用法：python comment.py 稿.docx，或再加上 建议.json 和 专名.txt；文件都要在这个文件夹里")
document = Document(paths[0])
if not hasattr(document, "add_comment"):
    sys.exit("停下：python-docx 太旧。请运行 python -m pip install -U python-docx")
paragraphs = paragraphs_of(document)
if len(paths) == 1:
    for number, one in paragraphs.items():
        print(f"[{number}] {one.text}")
    sys.exit()

try:
    items = json.loads(paths[1].read_text(encoding="utf-8-sig"))
    rows = [[str(item[key]) for key in ("编号", "原文", "建议", "理由", "类型")] for item in items]
except (ValueError, KeyError, TypeError):
    sys.exit("停下：这份 JSON 读不懂。只留从 [ 到 ] 的部分；每条要有 编号、原文、建议、理由、类型。")
lines = paths[2].read_text(encoding="utf-8-sig").splitlines() if len(paths) == 3 else []
names = [line.strip() for line in lines if line.strip()]
result = paths[0].with_name(paths[0].stem + "_批注.docx")
if apply and result.exists():
    sys.exit(f"停下：{result.name} 已经有了，里面可能有你的决定。先把它移走。")

done = 0
for number, old, new, why, kind in rows:
    number = number.strip("[]")
    runs = paragraphs[number].runs if number in paragraphs else []
    text = "".join(run.text for run in runs)
    if problem := refusal(text, old, new, why, kind):
        print(f"退回  [{number}] {old}：{problem}")
        continue
    done += 1
    change = "" if old == new else f"改成「{new}」"
    note = f"{warning(text, text.replace(old, new), names)}{kind}：「{old}」{change}？"
    print(f"批注  [{number}] {note}")
    start = text.index(old)
    marked = runs_between(runs, start, start + len(old))
    document.add_comment(marked, text=f"{note}理由：{why}", author="模型建议")

if apply:
    document.save(result)
end = f"写好了：{result.name}" if apply else "这只是计划，什么都没有写"
print(f"建议 {len(rows)} 条，批注 {done} 条，退回 {len(rows) - done} 条。{end}。")
