"""Draws three-gates.svg and three-gates.narrow.svg: one mark with many fine lines, one with four, at three sizes."""

from math import cos, radians, sin
from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "同一个磨盘标志：太细的和改过的，放大、缩小、变单色各是什么样"
DESC = (
    "上面一行是二十四条细线、配橙色麦穗和绿色叶子的磨盘草图：大的时候清楚，缩到48像素细线发虚，缩到16像素成一团灰，"
    "变成单色以后麦穗和叶子混在一起。下面一行是实心圆加四道粗沟的磨盘：三种尺寸都认得出，单色也认得出。"
)


def at(angle: float, radius: float) -> str:
    return f"{radius * cos(radians(angle)):.1f} {radius * sin(radians(angle)):.1f}"


def fine(warm: str, cool: str, ink: str) -> str:
    """On a canvas of 200 units around the middle."""
    rays = "".join(f"M{at(a, 22)}L{at(a + 20, 74)}" for a in range(0, 360, 15))
    grains = "".join(
        f'<ellipse cx="{-52 + side * 9}" cy="{-6 + 15 * row}" rx="4" ry="8" transform="rotate({28 * side} {-52 + side * 9} {-6 + 15 * row})"/>'
        for row in range(5)
        for side in (-1, 1)
    )
    leaves = '<path d="M-52 74C-30 60 -18 40 -14 10C-36 24 -50 46 -52 74Z"/><path d="M-52 74C-74 62 -88 44 -92 16C-70 28 -56 50 -52 74Z"/>'
    return (
        f'<circle r="94" fill="none" stroke="{ink}" stroke-width="1.6"/><circle r="86" fill="none" stroke="{ink}" stroke-width="1.2"/>'
        f'<circle r="76" fill="none" stroke="{ink}" stroke-width="1.2"/><path d="{rays}" stroke="{ink}" stroke-width="1.2"/>'
        f'<circle r="20" fill="none" stroke="{ink}" stroke-width="1.4"/><g fill="{cool}">{leaves}</g><g fill="{warm}">{grains}</g>'
    )


def plain(ink: str, paper: str = "#ffffff") -> str:
    grooves = "".join(f"M{at(a, 36)}Q{at(a + 26, 62)} {at(a + 34, 84)}" for a in range(0, 360, 90))
    return (
        f'<circle r="94" fill="{ink}"/><path d="{grooves}" fill="none" stroke="{paper}" stroke-width="17" stroke-linecap="round"/>'
        f'<rect x="-15" y="-15" width="30" height="30" fill="{paper}"/>'
    )


def put(mark: str, x: float, y: float, size: float) -> str:
    return f'<use href="#{mark}" transform="translate({x} {y}) scale({size / 200:.3f})"/>'


DEFS = (
    f'<g id="m1">{fine("#e07b1a", "#2f8f4e", "#13201b")}</g><g id="m2">{fine("#7d7d7d", "#787878", "#13201b")}</g>'
    f'<g id="m3">{plain("#c5341a")}</g><g id="m4">{plain("#13201b")}</g>'
)


def sheet(width: int, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f"<defs>{DEFS}</defs>\n{inside}\n</svg>\n"
    )


def wide() -> str:
    parts = ['<rect width="880" height="500" fill="#f4f6f2"/>', '<g font-size="22" fill="#13201b" text-anchor="middle">']
    for x, words in ((250, "大图"), (450, "48 像素"), (590, "16 像素"), (760, "变成单色")):
        parts.append(f'<text x="{x}" y="38" font-weight="700">{words}</text>')
    parts.append("</g>")
    for y, name, note, colour, grey in ((150, "草图", "线多而细", "m1", "m2"), (370, "改后", "一圆四沟", "m3", "m4")):
        parts.append(f'<rect x="150" y="{y - 95}" width="710" height="195" fill="#ffffff" stroke="#d3dad3" stroke-width="2"/>')
        parts.append(f'<text x="75" y="{y}" font-size="26" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>')
        parts.append(f'<text x="75" y="{y + 32}" font-size="20" fill="#33423b" text-anchor="middle">{note}</text>')
        parts += [put(colour, 250, y, 160), put(colour, 450, y, 48), put(colour, 590, y, 16), put(grey, 760, y, 140)]
    parts.append('<text x="505" y="488" font-size="18" fill="#33423b" text-anchor="middle">三种大小按比例画：缩小的不是标志，是每一条线</text>')
    return sheet(880, 500, "\n".join(parts))


def narrow() -> str:
    parts = ['<rect width="360" height="560" fill="#f4f6f2"/>']
    for x, name, colour, grey in ((95, "草图：线多而细", "m1", "m2"), (265, "改后：一圆四沟", "m3", "m4")):
        parts.append(f'<rect x="{x - 80}" y="40" width="160" height="510" fill="#ffffff" stroke="#d3dad3" stroke-width="2"/>')
        parts.append(f'<text x="{x}" y="28" font-size="18" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>')
        for y, size, mark, words in ((118, 126, colour, "大图"), (250, 48, colour, "48 像素"), (340, 16, colour, "16 像素"), (452, 126, grey, "变成单色")):
            parts.append(put(mark, x, y, size))
            below = y + size / 2 + 24
            parts.append(f'<text x="{x}" y="{below}" font-size="16" fill="#33423b" text-anchor="middle">{words}</text>')
    return sheet(360, 560, "\n".join(parts))


here = Path(__file__).parent
(here / "three-gates.svg").write_text(wide(), encoding="utf-8")
(here / "three-gates.narrow.svg").write_text(narrow(), encoding="utf-8")
