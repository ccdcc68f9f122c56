"""造一份带占位符的通知模板和一份虚构名单。已有同名文件就停下，不覆盖。"""

import sys
from pathlib import Path

from docx import Document
from docx.shared import Pt
from openpyxl import Workbook

ROWS = [
    ("姓名", "岗位", "报到日期", "手机号"),  # 手机号用不到，故意放着
    ("冯霁", "青铜厅讲解", "2027年1月9日", "虚构号码"),
    ("田雨禾", "儿童体验区", None, "虚构号码"),  # 缺日期
    ("冯霁", "语音导览录制", "2027年1月16日", "虚构号码"),  # 同名
]

template, names = Path("通知模板.docx"), Path("名单.xlsx")
for path in (template, names):
    if path.exists():
        sys.exit(f"停下：{path} 已经有了。先把它移走，再来一次。")

document = Document()
document.styles["Normal"].font.size = Pt(12)  # 字号写在「正文」样式里
document.add_heading("志愿讲解员录取通知", level=1)
document.add_paragraph("{{姓名}}：")
line = document.add_paragraph("你已被录取为")
for part in ("{{岗", "位}}"):  # 同一个占位符被拆成两截，看上去一样
    line.add_run(part).bold = True
line.add_run("志愿者，请于{{报到日期}}上午九点报到。").font.size = Pt(16)  # 手工改大的字
document.save(template)

workbook = Workbook()
for row in ROWS:
    workbook.active.append(row)
workbook.save(names)
print(f"造好了：{template} 和 {names}（{len(ROWS) - 1} 人）。")
