"""Draws three-roads.svg and three-roads.narrow.svg: where a sentence said to a character goes."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2"
TITLE = "对人物说的一句话，走哪条路"
DESC = (
    "一句话进来，先看是不是戏外的真事：有人真难受、真要看病报警、要演别人作品里的人。是，就停戏，说明是 AI，人有难的交给真人。"
    "不是，再对卡：落在知道，照着说；落在不知道，用人物的话说不知道；落在禁区，用人物的话拒绝。"
)
ROADS = [
    ("知道", "照着说", "「二更涨潮」"),
    ("不知道", "用他的话说不知道", "「岛上听不到」"),
    ("禁区", "用他的话拒绝", "「树比我老，我没问」"),
]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, fill="#ffffff", dash="", line=INK):
    dashed = ' stroke-dasharray="8 6"' if dash else ""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}"'
        f' stroke="{line}" stroke-width="2"{dashed}/>'
    )


def down(x, y, length, colour=INK):
    end = y + length
    yield f'<path d="M{x} {y} V{end - 12}" fill="none" stroke="{colour}" stroke-width="3"/>'
    yield f'<polygon points="{x},{end} {x - 9},{end - 14} {x + 9},{end - 14}" fill="{colour}"/>'


def right(x, y, length, colour=INK):
    end = x + length
    yield f'<path d="M{x} {y} H{end - 12}" fill="none" stroke="{colour}" stroke-width="3"/>'
    yield f'<polygon points="{end},{y} {end - 14},{y - 9} {end - 14},{y + 9}" fill="{colour}"/>'


def wide():
    yield box(20, 66, 180, 76)
    yield text(110, 113, 24, "一句话进来", bold=True)
    yield from right(202, 104, 36)
    yield box(242, 36, 250, 136, YELLOW)
    yield text(367, 76, 24, "戏外的真事？", bold=True)
    yield text(367, 112, 19, "真难受、真看病报警")
    yield text(367, 144, 19, "要演别人家的角色")
    yield from right(494, 104, 76, RED)
    yield text(530, 90, 20, "是", bold=True, fill=RED)
    yield box(574, 50, 286, 108, dash="yes", line=RED)
    yield text(717, 94, 24, "停戏", bold=True, fill=RED)
    yield text(717, 130, 19, "说明是 AI；人有难，交给真人")
    yield f'<path d="M367 174 V214 M148.5 214 H731.5" fill="none" stroke="{INK}" stroke-width="3"/>'
    yield text(384, 202, 20, "不是，对卡", bold=True, anchor="start")
    for place, (name, what, said) in enumerate(ROADS):
        x = 20 + place * 290
        yield from down(x + 130, 214, 34)
        yield box(x, 252, 260, 124)
        yield text(x + 130, 288, 23, name, bold=True)
        yield text(x + 130, 322, 20, what)
        yield text(x + 130, 356, 20, said)


def narrow():
    yield box(90, 12, 180, 48)
    yield text(180, 43, 18, "一句话进来", bold=True)
    yield from down(180, 62, 28)
    yield box(40, 92, 280, 96, YELLOW)
    yield text(180, 122, 19, "戏外的真事？", bold=True)
    yield text(180, 150, 16, "真难受、真看病报警")
    yield text(180, 174, 16, "要演别人家的角色")
    yield from down(270, 190, 38, RED)
    yield text(284, 214, 17, "是", bold=True, fill=RED, anchor="start")
    yield box(190, 230, 154, 84, dash="yes", line=RED)
    yield text(267, 262, 19, "停戏", bold=True, fill=RED)
    yield text(267, 288, 16, "说明是 AI")
    yield text(267, 308, 15, "人有难，交给真人")
    yield from down(96, 190, 140)
    yield text(20, 246, 17, "不是", bold=True, anchor="start")
    yield text(20, 270, 17, "对卡", bold=True, anchor="start")
    y = 334
    for name, what, said in ROADS:
        yield box(16, y, 328, 76)
        yield text(32, y + 45, 18, name, bold=True, anchor="start")
        yield text(328, y + 32, 17, what, anchor="end")
        yield text(328, y + 60, 17, said, anchor="end")
        y += 86


def write(name, width, height, parts):
    body = "\n  ".join(parts)
    (HERE / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="t d" font-family="{FONT}">\n'
        f'  <title id="t">{TITLE}</title>\n  <desc id="d">{DESC}</desc>\n'
        f'  <rect width="{width}" height="{height}" fill="{PAPER}"/>\n  {body}\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    write("three-roads.svg", 880, 396, wide())
    write("three-roads.narrow.svg", 360, 606, narrow())
