"""Draws inherit.svg and inherit.narrow.svg: pages that follow the master, and those set by hand that do not."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, PAPER, YELLOW = "#13201b", "#a12a14", "#f4f6f2", "#f6c02b"
TITLE = "手工设的盖过母版，清掉才跟着变"
DESC = (
    "上下两排。上面一排是改动前：母版换成新字体，第 1 页跟着变，第 2 页和第 3 页手工设过字体，没有变。"
    "下面一排是清掉手工字体以后：母版换一次，三页都变。"
)
ROWS = [
    ("改动前", ["跟着变", "手工楷体", "手工宋体"]),
    ("清掉手工字体", ["跟着变", "跟着变", "跟着变"]),
]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{700 if bold else 400}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def page(x, y, width, height, number, state, size):
    follows = state == "跟着变"
    edge = f'stroke="{INK}" stroke-width="2"' if follows else f'stroke="{RED}" stroke-width="3" stroke-dasharray="9 6"'
    fill = YELLOW if follows else "#ffffff"
    yield f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="10" fill="{fill}" {edge}/>'
    yield text(x + width / 2, y + height * 0.42, size, f"第 {number} 页", bold=True)
    yield text(x + width / 2, y + height * 0.78, size - 1, state, fill=INK if follows else RED)


def master(x, y, width, height, size):
    yield f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="10" fill="{INK}"/>'
    yield text(x + width / 2, y + height * 0.42, size, "母版", bold=True, fill="#ffffff")
    yield text(x + width / 2, y + height * 0.78, size - 1, "换新字体", fill="#ffffff")


def wide():
    for row, (name, states) in enumerate(ROWS):
        y = 24 + 138 * row
        yield text(24, y + 58, 20, name, bold=True, anchor="start")
        yield from master(170, y + 8, 150, 88, 20)
        yield f'<path d="M328 {y + 52} h38" stroke="{INK}" stroke-width="3"/>'
        yield f'<polygon points="380,{y + 52} 365,{y + 43} 365,{y + 61}" fill="{INK}"/>'
        for i, state in enumerate(states):
            yield from page(388 + 158 * i, y + 8, 146, 88, i + 1, state, 20)
    yield '<path d="M24 148 h832" stroke="#d3dad3" stroke-width="2"/>'


def narrow():
    for row, (name, states) in enumerate(ROWS):
        y = 14 + 226 * row
        yield text(180, y + 20, 18, name, bold=True)
        yield from master(100, y + 34, 160, 62, 17)
        yield f'<path d="M180 {y + 100} v10" stroke="{INK}" stroke-width="3"/>'
        yield f'<polygon points="180,{y + 122} 171,{y + 108} 189,{y + 108}" fill="{INK}"/>'
        for i, state in enumerate(states):
            yield from page(14 + 112 * i, y + 126, 106, 72, i + 1, state, 17)
    yield '<path d="M14 226 h332" stroke="#d3dad3" stroke-width="2"/>'


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


save("inherit.svg", 880, 290, wide())
save("inherit.narrow.svg", 360, 456, narrow())
