"""Draws hint-ladder.svg and hint-ladder.narrow.svg: one turn of the teacher, hints before the explanation."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2"
TITLE = "老师的一轮：先给三级提示，再谈讲解"
DESC = (
    "老师问一个问题，等学员答。答对走一路：请学员用自己的话说一遍，再换个情境问。"
    "答错走另一路：提示一指方向，提示二缩小范围，提示三给出前半步；每给一级，都回去等学员再答。"
    "三级都用完还不会，才讲这一步，讲完换一道题。"
)


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, fill="#ffffff", dash=""):
    dashed = ' stroke-dasharray="8 6"' if dash else ""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}"'
        f' stroke="{INK}" stroke-width="2"{dashed}/>'
    )


def arrow(path, tip, direction, colour=INK):
    x, y = tip
    wings = {
        "right": f"{x},{y} {x - 14},{y - 9} {x - 14},{y + 9}",
        "left": f"{x},{y} {x + 14},{y - 9} {x + 14},{y + 9}",
        "down": f"{x},{y} {x - 9},{y - 14} {x + 9},{y - 14}",
        "up": f"{x},{y} {x - 9},{y + 14} {x + 9},{y + 14}",
    }[direction]
    yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3"/>'
    yield f'<polygon points="{wings}" fill="{colour}"/>'


def wide():
    yield box(20, 150, 150, 92)
    yield text(95, 188, 21, "问一个问题", bold=True)
    yield text(95, 220, 19, "等学员答")
    yield from arrow("M95 150 V76 H196", (210, 76), "right")
    yield text(152, 62, 19, "答对", bold=True)
    yield box(214, 36, 250, 80)
    yield text(339, 70, 20, "请他用自己的话说", bold=True)
    yield text(339, 100, 18, "再换个情境问")
    yield from arrow("M172 196 H196", (210, 196), "right")
    yield text(192, 174, 19, "答错", bold=True)
    steps = [("提示一", "指方向", 214), ("提示二", "缩小范围", 356), ("提示三", "给前半步", 498)]
    for name, what, x in steps:
        yield box(x, 150, 128, 92, YELLOW)
        yield text(x + 64, 188, 21, name, bold=True)
        yield text(x + 64, 220, 19, what)
    yield from arrow("M628 196 H674", (688, 196), "right", RED)
    yield text(656, 174, 18, "用完", bold=True, fill=RED)
    yield box(692, 150, 168, 92, dash="yes")
    yield text(776, 188, 21, "才讲这一步", bold=True)
    yield text(776, 220, 19, "讲完换一题")
    yield from arrow("M562 244 V300 H95 V260", (95, 246), "up")
    yield '<path d="M278 244 V300 M420 244 V300" fill="none" stroke="#13201b" stroke-width="3"/>'
    yield text(720, 306, 19, "每给一级，都回去等他再答", bold=True)


def narrow():
    yield box(60, 12, 180, 66)
    yield text(150, 40, 18, "问一个问题", bold=True)
    yield text(150, 66, 16, "等学员答")
    yield from arrow("M150 80 V112", (150, 126), "down")
    yield text(162, 108, 16, "答错", bold=True, anchor="start")
    y = 130
    for name, what in (("提示一", "指方向"), ("提示二", "缩小范围"), ("提示三", "给前半步")):
        yield box(60, y, 180, 50, YELLOW)
        yield text(74, y + 32, 18, name, bold=True, anchor="start")
        yield text(228, y + 32, 17, what, anchor="end")
        yield f'<path d="M242 {y + 25} H296" fill="none" stroke="{INK}" stroke-width="3"/>'
        y += 62
    yield from arrow("M296 279 V45 H258", (244, 45), "left")
    yield text(340, 132, 16, "每给", bold=True)
    yield text(340, 156, 16, "一级", bold=True)
    yield text(340, 180, 16, "回去", bold=True)
    yield text(340, 204, 16, "再答", bold=True)
    yield from arrow("M150 306 V338", (150, 352), "down", RED)
    yield text(162, 334, 16, "三级用完", bold=True, fill=RED, anchor="start")
    yield box(60, 356, 180, 66, dash="yes")
    yield text(150, 384, 18, "才讲这一步", bold=True)
    yield text(150, 410, 16, "讲完换一题")
    yield from arrow("M60 45 H26 V470 H46", (60, 470), "right")
    yield text(20, 30, 16, "答对", bold=True, anchor="start")
    yield box(64, 440, 280, 66)
    yield text(204, 468, 18, "请他用自己的话说", bold=True)
    yield text(204, 494, 16, "再换个情境问")


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
    write("hint-ladder.svg", 880, 332, wide())
    write("hint-ladder.narrow.svg", 360, 524, narrow())
