"""Draws one-page.svg and one-page.narrow.svg: five boxes of a one-page brief, and the question each must answer."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2"
TITLE = "一页需求的五格，和每格都要接住的一句追问"
DESC = (
    "五格从前到后：问题，周六 11 人白跑；用户，出门前的熟客；指标，扭头走的少于 5 人；"
    "范围，只看余柜，不做积分；验收，假如、当、那么。每一格都要接住追问：谁说的，谁数过。"
    "答得上，标说过或数过；答不上，标待核实，再去问一位真人。"
)
BOXES = [
    ("1 问题", "周六 11 人", "白跑一趟"),
    ("2 用户", "出门前的", "熟客"),
    ("3 指标", "扭头走的", "少于 5 人"),
    ("4 范围", "只看余柜", "不做积分"),
    ("5 验收", "假如、当、", "那么"),
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


def wide():
    for place, (name, one, two) in enumerate(BOXES):
        x = 20 + place * 172
        yield box(x, 20, 152, 118)
        yield text(x + 76, 52, 22, name, bold=True)
        yield text(x + 76, 88, 20, one)
        yield text(x + 76, 118, 20, two)
        yield f'<path d="M{x + 76} 140 V166" fill="none" stroke="{INK}" stroke-width="3"/>'
    yield box(20, 166, 840, 62, YELLOW)
    yield text(440, 206, 26, "每一格都接得住：谁说的？谁数过？", bold=True)
    yield from down(230, 230, 42)
    yield from down(650, 230, 42, RED)
    yield text(246, 260, 19, "答得上", bold=True, anchor="start")
    yield text(666, 260, 19, "答不上", bold=True, fill=RED, anchor="start")
    yield box(60, 274, 340, 62)
    yield text(230, 313, 21, "写进去，标【说过】【数过】")
    yield box(480, 274, 340, 62, dash="yes", line=RED)
    yield text(650, 313, 21, "标【待核实】，去问一位真人")


def narrow():
    for place, (name, one, two) in enumerate(BOXES):
        y = 12 + place * 58
        yield box(16, y, 328, 48)
        yield text(32, y + 31, 18, name, bold=True, anchor="start")
        yield text(328, y + 31, 17, one + two if place != 3 else f"{one}，{two}", anchor="end")
    yield from down(180, 294, 26)
    yield box(16, 322, 328, 76, YELLOW)
    yield text(180, 352, 18, "每一格都接得住：", bold=True)
    yield text(180, 382, 20, "谁说的？谁数过？", bold=True)
    yield from down(92, 400, 44)
    yield from down(262, 400, 44, RED)
    yield text(104, 426, 16, "答得上", bold=True, anchor="start")
    yield text(274, 426, 16, "答不上", bold=True, fill=RED, anchor="start")
    yield box(16, 448, 152, 76)
    yield text(92, 480, 17, "写进去，标")
    yield text(92, 508, 17, "【说过】【数过】")
    yield box(180, 448, 164, 76, dash="yes", line=RED)
    yield text(262, 480, 17, "标【待核实】")
    yield text(262, 508, 17, "去问一位真人")


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
    write("one-page.svg", 880, 354, wide())
    write("one-page.narrow.svg", 360, 540, narrow())
