"""造一份练习用的幻灯片。只新建，不碰已有的文件。"""

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Cm

target = Path(sys.argv[1] if len(sys.argv) > 1 else "练习课表.pptx")
if target.exists():
    sys.exit(f"停下：{target} 已经有了。换个名字再来，这里不会碰它。")

deck = Presentation()
cover, body, bare = deck.slide_layouts[0], deck.slide_layouts[1], deck.slide_layouts[5]

page = deck.slides.add_slide(cover)
page.shapes.title.text = "百姓课堂秋季安排"
page.placeholders[1].text = "文化站（练习用，虚构）"

page = deck.slides.add_slide(body)  # 故意先放下面的框，再放上面的框
page.shapes.title.text = "怎样报名"
page.placeholders[1].text = "到文化站前台登记"
for words, top in [("第二步：领一张听课卡", 11), ("第一步：填登记表", 8)]:
    page.shapes.add_textbox(Cm(2), Cm(top), Cm(12), Cm(2)).text_frame.text = words
page.notes_slide.notes_text_frame.text = "提醒大家：听课卡不收费。"

page = deck.slides.add_slide(bare)
page.shapes.title.text = "三门课"
rows = [["课", "人数上限"], ["剪纸", "20"], ["二胡", "12"], ["手机拍照", "25"]]
table = page.shapes.add_table(4, 2, Cm(2), Cm(5), Cm(14), Cm(6)).table
for r, row in enumerate(rows):
    for c, words in enumerate(row):
        table.cell(r, c).text = words
group = page.shapes.add_group_shape()
for words, left in [("剪刀自带", 2), ("二胡可借", 10)]:
    group.shapes.add_textbox(Cm(left), Cm(13), Cm(6), Cm(2)).text_frame.text = words

page = deck.slides.add_slide(bare)  # 上课时间只写在图片里
page.shapes.title.text = "上课时间"
picture = Image.new("RGB", (480, 160), "white")
ImageDraw.Draw(picture).text((40, 60), "09:30 - 11:00", fill="black", font_size=48)
file = io.BytesIO()
picture.save(file, "PNG")
file.seek(0)
page.shapes.add_picture(file, Cm(2), Cm(5), width=Cm(12))
page.notes_slide.notes_text_frame.text = "内部：二胡老师还没签约，先别说名字。"

deck.save(target)
print(f"完成：新建 {target}，共 {len(deck.slides)} 页。")
