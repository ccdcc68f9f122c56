"""Draws steps.svg and steps.narrow.svg: five steps from a list of people to letters that have left."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, PAPER, YELLOW = "#13201b", "#a12a14", "#f4f6f2", "#f6c02b"
TITLE = "从名单到寄出的五步"
DESC = (
    "五步从左到右：一拟信，不联网；二过目，人看待发表；三试发，只给自己；四确认，人输入数目；五分批，发成一封记一行。"
    "前四步任何一步不对，都退回第一步。过了第四步，信就收不回来。"
)
STEPS = [
    ("一 拟信", "不联网", "#ffffff"),
    ("二 过目", "人看待发表", YELLOW),
    ("三 试发", "只给自己", "#ffffff"),
    ("四 确认", "人输入数目", YELLOW),
    ("五 分批", "发一封记一行", "#ffffff"),
]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{700 if bold else 400}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, fill):
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}"'
        f' stroke="{INK}" stroke-width="2"/>'
    )


def wide():
    for i, (name, what, fill) in enumerate(STEPS):
        x = 16 + 174 * i
        yield box(x, 54, 138, 104, fill)
        yield text(x + 69, 98, 21, name, bold=True)
        yield text(x + 69, 134, 18, what)
        if i:
            yield f'<path d="M{x - 33} 106 h18" stroke="{INK}" stroke-width="3"/>'
            yield f'<polygon points="{x - 3},106 {x - 17},97 {x - 17},115" fill="{INK}"/>'
    yield '<path d="M607 164 V206 H85 V178" fill="none" stroke="#c5341a" stroke-width="3"/>'
    yield '<polygon points="85,164 76,180 94,180" fill="#c5341a"/>'
    yield text(346, 236, 18, "有一处不对，改名单，从第一步重来", bold=True, fill=RED)
    yield f'<path d="M695 24 V244" stroke="{RED}" stroke-width="3" stroke-dasharray="9 6"/>'
    yield text(782, 236, 18, "过了这里，收不回", bold=True, fill=RED)
    yield text(16, 34, 18, "黄色的两步要人来做", anchor="start")


def narrow():
    yield text(150, 26, 16, "黄色的两步要人来做")
    for i, (name, what, fill) in enumerate(STEPS):
        y = 40 + 94 * i + (36 if i == 4 else 0)
        yield box(30, y, 240, 66, fill)
        yield text(150, y + 28, 18, name, bold=True)
        yield text(150, y + 54, 16, what)
        if i and i < 4:
            yield f'<path d="M150 {y - 26} v10" stroke="{INK}" stroke-width="3"/>'
            yield f'<polygon points="150,{y - 3} 141,{y - 17} 159,{y - 17}" fill="{INK}"/>'
    yield '<path d="M274 355 H316 V73 H288" fill="none" stroke="#c5341a" stroke-width="3"/>'
    yield '<polygon points="274,73 290,64 290,82" fill="#c5341a"/>'
    yield text(338, 150, 16, "不", bold=True, fill=RED)
    for i, word in enumerate("对就重来"):
        yield text(338, 172 + 22 * i, 16, word, bold=True, fill=RED)
    yield f'<path d="M12 402 h130" stroke="{RED}" stroke-width="3" stroke-dasharray="9 6"/>'
    yield f'<path d="M158 402 h190" stroke="{RED}" stroke-width="3" stroke-dasharray="9 6"/>'
    yield f'<path d="M150 392 v28" stroke="{INK}" stroke-width="3"/>'
    yield f'<polygon points="150,{449} 141,{435} 159,{435}" fill="{INK}"/>'
    yield f'<path d="M150 418 v18" stroke="{INK}" stroke-width="3"/>'
    yield text(260, 430, 16, "过了这里，收不回", bold=True, fill=RED)


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


save("steps.svg", 880, 262, wide())
save("steps.narrow.svg", 360, 532, narrow())
