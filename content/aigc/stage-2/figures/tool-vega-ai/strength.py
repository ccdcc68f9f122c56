"""Draw strength.svg and strength.narrow.svg: a line drawing redrawn weakly, strongly and under control. Run it here."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
BODY = "M24 80C22 50 40 40 62 40C88 40 102 54 102 80Z"
FRINGE = "M24 80l6 10 7-10 7 10 7-10 7 10 7-10 7 10 7-10 7 10 7-10 6 10 3-10"
LEGS = "M36 92v14M52 92v14M78 92v14M92 92v14"
HEAD = '<ellipse cx="20" cy="62" rx="11" ry="14" fill="{}" stroke="#13201b" stroke-width="2.4"/>'
HORNS = "M14 50Q4 42 9 30M26 50Q36 42 31 30"
TAIL = "M102 66Q112 72 108 86"
PACK = '<path d="M52 22h30v18h-30zM60 22v18M74 22v18" fill="{}" stroke="#13201b" stroke-width="2.4"/>'
HILLS = '<path d="M0 74L28 40 46 60 78 12 120 70V112H0z" fill="#b8cbd8"/>'
LABELS = (
    ("自己的线稿", "角、包、长毛都在"),
    ("重绘弱", "线没动，添了颜色"),
    ("重绘中", "包变圆，长毛没了"),
    ("重绘强", "换了一头，包没了"),
    ("结构控制", "线照留，背景全新"),
)


def line(path, width=2.4, fill="none"):
    return f'<path d="{path}" fill="{fill}" stroke="#13201b" stroke-width="{width}" stroke-linecap="round"/>'


def yak(hide, head, pack, fringe=True, round_pack=False, horns=HORNS):
    parts = [
        line(BODY, fill=hide),
        line(FRINGE, fill=hide) if fringe else "",
        line(LEGS if fringe else LEGS.replace("92v14", "80v26", 4)),
        line(TAIL),
    ]
    parts += [HEAD.format(head), line(horns)]
    if round_pack:
        parts.append('<circle cx="66" cy="32" r="13" fill="#c5341a" stroke="#13201b" stroke-width="2.4"/>')
    else:
        parts.append(PACK.format(pack))
    return "".join(parts)


def cow():
    drawn = (
        line(BODY, fill="#fdfdfb")
        + '<path d="M44 46q14 6 8 18-14 0-8-18zM74 52q14 4 10 18-16 0-10-18z" fill="#13201b"/>'
        + line("M36 82v24M52 82v24M78 82v24M92 82v24")
        + HEAD.format("#fdfdfb")
        + line("M14 50l-5-7M26 50l5-7")
    )
    return f'<rect y="70" width="120" height="42" fill="#9dbb86"/><g transform="matrix(-1 0 0 1 122 0)">{drawn}</g>'


PICTURES = (
    yak("#fff", "#fff", "#fff"),
    yak("#7a5a41", "#8d6a4d", "#f6c02b"),
    '<rect y="86" width="120" height="26" fill="#c9b58f"/>'
    + yak("#6b4a2f", "#7a5a41", "", fringe=False, round_pack=True, horns="M14 50Q0 46 2 26M26 50Q40 46 38 26"),
    cow(),
    HILLS + yak("#4a3a30", "#5a473a", "#c5341a"),
)


def text(x, y, size, said, weight=400):
    look = f'font-size="{size}" font-weight="{weight}" fill="#13201b" text-anchor="middle"'
    return f'<text x="{x}" y="{y}" {look}>{said}</text>'


def panel(index, x, y, scale, name_size, said_size):
    name, said = LABELS[index]
    middle, bottom = x + 60 * scale, y + 112 * scale
    return (
        f'<g transform="translate({x} {y}) scale({scale})"><rect width="120" height="112" fill="#fff"/>'
        f"{PICTURES[index]}"
        '<rect width="120" height="112" fill="none" stroke="#13201b" stroke-width="1.6"/></g>'
        + text(middle, bottom + name_size * 1.4, name_size, name, 700)
        + text(middle, bottom + name_size * 1.4 + said_size * 1.5, said_size, said)
    )


def draw(width, height, places, scale, name_size, said_size):
    sizes = scale, name_size, said_size
    body = "\n".join(panel(index, x, y, *sizes) for index, (x, y) in enumerate(places))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">同一张线稿，四种结果</title>\n'
        '<desc id="d">五格示意图。线稿是一头驮方包的牦牛，有弯角和长毛。重绘弱：线没动，添了颜色。'
        "重绘中：方包变圆，长毛没了，角变长。重绘强：换成一头花斑牛，头朝另一边，包没了。"
        "结构控制：线条全部照留，颜色和雪山背景是新的。</desc>\n"
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{body}\n</svg>\n'
    )


Path("strength.svg").write_text(draw(880, 250, [(14 + 172 * i, 20) for i in range(5)], 1.36, 22, 18))
Path("strength.narrow.svg").write_text(
    draw(360, 632, [(106, 12), *[(14 + 176 * (i % 2), 222 + 202 * (i // 2)) for i in range(4)]], 1.29, 17, 15)
)
