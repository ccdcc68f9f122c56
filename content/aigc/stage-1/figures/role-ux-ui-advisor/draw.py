"""Draws four-faces.svg and four-faces.narrow.svg: one page as it looks full, empty, waiting and wrong."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2"
TITLE = "同一个查鞋页的四种样子"
DESC = (
    "四部手机。有内容：0137 号修好了，19 点前来取，能点打电话。空的：没有 0173 号，和小票对一对，能点重新输和打电话。"
    "等着：正在查 0137 号，能点取消。出错：没连上，号码还在，能点再试一次。"
)
FACES = [
    ("有内容", ("0137 号", "修好了", "19 点前来取"), ("打电话",)),
    ("空的", ("没有 0173 号", "和小票", "对一对"), ("重新输", "打电话")),
    ("等着", ("正在查", "0137 号", "约三秒"), ("取消",)),
    ("出错", ("没连上", "0137 还在", "不用重输"), ("再试一次",)),
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


def phone(x, y, width, face, size):
    name, words, buttons = face
    wrong = name == "出错"
    yield text(x + width / 2, y + 26, size + 4, name, bold=True, fill=RED if wrong else INK)
    top = y + 40
    yield box(x, top, width, 226, dash="yes" if wrong else "", line=RED if wrong else INK)
    for place, line in enumerate(words):
        yield text(x + width / 2, top + 42 + place * (size + 12), size, line, bold=place == 0)
    across = (width - 24 - 10 * (len(buttons) - 1)) / len(buttons)
    for place, words_on in enumerate(buttons):
        left = x + 12 + place * (across + 10)
        yield box(left, top + 162, across, 50, YELLOW)
        small = size if len(buttons) == 1 else size - 3
        yield text(left + across / 2, top + 162 + 33, small, words_on, bold=True)


def wide():
    for place, face in enumerate(FACES):
        yield from phone(20 + place * 215, 8, 195, face, 21)
    yield text(440, 314, 21, "每种样子都答得上：屏幕上写什么字，能点什么", bold=True)


def narrow():
    for place, face in enumerate(FACES):
        yield from phone(12 + place % 2 * 172, 8 + place // 2 * 286, 164, face, 18)
    yield text(180, 612, 17, "每种样子都答得上：", bold=True)
    yield text(180, 638, 17, "屏幕上写什么字，能点什么", bold=True)


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
    write("four-faces.svg", 880, 336, wide())
    write("four-faces.narrow.svg", 360, 656, narrow())
