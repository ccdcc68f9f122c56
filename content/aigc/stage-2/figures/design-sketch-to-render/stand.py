"""Draw stand.svg and stand.narrow.svg: a flower stand, sketched, cleaned and rendered twice. Run it here."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK = "#13201b"
LABELS = (
    ("① 原稿", "断口、双线、阴影、字"),
    ("② 清理后", "一条边一条线，都闭合"),
    ("③ 控制弱", "好看，腿弯，少横撑"),
    ("④ 控制强", "六处都在，只换材质"),
)


def shape(path, fill="none", width=2.4):
    pen = f'stroke="{INK}" stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"'
    return f'<path d="{path}" fill="{fill}" {pen}/>'


TOP = "M14 26L26 16H106L94 26ZM14 26V34H94V26M94 34L106 24V16"
LEGS = "M20 34V110H27V34M81 34V110H88V34M94 32V96H99V28"
SHELF = "M27 74H81M27 80H81"
BRACE = "M27 52H81V58H27Z"

DIRTY = (
    shape("M14 26L26 16H106L94 26M14 26V34H88M94 34L106 24V16")
    + shape("M20 34V110H27V34M81 34V104M88 34V110H84M94 32V96H99V28")
    + shape(SHELF)
    + shape("M27 51H81V58H27M26 53H82V60H28", width=1.6)
    + shape("M30 92l10 16M36 90l12 18M44 90l12 18M52 90l12 18", width=1.2)
    + f'<text x="34" y="72" font-size="13" fill="{INK}">60?</text>'
)
CLEAN = shape(TOP) + shape(LEGS) + shape(SHELF) + shape(BRACE)
WEAK = (
    shape("M12 28Q24 12 60 14Q98 12 108 20Q98 32 60 33Q22 34 12 28Z", "#b9bdb8")
    + shape("M24 33Q10 70 22 110H28Q18 72 31 33Z", "#8a5a34")
    + shape("M82 33Q98 72 86 110H80Q90 74 76 33Z", "#8a5a34")
    + shape("M21 76Q54 84 89 76V82Q54 90 21 82Z", "#a06c40")
)
STRONG = (
    shape("M94 28V96H99V24Z", "#6f4526")
    + shape("M27 74H81V80H27Z", "#a06c40")
    + shape("M20 34V110H27V34ZM81 34V110H88V34Z", "#8a5a34")
    + shape("M14 26L26 16H106L94 26Z", "#d7dad5")
    + shape("M14 26V34H94V26ZM94 34L106 24V16L94 26Z", "#b9bdb8")
    + shape(BRACE, "#8a5a34")
    + '<path d="M32 22l18-3M62 23l22-4" stroke="#8c918b" stroke-width="1.5"/>'
    + '<path d="M23 42v60M84 42v60" stroke="#6f4526" stroke-width="1.2"/>'
)
PICTURES = (DIRTY, CLEAN, WEAK, STRONG)
MARKS = (
    '<g fill="none" stroke="#c5341a" stroke-width="2.2"><circle cx="97" cy="31" r="8"/>'
    '<circle cx="83" cy="107" r="8"/></g>'
)


def text(x, y, size, said, weight=400):
    look = f'font-size="{size}" font-weight="{weight}" fill="{INK}" text-anchor="middle"'
    return f'<text x="{x}" y="{y}" {look}>{said}</text>'


def panel(index, x, y, scale, name_size, said_size):
    name, said = LABELS[index]
    middle, bottom = x + 60 * scale, y + 120 * scale
    return (
        f'<g transform="translate({x} {y}) scale({scale})"><rect width="120" height="120" fill="#fff"/>'
        f"{PICTURES[index]}{MARKS if index == 0 else ''}"
        '<rect width="120" height="120" fill="none" stroke="#13201b" stroke-width="1.6"/></g>'
        + text(middle, bottom + name_size * 1.45, name_size, name, 700)
        + text(middle, bottom + name_size * 1.45 + said_size * 1.5, said_size, said)
    )


def draw(width, height, places, *sizes):
    body = "\n".join(panel(index, x, y, *sizes) for index, (x, y) in enumerate(places))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">线稿到渲染：先清理再定强度</title>\n'
        '<desc id="d">四格花架示意图。原稿有断口、重叠的双线、排线阴影和一个手写数字，两处断口画了红圈。'
        "清理后每条边只有一条线，首尾相接。控制弱的渲染很好看，但台面变圆，腿弯了，后腿和横撑没了。"
        "控制强的渲染方台面、三条看得见的腿、横撑、层板六处都在原位，台面是石头，腿是木头。</desc>\n"
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{body}\n</svg>\n'
    )


Path("stand.svg").write_text(draw(880, 298, [(18 + 215 * i, 18) for i in range(4)], 1.66, 24, 19))
Path("stand.narrow.svg").write_text(
    draw(360, 470, [(14 + 174 * (i % 2), 14 + 228 * (i // 2)) for i in range(4)], 1.32, 17, 15)
)
