"""Draw layers.svg and layers.narrow.svg: a loquat leaf in three layers of gongbi and one of xieyi. Run it here."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
LEAF = "M20 100C22 58 62 22 112 22C112 66 78 106 20 100Z"
VEINS = (
    "M20 100Q62 70 112 22M44 83Q44 68 50 56M60 71Q62 54 72 42M78 56Q82 44 92 34"
    "M48 80Q62 84 74 78M66 66Q82 68 92 60M84 50Q96 50 104 42"
)
FRUITS = ((58, 122), (86, 118))
LABELS = (
    ("① 勾线", "墨线匀，形状先定"),
    ("② 分染", "从一边深到一边浅"),
    ("③ 罩色", "薄薄一层统一颜色"),
    ("对照：写意", "没有线，一笔见深浅"),
)


def fruits(fill, stroke):
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="15" fill="{fill}" stroke="{stroke}" stroke-width="2"/>' for x, y in FRUITS
    )


def panel(step):
    paper = '<rect width="140" height="150" fill="{}" stroke="#13201b" stroke-width="2"/>'
    if step == 3:
        return (
            paper.format("#fbfaf5")
            + '<path d="M22 104C18 62 58 30 104 18C122 60 84 112 22 104Z" fill="#33423b" opacity=".55"/>'
            + '<path d="M24 102C30 70 62 50 100 24C98 62 70 98 24 102Z" fill="#13201b" opacity=".6"/>'
            + '<path d="M16 108Q60 78 112 14" stroke="#fbfaf5" stroke-width="3" fill="none"/>'
            + '<ellipse cx="57" cy="124" rx="17" ry="14" fill="#e0992f" opacity=".85"/>'
            + '<ellipse cx="87" cy="119" rx="14" ry="16" fill="#c97a1c" opacity=".7"/>'
        )
    leaf = ("none", "url(#shade)", "url(#shade)")[step]
    fruit = ("none", "url(#ball)", "url(#ball)")[step]
    paper = paper.format(("#fbfaf5", "#fbfaf5", "#efe3c4")[step])
    drawn = f'<path d="{LEAF}" fill="{leaf}"/>' + (
        f'<path d="{LEAF}" fill="#5f8a4e" opacity=".55"/>' if step == 2 else ""
    )
    drawn += fruits(fruit, "#13201b")
    if step == 2:
        drawn += "".join(f'<circle cx="{x}" cy="{y}" r="15" fill="#f0a52c" opacity=".6"/>' for x, y in FRUITS)
    return paper + drawn + f'<path d="{LEAF}{VEINS}" fill="none" stroke="#13201b" stroke-width="1.8"/>'


def draw(width, height, body):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="t d" font-family="{FONT}">\n'
        '<title id="t">工笔的三层，和写意的一笔</title>\n'
        '<desc id="d">四格枇杷叶。第一格只有匀细的墨线；第二格在线里从深到浅染开；第三格再罩一层统一的绿和黄，'
        "底子是旧绢色；第四格是写意，没有线，墨块浓淡直接成叶。</desc>\n"
        '<defs><linearGradient id="shade" x1="0" y1="1" x2="1" y2="0"><stop offset="0" stop-color="#3f5b45"/>'
        '<stop offset="1" stop-color="#eef3ea"/></linearGradient><radialGradient id="ball" cx=".35" cy=".35">'
        '<stop offset="0" stop-color="#fdf3dc"/><stop offset="1" stop-color="#d99a4a"/></radialGradient></defs>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def text(x, y, size, said, weight):
    look = f'font-size="{size}" font-weight="{weight}" fill="#13201b" text-anchor="middle"'
    return f'<text x="{x}" y="{y}" {look}>{said}</text>'


def cells(places, scale, name_size, said_size):
    body = []
    for step, (x, y) in enumerate(places):
        name, said = LABELS[step]
        middle, bottom = x + 70 * scale, y + 150 * scale
        body += [
            f'<g transform="translate({x} {y}) scale({scale})">{panel(step)}</g>',
            text(middle, bottom + name_size * 1.4, name_size, name, 700),
            text(middle, bottom + name_size * 1.4 + said_size * 1.5, said_size, said, 400),
        ]
    return body


Path("layers.svg").write_text(draw(880, 320, cells([(16 + 216 * step, 20) for step in range(4)], 1.43, 24, 19)))
Path("layers.narrow.svg").write_text(
    draw(360, 470, cells([(18 + 170 * (step % 2), 14 + 232 * (step // 2)) for step in range(4)], 1.1, 17, 15))
)
