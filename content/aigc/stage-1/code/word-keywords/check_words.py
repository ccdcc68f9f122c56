"""拿模型抽出的词，回到原文核对：原句在不在，哪些带数字的行一个也没抽到。只读，不改文件。"""

import json
import re
import sys
from pathlib import Path

from read_docx import lines_of

if len(sys.argv) != 3:
    sys.exit("用法：python check_words.py 文件名.docx 关键词.json")
for name in sys.argv[1:]:
    if not Path(name).is_file():
        sys.exit(f"停下：这个文件夹里没有 {name}。看看名字和位置。")

lines = {str(number): line for number, line in enumerate(lines_of(sys.argv[1]), start=1)}
try:
    items = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8-sig"))
    rows = [(str(item["编号"]).strip("[]"), item["类型"], item["词"], item["原句"]) for item in items]
except (ValueError, KeyError, TypeError):
    sys.exit("停下：这份 JSON 读不懂。只保留从 [ 到 ] 的部分；每条都要有 编号、类型、词、原句。")

found = set()
for number, kind, word, sentence in rows:
    line = lines.get(number, "")
    if not word:
        print(f"没有  {kind}：模型说文中没有，请你再找一遍")
    elif not sentence or sentence not in line:
        print(f"可疑  [{number}] {word}：第 {number} 行里没有这句原句")
    elif word not in sentence:
        print(f"可疑  [{number}] {word}：原句里没有这个词")
    else:
        found.add(number)
        print(f"对上  [{number}] {kind}：{word}")

for number, line in lines.items():
    if re.search(r"\d", line) and number not in found:
        print(f"漏了？ [{number}] {line}")
print(f"文档 {len(lines)} 行，模型给了 {len(rows)} 条。对上的也只是「有出处」，分类和有没有漏，要你看。")
