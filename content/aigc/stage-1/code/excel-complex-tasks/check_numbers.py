"""第三步，查结论：文中每个阿拉伯数字后面要跟编号，例如 1,200 元[N3]，并和数字表一样。"""

import re
import sys
from pathlib import Path

from openpyxl import load_workbook

if len(sys.argv) != 3 or not all(Path(name).is_file() for name in sys.argv[1:]):
    sys.exit("用法：python check_numbers.py 结论.txt 数字表.xlsx")
try:
    text = Path(sys.argv[1]).read_text(encoding="utf-8-sig")
except UnicodeDecodeError:
    sys.exit(f"停下：{sys.argv[1]} 不是 UTF-8。用记事本另存一次，编码选 UTF-8。")
rows = load_workbook(sys.argv[2])["数字表"].iter_rows(min_row=2, max_col=3, values_only=True)
table = {number: (name, value) for number, name, value in rows}

# 一个数，后面最多隔四个字，再跟编号
FOUND = re.compile(r"(?<![\dN.,])(\d[\d,]*(?:\.\d+)?)[^\d\[\]，。；\n]{0,4}(?:\[(N\d+)\])?")
good = bad = 0
for sentence in re.findall(r"[^。；\n]+", text):
    for written, number in FOUND.findall(sentence):
        name, value = table.get(number, (None, None))
        if not number:
            verdict = "没有编号"
        elif name is None:
            verdict = f"数字表里没有 {number}"
        elif abs(float(written.replace(",", "")) - value) > 0.005:
            verdict = f"对不上，{number} 是 {value:,.12g}"
        else:
            verdict = f"对上 {number} {name}"
        good += verdict.startswith("对上")
        bad += not verdict.startswith("对上")
        print(f"{written}  {verdict}  ｜{sentence.strip()}")
print(f"核对  {good} 个对上，{bad} 个要查。对上的，再看句子说的是不是那件事。")
