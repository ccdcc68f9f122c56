"""Draws gates.svg and gates.narrow.svg: three gates between a script and a folder, and the way back."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, PAPER, YELLOW = "#13201b", "#a12a14", "#f4f6f2", "#f6c02b"
TITLE = "脚本和文件夹之间的三道闸"
DESC = (
    "模型写出脚本以后，要过三道闸才碰到文件夹。第一道搜词：有会删的词就停。"
    "第二道试运行：只打印计划，数目对不上就停。第三道执行并留清单：先记下，再移动。"
    "文件夹下面有一条往回的箭头：照着清单可以移回原处。"
)
GATES = [
    ("一 搜词", "有会删的词", "就停"),
    ("二 试运行", "数目对不上", "就停"),
    ("三 留清单", "先记下", "再移动"),
]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, fill, *, dashed=False):
    dash = ' stroke-dasharray="8 6"' if dashed else ""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}"'
        f' stroke="{INK}" stroke-width="2"{dash}/>'
    )


def wide():
    yield box(16, 60, 128, 120, "#ffffff", dashed=True)
    yield text(80, 112, 21, "模型", bold=True)
    yield text(80, 144, 17, "只写脚本")
    for i, (name, first, second) in enumerate(GATES):
        x = 190 + 176 * i
        yield box(x, 36, 132, 168, YELLOW)
        yield text(x + 66, 84, 22, name, bold=True)
        yield text(x + 66, 130, 18, first)
        yield text(x + 66, 160, 18, second, bold=True)
    for x in (150, 326, 502, 678):
        yield f'<path d="M{x} 120 h24" stroke="{INK}" stroke-width="3"/>'
        yield f'<polygon points="{x + 36},120 {x + 22},111 {x + 22},129" fill="{INK}"/>'
    yield box(720, 60, 144, 120, "#ffffff")
    yield text(792, 112, 21, "你的文件夹", bold=True)
    yield text(792, 144, 17, "先用副本")
    yield '<path d="M792 184 V252 H622" fill="none" stroke="#c5341a" stroke-width="3"/>'
    yield '<path d="M622 252 H608 V222" fill="none" stroke="#c5341a" stroke-width="3"/>'
    yield '<polygon points="608,208 599,224 617,224" fill="#c5341a"/>'
    yield text(590, 258, 18, "后悔了，照清单移回原处", bold=True, fill=RED, anchor="end")


def narrow():
    yield box(40, 12, 250, 56, "#ffffff", dashed=True)
    yield text(165, 46, 17, "模型只写脚本", bold=True)
    for i, (name, first, second) in enumerate(GATES):
        y = 102 + 100 * i
        yield f'<path d="M165 {y - 32} v18" stroke="{INK}" stroke-width="3"/>'
        yield f'<polygon points="165,{y - 3} 156,{y - 17} 174,{y - 17}" fill="{INK}"/>'
        yield box(40, y, 250, 66, YELLOW)
        yield text(165, y + 27, 18, name, bold=True)
        yield text(165, y + 53, 16, f"{first}，{second}")
    yield f'<path d="M165 370 v18" stroke="{INK}" stroke-width="3"/>'
    yield f'<polygon points="165,399 156,385 174,385" fill="{INK}"/>'
    yield box(40, 402, 250, 56, "#ffffff")
    yield text(165, 436, 17, "你的文件夹，先用副本", bold=True)
    yield '<path d="M294 430 H322 V335 H306" fill="none" stroke="#c5341a" stroke-width="3"/>'
    yield '<polygon points="292,335 308,326 308,344" fill="#c5341a"/>'
    yield text(318, 488, 16, "后悔了，照清单移回原处", bold=True, fill=RED, anchor="end")


def save(name, width, height, parts):
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="t d" font-family="{FONT}">',
        f'  <title id="t">{TITLE}</title>',
        f'  <desc id="d">{DESC}</desc>',
        f'  <rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *(f"  {part}" for part in parts),
        "</svg>",
    ]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


save("gates.svg", 880, 284, wide())
save("gates.narrow.svg", 360, 506, narrow())
