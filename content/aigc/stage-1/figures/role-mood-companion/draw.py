"""Draws two-paths.svg and two-paths.narrow.svg: record or stop, and a person at the end of both ways."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2"
TITLE = "两条路，尽头都是真人"
DESC = (
    "一句话进来，先看有没有停下的信号，拿不准就当作有。没有：照原话记睡、吃、做事，整理成一页，交给医生、家人、朋友。"
    "有：一离开角色，二说关心，三请他找身边的人，四给求助电话，之后不再回到角色。两条路的尽头都是真人。"
)
STOP = ["一 离开角色", "二 说关心", "三 找身边的人", "四 给求助电话"]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, *, fill="#ffffff", edge=INK, wide=2):
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}" stroke="{edge}"'
        f' stroke-width="{wide}"/>'
    )


def arrow(path, tip, direction, colour=INK):
    x, y = tip
    wings = {
        "right": f"{x},{y} {x - 14},{y - 9} {x - 14},{y + 9}",
        "down": f"{x},{y} {x - 9},{y - 14} {x + 9},{y - 14}",
    }[direction]
    yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3"/>'
    yield f'<polygon points="{wings}" fill="{colour}"/>'


def wide():
    yield box(16, 118, 208, 124, fill=YELLOW)
    yield text(120, 158, 21, "有停下的信号吗？", bold=True)
    yield text(120, 192, 19, "拿不准")
    yield text(120, 220, 19, "就当作有")
    yield from arrow("M120 116 V66 H288", (302, 66), "right")
    yield text(200, 54, 20, "没有", bold=True)
    yield box(306, 22, 176, 88)
    yield text(394, 58, 20, "照原话记", bold=True)
    yield text(394, 90, 19, "睡、吃、做事")
    yield from arrow("M484 66 H518", (532, 66), "right")
    yield box(536, 22, 148, 88)
    yield text(610, 58, 20, "整理成一页", bold=True)
    yield text(610, 90, 19, "带去找人")
    yield from arrow("M120 244 V294 H288", (302, 294), "right", RED)
    yield text(200, 282, 20, "有", bold=True, fill=RED)
    yield box(306, 180, 378, 178, edge=RED, wide=3)
    for i, words in enumerate(STOP):
        yield text(330, 220 + 36 * i, 20, words, bold=i == 0, anchor="start")
    yield text(664, 276, 20, "说完，不再回到角色", bold=True, fill=RED, anchor="end")
    yield from arrow("M686 66 H712", (726, 66), "right")
    yield from arrow("M686 264 H712", (726, 264), "right", RED)
    yield box(730, 22, 134, 336, fill=YELLOW, wide=3)
    yield text(797, 150, 24, "真人", bold=True)
    for i, words in enumerate(["医生", "家人", "朋友"]):
        yield text(797, 192 + 32 * i, 20, words)


def narrow():
    yield box(40, 12, 280, 84, fill=YELLOW)
    yield text(180, 46, 19, "有停下的信号吗？", bold=True)
    yield text(180, 76, 17, "拿不准，就当作有")
    yield from arrow("M88 98 V132", (88, 146), "down")
    yield text(100, 128, 17, "没有", bold=True, anchor="start")
    yield from arrow("M252 98 V132", (252, 146), "down", RED)
    yield text(264, 128, 17, "有", bold=True, fill=RED, anchor="start")
    yield box(12, 150, 152, 84)
    yield text(88, 182, 18, "照原话记", bold=True)
    yield text(88, 212, 16, "睡、吃、做事")
    yield from arrow("M88 236 V258", (88, 272), "down")
    yield box(12, 276, 152, 84)
    yield text(88, 308, 18, "整理成一页", bold=True)
    yield text(88, 338, 16, "带去找人")
    yield box(176, 150, 172, 210, edge=RED, wide=3)
    for i, words in enumerate(["一 离开角色", "二 说关心", "三 找身边的人", "四 给求助电话"]):
        yield text(190, 186 + 36 * i, 17, words, bold=i == 0, anchor="start")
    yield text(190, 344, 16, "不再回到角色", bold=True, fill=RED, anchor="start")
    yield from arrow("M88 362 V396", (88, 410), "down")
    yield from arrow("M262 362 V396", (262, 410), "down", RED)
    yield box(12, 414, 336, 74, fill=YELLOW, wide=3)
    yield text(180, 444, 20, "真人", bold=True)
    yield text(180, 474, 17, "医生、家人、朋友")


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
    write("two-paths.svg", 880, 374, wide())
    write("two-paths.narrow.svg", 360, 502, narrow())
