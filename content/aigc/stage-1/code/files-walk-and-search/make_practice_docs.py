"""造一个练习用的资料夹，里面埋好已知的答案。只新建，不碰已有的文件。"""

import sys
from pathlib import Path

from docx import Document

root = Path(sys.argv[1] if len(sys.argv) > 1 else "练习资料")
if root.exists():
    sys.exit(f"停下：{root} 已经有了。换个名字再来，这里不会碰它。")

TEXTS = [
    ("1998/走访.txt", "gb18030", "5 月 3 日，晴。\n白石滩的渡口停了三年。老人说是水浅了。\n"),
    ("2015/笔记.txt", "utf-8", "白石 滩现在叫滨江二组。\n"),
    ("2015/路线.txt", "utf-16", "从县城到白石滩，走 40 分钟。\n"),
    ("2020/地名.md", "utf-8", "旧志写作白沙滩，是同一个地方。\n"),
    (".备份/走访.txt", "utf-8", "白石滩（备份，不该出现在结果里）。\n"),
    ("2006/旧稿.doc", "utf-8", "假的 .doc，脚本不读。\n"),
    ("2020/坏的.docx", "utf-8", "假的 .docx，打不开。\n"),
]
for name, encoding, words in TEXTS:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding=encoding) as file:  # x：已有同名就报错
        file.write(words)

document = Document()
document.add_paragraph("2006 年登记的渡口如下。")
table = document.add_table(rows=1, cols=2)
table.cell(0, 0).text, table.cell(0, 1).text = "白石滩", "1 条船"
document.save(root / "2006" / "渡口.docx")
print(f"完成：{root} 里有 {len(TEXTS) + 1} 个文件。该命中的有 4 句。")
