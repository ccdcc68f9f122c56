"""Draws hands.svg and hands.narrow.svg: four parties, and what each of them cannot do."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, PAPER, YELLOW = "#13201b", "#a12a14", "#f4f6f2", "#f6c02b"
TITLE = "四方各缺一只手，发送键只在人手里"
DESC = (
    "从左到右四方。读信的脚本：取信，不能改，不能发。模型：拟稿，碰不到邮箱。"
    "放草稿的脚本：进草稿箱，不能发。人：读过、改过，按发送。"
)
PARTS = [
    ("读信的脚本", "只读地取信", "不能改，不能发"),
    ("模型", "分类，拟稿", "碰不到邮箱"),
    ("放草稿的脚本", "放进草稿箱", "不能发"),
    ("你", "读过，改好", "按发送"),
]


def text(x, y, size, words, *, bold=False, fill=INK):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{700 if bold else 400}" fill="{fill}"'
        f' text-anchor="middle">{words}</text>'
    )


def party(x, y, width, height, size, part):
    name, does, last = part
    you = name == "你"
    yield (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{YELLOW if you else "#ffffff"}"'
        f' stroke="{INK}" stroke-width="2"/>'
    )
    middle = x + width / 2
    yield text(middle, y + height * 0.3, size + 2, name, bold=True)
    yield text(middle, y + height * 0.58, size, does)
    yield text(middle, y + height * 0.86, size, last, bold=True, fill=INK if you else RED)


def wide():
    for i, part in enumerate(PARTS):
        x = 16 + 220 * i
        yield from party(x, 30, 176, 136, 18, part)
        if i:
            yield f'<path d="M{x - 40} 98 h22" stroke="{INK}" stroke-width="3"/>'
            yield f'<polygon points="{x - 5},98 {x - 20},89 {x - 20},107" fill="{INK}"/>'
    yield text(440, 206, 18, "红字是它做不到的事；只有最右边一格能把信寄出去", bold=True)


def narrow():
    for i, part in enumerate(PARTS):
        y = 14 + 124 * i
        yield from party(50, y, 260, 92, 16, part)
        if i:
            yield f'<path d="M180 {y - 29} v12" stroke="{INK}" stroke-width="3"/>'
            yield f'<polygon points="180,{y - 4} 171,{y - 19} 189,{y - 19}" fill="{INK}"/>'
    yield text(180, 506, 16, "红字是它做不到的事", bold=True)
    yield text(180, 530, 16, "只有最后一格能把信寄出去", bold=True)


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


save("hands.svg", 880, 228, wide())
save("hands.narrow.svg", 360, 546, narrow())
