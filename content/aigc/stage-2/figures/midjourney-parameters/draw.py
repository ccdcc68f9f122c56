"""Draws three-knobs.svg and three-knobs.narrow.svg beside this file: python draw.py"""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "三个钮各管什么"
DESC = (
    "示意图，不是真实出图。第一排是差异：低的一组四张鱼几乎一样，高的一组四张大小、朝向和条数都不同。"
    "第二排是风格化：低时鱼身素净，高时长出鳞纹、浪花和圆点。第三排是种子：种子相同的两张相似，换了种子的一张换了样子。"
)
SYMBOLS = """<symbol id="p" viewBox="0 0 60 40"><path d="M4 20C14 4 34 4 44 20C34 36 14 36 4 20Z" fill="#fff" stroke="#24549c" stroke-width="2.5"/><path d="M44 20l13-11v22z" fill="#fff" stroke="#24549c" stroke-width="2.5"/><circle cx="14" cy="17" r="2.2" fill="#13201b"/></symbol>
<symbol id="m" viewBox="0 0 60 40"><use href="#p"/><path d="M23 10c5 6 5 14 0 20M31 11c4 6 4 12 0 18" fill="none" stroke="#24549c" stroke-width="2"/></symbol>
<symbol id="x" viewBox="0 0 60 40"><path d="M4 20C14 4 34 4 44 20C34 36 14 36 4 20Z" fill="#24549c" stroke="#13201b" stroke-width="2"/><path d="M44 20l13-11v22z" fill="#24549c" stroke="#13201b" stroke-width="2"/><path d="M20 9c5 6 5 16 0 22M27 8c5 7 5 17 0 24M34 11c4 6 4 12 0 18" fill="none" stroke="#f6c02b" stroke-width="2"/><circle cx="13" cy="17" r="2.4" fill="#fff"/></symbol>"""


def card(x, y, inside, side=84):
    box = f'<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="#fff" stroke="#13201b" stroke-width="2"/>'
    return box + f'<svg x="{x}" y="{y}" width="{side}" height="{side}" viewBox="0 0 84 84">{inside}</svg>'


def fish(kind="p", x=12, y=22, size=60, turn=0, flip=False):
    middle = f"{x + size / 2:g} {y + size / 3:g}"
    moves = f'transform="rotate({turn} {middle})"' if turn else ""
    if flip:
        moves = f'transform="translate({2 * x + size} 0) scale(-1 1)"'
    return f'<use href="#{kind}" x="{x}" y="{y}" width="{size}" height="{size * 2 / 3:g}" {moves}/>'


WAVES = '<path d="M4 74q7-9 14 0t14 0 14 0 14 0 14 0" fill="none" stroke="#24549c" stroke-width="3"/><circle cx="14" cy="14" r="4" fill="#f6c02b"/><circle cx="70" cy="12" r="4" fill="#f6c02b"/><path d="M4 82q7-9 14 0t14 0 14 0 14 0 14 0" fill="none" stroke="#24549c" stroke-width="3"/>'
SAME = [fish(), fish(y=24), fish(x=10), fish(y=20)]
APART = [
    fish(size=34, x=4, y=8),
    fish(turn=70),
    fish(size=30, x=8, y=8) + fish(size=30, x=40, y=34) + fish(size=30, x=10, y=56),
    fish(size=78, x=3, y=18, flip=True),
]
STYLE = [fish(), fish("m"), fish("x") + WAVES]
SEED = [fish("m"), fish("m", y=24, x=10), fish("m", size=44, turn=-40, x=26, y=30)]


def text(x, y, words, size, bold=False, middle=False):
    weight = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x}" y="{y}" font-size="{size}"{weight}{anchor}>{words}</text>'


def sheet(width, height, parts):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<defs>{SYMBOLS}</defs>\n<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n<g fill="#13201b">\n'
        + "\n".join(parts)
        + "\n</g>\n</svg>\n"
    )


def wide():
    parts = [text(30, 34, "三个钮各管什么（示意，不是真实出图）", 20, bold=True)]
    rows = (
        ("差异 c", "四张之间差多大", 60),
        ("风格化 s", "贴描述，还是多美化", 205),
        ("种子 seed", "从哪片杂点出发", 350),
    )
    for name, what, y in rows:
        parts += [text(30, y + 48, name, 24, bold=True), text(30, y + 76, what, 17)]
    for k, inside in enumerate(SAME):
        parts.append(card(225 + 72 * k, 78, inside, 68))
    for k, inside in enumerate(APART):
        parts.append(card(565 + 72 * k, 78, inside, 68))
    parts += [
        text(366, 172, "c 为 0：四张像同一张", 17, middle=True),
        text(706, 172, "c 开大：各走各的", 17, middle=True),
    ]
    for k, (inside, words) in enumerate(zip(STYLE, ("s 为 0", "s 为 100", "s 为 500，添了浪花"), strict=True)):
        parts += [card(265 + 210 * k, 200, inside, 92), text(311 + 210 * k, 316, words, 17, middle=True)]
    for k, (inside, words) in enumerate(zip(SEED, ("seed 40", "seed 40 再来：相似", "seed 41：换了样子"), strict=True)):
        parts += [card(265 + 210 * k, 345, inside, 92), text(311 + 210 * k, 461, words, 17, middle=True)]
    return sheet(880, 480, parts)


def narrow():
    parts = [text(16, 30, "三个钮各管什么", 19, bold=True), text(16, 54, "示意，不是真实出图", 15)]
    parts.append(text(16, 92, "差异 c：四张之间差多大", 17, bold=True))
    for k, inside in enumerate(SAME):
        parts.append(card(16 + 83 * k, 104, inside, 76))
    parts.append(text(16, 202, "c 为 0：四张像同一张", 15))
    for k, inside in enumerate(APART):
        parts.append(card(16 + 83 * k, 214, inside, 76))
    parts.append(text(16, 312, "c 开大：各走各的", 15))
    parts.append(text(16, 354, "风格化 s：贴描述，还是多美化", 17, bold=True))
    for k, (inside, words) in enumerate(zip(STYLE, ("0", "100", "500，添浪花"), strict=True)):
        parts += [card(16 + 113 * k, 366, inside, 100), text(66 + 113 * k, 488, words, 15, middle=True)]
    parts.append(text(16, 530, "种子 seed：从哪片杂点出发", 17, bold=True))
    for k, (inside, words) in enumerate(zip(SEED, ("40", "40 再来：相似", "41：换样子"), strict=True)):
        parts += [card(16 + 113 * k, 542, inside, 100), text(66 + 113 * k, 664, words, 15, middle=True)]
    return sheet(360, 684, parts)


here = Path(__file__).parent
(here / "three-knobs.svg").write_text(wide(), encoding="utf-8")
(here / "three-knobs.narrow.svg").write_text(narrow(), encoding="utf-8")
