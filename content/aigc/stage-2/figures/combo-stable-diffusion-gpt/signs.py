"""Draw signs.svg and signs.narrow.svg: one good gourd and four bad ones, and what to check first. Run it here."""

import random
from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
GOURD = (
    "M50 14C44 14 42 20 44 26C30 30 30 48 42 54C22 60 22 98 50 98"
    "C78 98 78 60 58 54C70 48 70 30 56 26C58 20 56 14 50 14Z"
)
LABELS = (
    ("要的样子", "葫芦、红穗、白底"),
    ("糊，有杂点", "先查步数"),
    ("刺眼，黑边硬", "先查引导系数"),
    ("多出一个", "先查尺寸"),
    ("满屏同一种花", "先查附件权重"),
)


def gourd(fill="#4f9d8f", edge=2.2, tassel="#c5341a"):
    return (
        f'<path d="{GOURD}" fill="{fill}" stroke="#13201b" stroke-width="{edge}"/>'
        f'<path d="M50 14V6M50 98v6M44 104h12l2 14H42z" fill="{tassel}" stroke="{tassel}" stroke-width="{edge}"/>'
        '<path d="M40 38Q42 32 48 31M34 78Q34 66 44 62" fill="none" stroke="#ffffff" stroke-width="3" opacity=".7"/>'
    )


def dots():
    rng = random.Random(5)  # noqa: S311 -- a drawing, not a secret
    marks = "".join(f"M{rng.randint(3, 95)} {rng.randint(3, 118)}h2" for _ in range(300))
    return f'<path d="{marks}" stroke="#5c6a62" stroke-width="2.4"/>'


def flowers():
    rng = random.Random(2)  # noqa: S311 -- a drawing, not a secret
    spots = [(x + rng.randint(-3, 3), y + rng.randint(-3, 3)) for x in range(12, 100, 19) for y in range(12, 120, 19)]
    return "".join(
        f'<path d="M{x - 7} {y}a7 7 0 0 1 14 0a7 7 0 0 1-14 0M{x} {y - 7}v14M{x - 7} {y}h14" '
        'fill="#f6d9d2" stroke="#a3341f" stroke-width="1.4"/>'
        for x, y in spots
    )


PICTURES = (
    gourd(),
    f'<g opacity=".4">{gourd()}</g>{dots()}',
    f'<rect width="100" height="122" fill="#fff200"/>{gourd("#00b884", 5.5, "#ff1e00")}',
    f'<g transform="translate(-2 26) scale(.56)">{gourd()}</g><g transform="translate(44 26) scale(.56)">{gourd()}</g>',
    f'{flowers()}<g opacity=".55">{gourd("#e9b7ab", 1.2)}</g>',
)


def text(x, y, size, said, weight=400):
    look = f'font-size="{size}" font-weight="{weight}" fill="#13201b" text-anchor="middle"'
    return f'<text x="{x}" y="{y}" {look}>{said}</text>'


def panel(index, x, y, scale, name_size, said_size):
    name, said = LABELS[index]
    middle, bottom = x + 50 * scale, y + 122 * scale
    return (
        f'<g transform="translate({x} {y}) scale({scale})"><rect width="100" height="122" fill="#fff"/>'
        f"{PICTURES[index]}"
        '<rect width="100" height="122" fill="none" stroke="#13201b" stroke-width="1.6"/></g>'
        + text(middle, bottom + name_size * 1.45, name_size, name, 700)
        + text(middle, bottom + name_size * 1.45 + said_size * 1.5, said_size, said)
    )


def draw(width, height, places, *sizes):
    body = "\n".join(panel(index, x, y, *sizes) for index, (x, y) in enumerate(places))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">坏图的样子，和先查哪一项</title>\n'
        '<desc id="d">五格琉璃葫芦示意图。第一格是要的样子：葫芦、红穗、白底。第二格糊、有杂点，先查步数。'
        "第三格颜色刺眼、黑边硬，先查引导系数。第四格多出一个葫芦，先查尺寸。"
        "第五格满屏同一种花，先查附件权重。</desc>\n"
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{body}\n</svg>\n'
    )


Path("signs.svg").write_text(draw(880, 290, [(16 + 172 * i, 18) for i in range(5)], 1.58, 22, 19))
Path("signs.narrow.svg").write_text(
    draw(360, 700, [(116, 12), *[(27 + 176 * (i % 2), 236 + 232 * (i // 2)) for i in range(4)]], 1.3, 17, 16)
)
