"""Draws account.svg and account.narrow.svg: where each of eight files went."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, PAPER, YELLOW = "#13201b", "#a12a14", "#f4f6f2", "#f6c02b"
TITLE = "8 个文件，一笔账"
DESC = (
    "8 个文件分成四份：读完 5 个，读不了 1 个，没读的类型 1 个，在跳过的文件夹里 1 个。"
    "读完的 5 个里，4 个命中，1 个没命中，因为写的是旧称。"
)
PARTS = [
    (5, "读完", "4 个命中，1 个写的是旧称", YELLOW, False),
    (1, "读不了", "坏文件，去要原件", "#ffffff", True),
    (1, "没读的类型", "旧格式，另存再搜", "#ffffff", True),
    (1, "跳过的", "在备份里，看过名字就好", "#ffffff", False),
]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{700 if bold else 400}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def sheet(x, y, width, fill, *, dashed=False):
    edge = f'stroke="{RED}" stroke-width="3" stroke-dasharray="6 4"' if dashed else f'stroke="{INK}" stroke-width="2"'
    return f'<rect x="{x}" y="{y}" width="{width}" height="{width * 1.3:.0f}" rx="4" fill="{fill}" {edge}/>'


def row(x, y, size, step, part, right):
    """The sheets of one part, its number and what to do with it."""
    count, name, remark, fill, dashed = part
    for i in range(count):
        yield sheet(x + step * i, y, step - 10, fill, dashed=dashed)
    yield text(right, y + step * 0.45, size, f"{name} {count} 个", bold=True, anchor="start")
    yield text(right, y + step * 0.45 + size + 6, size - 2, remark, anchor="start", fill=RED if dashed else INK)


def wide():
    for i, part in enumerate(PARTS):
        yield from row(40, 26 + 72 * i, 20, 50, part, 330)
    yield f'<path d="M640 30 v268" stroke="{INK}" stroke-width="3"/>'
    yield text(752, 150, 22, "5 + 1 + 1 + 1", bold=True)
    yield text(752, 188, 22, "= 8", bold=True)
    yield text(752, 226, 18, "差一个都要追")


def narrow():
    for i, part in enumerate(PARTS):
        yield from row(14, 20 + 74 * i, 16, 27, part, 158)
    yield text(180, 330, 18, "5 + 1 + 1 + 1 = 8", bold=True)
    yield text(180, 358, 16, "差一个都要追")


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


save("account.svg", 880, 324, wide())
save("account.narrow.svg", 360, 380, narrow())
