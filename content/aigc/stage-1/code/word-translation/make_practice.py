"""造一份练习用的入住须知，和一份术语表。已有同名文件就停下，不覆盖。"""

import sys
from pathlib import Path

from docx import Document

TERMS = "围楼=Weilou\n禾坪=Heping\n"

notice, terms = Path("入住须知.docx"), Path("术语表.txt")
for path in (notice, terms):
    if path.exists():
        sys.exit(f"停下：{path} 已经有了。先把它移走，再来一次。")

document = Document()
document.add_heading("围楼民宿入住须知（练习用，虚构）", level=1)
times = document.add_paragraph("入住 ")
times.add_run("15:00").bold = True
times.add_run(" 以后，退房 11:30 以前。")
document.add_paragraph("连廊是木头的，请勿点蜡烛和线香。", style="List Bullet")
document.add_paragraph("22:30 以后，请不要在禾坪放音乐。", style="List Bullet")
table = document.add_table(rows=0, cols=2, style="Table Grid")
for row in [("房号", "钥匙押金"), ("WL-03", "50 元，退房时退还")]:
    for cell, text in zip(table.add_row().cells, row):
        cell.text = text
document.save(notice)
terms.write_text(TERMS, encoding="utf-8")
print(f"造好了：{notice} 和 {terms}。")
