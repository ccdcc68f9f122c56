"""把改好的对照表贴回一份新文件，段落样式不变。先打印计划；加 --apply 才写。原稿只读。"""

import sys
from pathlib import Path

from bilingual import pieces
from docx import Document

names = [name for name in sys.argv[1:] if name != "--apply"]
if len(names) != 2:
    sys.exit("用法：python put_back.py 原稿.docx 对照表.docx，确认后再加 --apply")
for name in names:
    if not Path(name).is_file():
        sys.exit(f"停下：这个文件夹里没有 {name}。看看名字和位置。")
original, result = Path(names[0]), Path(names[0]).with_name(Path(names[0]).stem + "_译稿.docx")

document = Document(original)
tables = Document(names[1]).tables
rows = [[cell.text.strip() for cell in row.cells] for row in tables[0].rows[1:]] if tables else []
paragraphs = pieces(document)
if [row[1] for row in rows] != [one.text.strip() for one in paragraphs]:
    sys.exit("停下：对照表的「原文」一栏和原稿对不上。是不是改过原稿，或在表里删了行？")

done = 0
for (number, _, target, *_), paragraph in zip(rows, paragraphs):
    if not target:
        print(f"留着  [{number}] 没有译文，保留原文")
    elif "<w:drawing" in paragraph._p.xml or "<w:pict" in paragraph._p.xml:
        print(f"留着  [{number}] 这一段里有图，请手工改")
    else:
        bold = any(run.bold or run.italic or run.underline for run in paragraph.runs)
        print(f"贴回  [{number}] {paragraph.style.name}{'，字里的加粗、斜体、下划线会丢' if bold else ''}")
        paragraph.text = target  # 段落样式还在；同一段里不同的字体会变成一样
        done += 1

if "--apply" not in sys.argv:
    print(f"计划：贴回 {done} 段，留着 {len(rows) - done} 段。什么都没有写。确认后加 --apply 再运行。")
    sys.exit()
if result.exists():
    sys.exit(f"停下：{result} 已经有了，不覆盖。先把它移走。")
document.save(result)
print(f"写好了：{result}。贴回 {done} 段，留着 {len(rows) - done} 段。原稿没有动。")
