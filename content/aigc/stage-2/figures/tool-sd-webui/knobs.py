"""Draw knobs.svg and knobs.narrow.svg: what steps, guidance and seed do to one picture. Run it in this folder."""

import random
from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
ROWS = [
    ("采样步数", ("4 步", "20 步", "40 步"), "从杂点到清楚；再多，看不出差别"),
    ("引导系数", ("低", "中", "高"), "从不听话，到听话，到刺眼发硬"),
    ("随机种子", ("甲", "乙", "丙"), "数字没有好坏，换一个就换一张"),
]


def tree(layout, fruits, leaf="#7d9a6a", fruit="#d9772b", trunk="#6b4a2f", edge=2):
    """A persimmon tree in a box of 100 by 100."""
    rng = random.Random(layout)  # noqa: S311 -- a drawing, not a secret
    lean = rng.choice((-9, 0, 9))
    parts = ['<path d="M0 88h100" stroke="#b9c2b9" stroke-width="2"/>']
    parts.append(
        f'<path d="M50 88Q{50 + lean} 66 {50 + lean} 46" stroke="{trunk}" stroke-width="{5 + edge}" fill="none"/>'
    )
    for dx, dy, r in ((-17, 2, 19), (16, -2, 20), (0, -14, 21)):
        x, y = 50 + lean + dx + rng.randint(-4, 4), 45 + dy + rng.randint(-3, 3)
        parts.append(f'<circle cx="{x}" cy="{y}" r="{r}" fill="{leaf}" stroke="#13201b" stroke-width="{edge}"/>')
    for _ in range(fruits):
        x, y = 50 + lean + rng.randint(-26, 26), 41 + rng.randint(-16, 16)
        parts.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{fruit}" stroke="#13201b" stroke-width="{edge / 2}"/>')
    return "".join(parts)


def dots(count, seed):
    rng = random.Random(seed)  # noqa: S311 -- a drawing, not a secret
    marks = "".join(f"M{rng.randint(3, 95)} {rng.randint(3, 95)}h2" for _ in range(count))
    return f'<path d="{marks}" stroke="#5c6a62" stroke-width="2.4"/>'


def pictures():
    same = (3, 7)
    return [
        [f'<g opacity=".25">{tree(*same)}</g>{dots(330, 1)}', tree(*same), tree(*same)],
        [
            tree(3, 1, leaf="#c3cdbf", fruit="#d9b08c", trunk="#a79a8d", edge=1),
            tree(*same),
            tree(3, 7, leaf="#1f8f1f", fruit="#ff2a00", trunk="#3a1500", edge=5),
        ],
        [tree(3, 7), tree(7, 5), tree(10, 9)],
    ]


def cell(x, y, size, inside):
    return (
        f'<g transform="translate({x} {y}) scale({size / 100})">'
        f'<rect width="100" height="100" fill="#fff"/>{inside}'
        '<rect width="100" height="100" fill="none" stroke="#13201b" stroke-width="2"/></g>'
    )


def text(x, y, size, said, anchor="start", weight=400, fill="#13201b"):
    look = f'font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" {look}>{said}</text>'


def draw(width, height, body):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">三个设置各管什么</title>\n'
        '<desc id="d">三排柿子树示意图。第一排只改采样步数：4 步满是杂点，20 步清楚，40 步看不出差别。'
        "第二排只改引导系数：低的颜色淡、果子少，中的正好，高的颜色刺眼、黑边很粗。"
        "第三排只改随机种子：三棵树的样子各不相同。</desc>\n"
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def wide():
    body = []
    for row, ((name, labels, said), row_pictures) in enumerate(zip(ROWS, pictures(), strict=True)):
        y = 24 + row * 214
        body += [text(28, y + 70, 28, name, weight=700), text(28, y + 104, 18, "只改这一项", fill="#33423b")]
        for column, inside in enumerate(row_pictures):
            x = 212 + column * 220
            body += [cell(x, y, 150, inside), text(x + 160, y + 84, 20, labels[column])]
        body.append(text(212, y + 180, 19, said, fill="#33423b"))
    return draw(880, 668, body)


def narrow():
    body = []
    for row, ((name, labels, said), row_pictures) in enumerate(zip(ROWS, pictures(), strict=True)):
        y = 14 + row * 196
        body.append(text(14, y + 16, 17, f"只改{name}", weight=700))
        for column, inside in enumerate(row_pictures):
            x = 14 + column * 115
            body += [cell(x, y + 26, 102, inside), text(x + 51, y + 147, 15, labels[column], "middle")]
        body.append(text(14, y + 170, 15, said, fill="#33423b"))
    return draw(360, 600, body)


Path("knobs.svg").write_text(wide())
Path("knobs.narrow.svg").write_text(narrow())
