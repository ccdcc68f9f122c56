"""Draws five-steps.svg and its narrow variant: from the interview to the review, what each step hands over, and the way back."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "从一句话到三个方案：五步，和退回去的路"
DESC = (
    "五个方块依次相连：访谈交出原话和追问，简报交出七格，情绪板交出色样和出处，三方案交出一张同列的对比表，"
    "评审交出决定和下一步。评审下面有一条红色的线退回简报，写着只改一处，版本号加一。"
)
STEPS = (
    ("访谈", "原话和追问", "人问人"),
    ("简报", "七格，一页纸", "请对方点头"),
    ("情绪板", "色样和出处", "只拿来商量"),
    ("三方案", "同样几列的表", "模型起草"),
    ("评审", "决定和下一步", "人核实、拍板"),
)


def sheet(width: int, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{inside}\n</svg>\n'
    )


def wide() -> str:
    parts = []
    for n, (name, hands, who) in enumerate(STEPS):
        x = 18 + 172 * n
        fill = "#f6c02b" if n in (1, 4) else "#ffffff"
        parts.append(f'<rect x="{x}" y="40" width="152" height="150" rx="8" fill="{fill}" stroke="#13201b" stroke-width="3"/>')
        parts.append(f'<text x="{x + 76}" y="84" font-size="26" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>')
        parts.append(f'<text x="{x + 76}" y="126" font-size="18" fill="#13201b" text-anchor="middle">{hands}</text>')
        parts.append(f'<text x="{x + 76}" y="164" font-size="18" fill="#33423b" text-anchor="middle">{who}</text>')
        if n < 4:
            parts.append(f'<path d="M{x + 154} 115h14M{x + 162} 109l7 6-7 6" fill="none" stroke="#13201b" stroke-width="3"/>')
    parts.append('<path d="M782 194V250H266V200M259 210l7-12 7 12" fill="none" stroke="#c5341a" stroke-width="3.5"/>')
    parts.append('<text x="524" y="284" font-size="20" fill="#b02d15" text-anchor="middle">不成就退回简报：只改一处，版本号加一，写明为什么</text>')
    return sheet(880, 306, "".join(parts))


def narrow() -> str:
    parts = []
    for n, (name, hands, who) in enumerate(STEPS):
        y = 16 + 96 * n
        fill = "#f6c02b" if n in (1, 4) else "#ffffff"
        parts.append(f'<rect x="56" y="{y}" width="288" height="76" rx="8" fill="{fill}" stroke="#13201b" stroke-width="2.5"/>')
        parts.append(f'<text x="74" y="{y + 46}" font-size="22" font-weight="700" fill="#13201b">{name}</text>')
        parts.append(f'<text x="166" y="{y + 32}" font-size="17" fill="#13201b">{hands}</text>')
        parts.append(f'<text x="166" y="{y + 58}" font-size="16" fill="#33423b">{who}</text>')
        if n < 4:
            parts.append(f'<path d="M200 {y + 78}v13M194 {y + 85}l6 7 6-7" fill="none" stroke="#13201b" stroke-width="2.5"/>')
    parts.append('<path d="M54 438H26V150H48M41 143l9 7-9 7" fill="none" stroke="#c5341a" stroke-width="3"/>')
    parts.append('<text x="56" y="516" font-size="16" fill="#b02d15">不成就退回简报：只改一处，</text><text x="56" y="540" font-size="16" fill="#b02d15">版本号加一，写明为什么</text>')
    return sheet(360, 556, "".join(parts))


here = Path(__file__).parent
(here / "five-steps.svg").write_text(wide(), encoding="utf-8")
(here / "five-steps.narrow.svg").write_text(narrow(), encoding="utf-8")
