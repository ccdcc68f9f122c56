"""造一份样式很乱的练习课件，再造一份提纲。只新建，不碰已有的文件。"""

import json
import sys
from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm

DECK, OUTLINE = Path("练习课件.pptx"), Path("提纲.json")
PAGES = [
    ("西点基础", "第一讲：认识面糊", "楷体", "2025 春"),
    ("称量", "先称粉，再称液体", "宋体", "2025 春"),
    ("打发", "打到有纹路就停", None, "2025 春 内部试用"),
    ("烤箱", "进炉前先预热", "Wingdings", None),
]
NEW = [
    {"标题": "脱模", "要点": ["出炉先晾一会儿", "倒扣在网架上"], "备注": "请两位同学上来试"},
    {"标题": "保存", "要点": ["凉透再装盒"]},
]

for path in (DECK, OUTLINE):
    if path.exists():
        sys.exit(f"停下：{path} 已经有了。换个文件夹再来，这里不会碰它。")

deck = Presentation()
for title, words, font, footer in PAGES:
    page = deck.slides.add_slide(deck.slide_layouts[1])
    page.shapes.title.text = title
    page.placeholders[1].text = words
    run = page.placeholders[1].text_frame.paragraphs[0].runs[0]
    if font:
        run.font.name = font  # 这一句只管西文字母和数字
        latin = run._r.rPr.latin
        latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": font}))  # 中文要另写一项
    if title == "打发":
        run.font.color.rgb = RGBColor(0xC5, 0x34, 0x1A)
    if footer:
        box = page.shapes.add_textbox(Cm(2), Cm(17.5), Cm(10), Cm(1))
        box.text_frame.text = footer
deck.save(DECK)
with OUTLINE.open("x", encoding="utf-8") as file:
    json.dump(NEW, file, ensure_ascii=False, indent=2)
print(f"完成：新建 {DECK}（{len(PAGES)} 页）和 {OUTLINE}（{len(NEW)} 页的提纲）。")
