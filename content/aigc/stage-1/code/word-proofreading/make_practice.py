"""造一份带毛病的练习手册和一份专名清单。已有同名文件就停下，不覆盖。"""

import sys
from pathlib import Path

from docx import Document

LINES = [
    "春茶采摘手册（练习用，虚构）",
    "采摘以一芽一叶初展为住，轻采轻放。",
    "鲜叶薄摊在竹匾上，摊放 4 小时，避免不要堆捂。",
    "云岫早先采，石崖种后采。",
    "摊青间每天早晚各记一次温度。",
    "下午四点以后的鲜叶，当天送进摊晾间。",
]

book, names = Path("采茶手册.docx"), Path("专名.txt")
for path in (book, names):
    if path.exists():
        sys.exit(f"停下：{path} 已经有了。先把它移走，再来一次。")

document = Document()
document.add_heading(LINES[0], level=1)
for line in LINES[1:]:
    document.add_paragraph(line)
document.save(book)
names.write_text("云岫早\n石崖种\n", encoding="utf-8")
print(f"造好了：{book} 和 {names}。")
