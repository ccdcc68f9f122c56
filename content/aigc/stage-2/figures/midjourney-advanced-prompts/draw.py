"""Draws same-hand.svg and same-hand.narrow.svg: three seed packets in one style, and the same three in three styles."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, YELLOW, RED, PAPER = "#13201b", "#f6c02b", "#c5341a", "#f4f6f2"

GOOD = [
    "画材 木刻，平涂",
    "线　 粗，黑，等宽",
    "颜色 白、黄、红点",
    "光　 左上来，黄影在右下",
    "底　 米白，下方一道红线",
]
POOR = ["画材 铅笔／厚涂／卡通", "线　 细／没有／粉边", "颜色 各用各的", "光　 看不出从哪来", "底　 白／紫黑／浅蓝"]

# Every picture is 100 wide and 130 high.
BEAN = "M30 96c-8-40 14-66 42-72 8 4 6 14-2 18-22 12-30 28-28 54-2 6-10 6-12 0z"
GOURD = "M28 88c-6-20 6-48 26-56 16-6 26 4 22 20-6 24-28 44-40 44-4 0-7-3-8-8z"
POD = "M50 26c16 16 22 36 16 58-4 12-28 12-32 0-6-22 0-42 16-58z"


def card(fill: str, inside: str) -> str:
    return f'<rect width="100" height="130" fill="{fill}" stroke="{INK}" stroke-width="2.5"/>{inside}'


def in_one_style(shape: str, details: str) -> str:
    shadow = f'<path d="{shape}" transform="translate(7,7)" fill="{YELLOW}"/>'
    body = f'<path d="{shape}" fill="#fff" stroke="{INK}" stroke-width="4" stroke-linejoin="round"/>'
    return card("#fbf7ea", shadow + body + details + f'<path d="M14 114h72" stroke="{RED}" stroke-width="4"/>')


def same() -> list[str]:
    beans = "".join(
        f'<circle cx="{x}" cy="{y}" r="4" fill="{RED}"/>' for x, y in ((37, 84), (38, 68), (46, 52), (58, 40))
    )
    bumps = "".join(
        f'<circle cx="{x}" cy="{y}" r="4" fill="{RED}"/>' for x, y in ((42, 80), (52, 66), (60, 52), (64, 40))
    )
    seeds = "".join(f'<circle cx="{x}" cy="66" r="4" fill="{RED}"/>' for x in (42, 58))
    lines = f'<path d="M50 34v52" stroke="{INK}" stroke-width="4"/>{seeds}'
    return [in_one_style(BEAN, beans), in_one_style(GOURD, bumps), in_one_style(POD, lines)]


def apart() -> list[str]:
    hatch = "".join(f'<path d="M{x} 96L{x + 18} 40" stroke="#5c6a62" stroke-width="1"/>' for x in range(32, 56, 4))
    pencil = card("#ffffff", f'<path d="{BEAN}" fill="none" stroke="#5c6a62" stroke-width="1.2"/>{hatch}')
    blobs = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{r}" ry="{r - 4}" fill="{colour}" opacity=".75"/>'
        for x, y, r, colour in (
            (46, 70, 34, "#5f8f4e"),
            (58, 54, 26, "#8fb866"),
            (38, 88, 18, "#3f6b3a"),
            (66, 40, 14, "#c9d88a"),
        )
    )
    paint = card("#2b2140", blobs)
    eyes = "".join(
        f'<circle cx="{x}" cy="58" r="7" fill="#fff" stroke="{INK}" stroke-width="2"/>'
        f'<circle cx="{x + 1}" cy="59" r="3"/>'
        for x in (43, 59)
    )
    face = f'{eyes}<path d="M44 74q7 8 14 0" fill="none" stroke="{INK}" stroke-width="3"/>'
    toon = card("#bfe3f5", f'<path d="{POD}" fill="#ff9fbc" stroke="#b0406a" stroke-width="3"/>{face}')
    return [pencil, paint, toon]


def svg(width: int, height: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">\n'
        '<title id="t">一只手画的三张，三只手画的三张</title>\n'
        '<desc id="d">上排豇豆、苦瓜、芝麻三张种子袋，粗黑线、平涂、黄色投影、米白底、下方一道红线，五项都一样。'
        "下排同样三样东西，一张细铅笔排线，一张深底厚涂，一张卡通脸，画法各不相同。</desc>\n"
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>\n{body}</svg>\n'
    )


def wide() -> str:
    parts = []
    for row, cards in enumerate((same(), apart())):
        for column, picture in enumerate(cards):
            parts.append(f'<g transform="translate({30 + column * 170},{24 + row * 226}) scale(1.5)">{picture}</g>\n')
    say = ((1, "五项写死，只换主体", 62), (0, "只写「好看的水彩」", 288))
    for good, head, y in say:
        parts.append(f'<text x="556" y="{y}" font-size="26" font-weight="700" fill="{INK}">{head}</text>\n')
        lines = GOOD if good else POOR
        for number, line in enumerate(lines):
            parts.append(f'<text x="556" y="{y + 32 + number * 28}" font-size="21" fill="#33423b">{line}</text>\n')
    return svg(880, 476, "".join(parts))


def narrow() -> str:
    parts = []
    for row, (head, cards, note) in enumerate(
        (
            ("五项写死，只换主体", same(), "线、颜色、光、底都一样"),
            ("只写「好看的水彩」", apart(), "像三个人画的"),
        )
    ):
        y = 20 + row * 222
        parts.append(f'<text x="16" y="{y + 14}" font-size="19" font-weight="700" fill="{INK}">{head}</text>\n')
        for column, picture in enumerate(cards):
            parts.append(f'<g transform="translate({16 + column * 114},{y + 28})">{picture}</g>\n')
        parts.append(f'<text x="16" y="{y + 186}" font-size="17" fill="#33423b">{note}</text>\n')
    return svg(360, 460, "".join(parts))


if __name__ == "__main__":
    here = Path(__file__).parent
    (here / "same-hand.svg").write_text(wide(), encoding="utf-8")
    (here / "same-hand.narrow.svg").write_text(narrow(), encoding="utf-8")
