"""Draws layers.svg and layers.narrow.svg: what of a slide a script reads, and what a person must look at."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, PAPER, YELLOW = "#13201b", "#a12a14", "#f4f6f2", "#f6c02b"
TITLE = "一页幻灯片，三种读法"
DESC = (
    "一页幻灯片上有六样东西，分三组。第一组：标题、文本框，短脚本就读得到。"
    "第二组：表格、组合、备注，脚本要多写几行才读得到。第三组：图片、图表里的字，脚本读不到，要人打开原件看。"
)
GROUPS = [
    ("标题、文本框", "短脚本就读得到", "#ffffff", "实"),
    ("表格、组合、备注", "多写几行才读得到", YELLOW, "实"),
    ("图片、图表里的字", "读不到，打开原件看", "#ffffff", "虚"),
]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{700 if bold else 400}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, fill, *, dashed=False):
    edge = f'stroke="{RED}" stroke-width="3" stroke-dasharray="9 6"' if dashed else f'stroke="{INK}" stroke-width="2"'
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}" {edge}/>'


def slide(x, y, width, height):
    """A little slide with the six things on it."""
    yield box(x, y, width, height, "#ffffff")
    w, h = width / 10, height / 10
    yield f'<rect x="{x + w}" y="{y + h}" width="{5 * w}" height="{h}" fill="{INK}"/>'
    for row in range(2):
        top = y + (2.8 + 1.1 * row) * h
        yield f'<rect x="{x + w}" y="{top}" width="{3.5 * w}" height="{0.6 * h}" fill="#6b756f"/>'
    for row in range(3):
        for column in range(2):
            left, top = x + (1 + 1.75 * column) * w, y + (5.4 + 0.9 * row) * h
            yield f'<rect x="{left}" y="{top}" width="{1.75 * w}" height="{0.9 * h}" fill="{YELLOW}" stroke="{INK}"/>'
    yield (
        f'<rect x="{x + 5.4 * w}" y="{y + 3 * h}" width="{3.6 * w}" height="{5.1 * h}" fill="#ffffff"'
        f' stroke="{RED}" stroke-width="3" stroke-dasharray="9 6"/>'
    )
    yield (
        f'<path d="M{x + 5.8 * w} {y + 7.6 * h} l{0.9 * w} {-2.2 * h} l{0.8 * w} {1.2 * h} l{0.6 * w} {-h}'
        f' l{0.6 * w} {2 * h} z" fill="#6b756f"/>'
    )


def wide():
    yield from slide(24, 30, 300, 230)
    yield text(174, 292, 18, "一页幻灯片，背后还有备注")
    for i, (what, how, fill, edge) in enumerate(GROUPS):
        y = 30 + 90 * i
        yield f'<path d="M336 {y + 36} h44" stroke="{INK}" stroke-width="3"/>'
        yield f'<polygon points="394,{y + 36} 380,{y + 27} 380,{y + 45}" fill="{INK}"/>'
        yield box(402, y, 454, 72, fill, dashed=edge == "虚")
        yield text(420, y + 44, 20, what, bold=True, anchor="start")
        yield text(838, y + 44, 19, how, anchor="end", fill=RED if edge == "虚" else INK)


def narrow():
    yield from slide(50, 14, 260, 180)
    yield text(180, 218, 16, "一页幻灯片，背后还有备注")
    for i, (what, how, fill, edge) in enumerate(GROUPS):
        y = 236 + 86 * i
        yield box(20, y, 320, 72, fill, dashed=edge == "虚")
        yield text(180, y + 30, 18, what, bold=True)
        yield text(180, y + 56, 16, how, fill=RED if edge == "虚" else INK)


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


save("layers.svg", 880, 310, wide())
save("layers.narrow.svg", 360, 504, narrow())
