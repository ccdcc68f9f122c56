"""造一份练习资料：雪具店「北坡」（虚构）。只新建，不覆盖。"""

import sys
from pathlib import Path

FILES = {
    "手册.txt": """# 租还
早上 8:30 开始租，下午 5:00 前还。晚还半小时以内不加钱，再晚按一小时加收。

# 雪板和雪鞋
单板双板都有，报身高选板。雪鞋有 36 到 45 码。

# 头盔
头盔随板免费借。弄丢按 120 元赔。
""",
    "问答.csv": """问题,答案,出处
押金多少钱,每套 500 元，还齐当场退。,价目牌 2026-11-01
几点还板,下午 5:00 前。,价目牌 2026-11-01
""",
    "考题.csv": """问题,要有
押金多少钱,500
几点还板,5:00
雪鞋有几码,36
头盔弄丢按多少赔,120
租金多少钱,不知道
有没有儿童教练,不知道
""",
}

folder = Path("北坡资料")
if folder.exists():
    sys.exit("已经有「北坡资料」了，没有动它。想重来，先给旧的改个名。")
folder.mkdir()
for name, text in FILES.items():
    (folder / name).write_text(text, encoding="utf-8-sig")
    print(f"新建 {folder / name}")
