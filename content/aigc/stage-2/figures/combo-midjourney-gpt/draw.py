"""Draws three-shots.svg and three-shots.narrow.svg: one weather station, three ways to shoot it."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "同一个气象站，三种拍法"
DESC = (
    "三幅横画里都是百叶箱、风向杆、雪山和一行脚印。第一幅是远景平视，晨光从左边来，色调淡蓝；"
    "第二幅是近景仰视，太阳在杆子后面，色调橙黄；第三幅从高处俯视，影子很长，色调灰白。事实相同，拍法不同。"
)
INK = "#13201b"


def box(x, y, size):
    """A louvered white box on legs; x and y are the middle of its foot."""
    w, h = size, size * 0.8
    left, top = x - w / 2, y - size * 1.5
    legs = f"M{left + w * 0.2:.0f} {top + h:.0f}V{y:.0f}M{left + w * 0.8:.0f} {top + h:.0f}V{y:.0f}"
    slats = "".join(f"M{left + 3:.0f} {top + h * k:.0f}h{w - 6:.0f}" for k in (0.25, 0.5, 0.75))
    return (
        f'<path d="{legs}" stroke="{INK}" stroke-width="3"/>'
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{w:.0f}" height="{h:.0f}" fill="#fff" '
        f'stroke="{INK}" stroke-width="2"/><path d="{slats}" stroke="#5c6a62" stroke-width="2"/>'
    )


def steps(points):
    return "".join(f'<ellipse cx="{x}" cy="{y}" rx="{r}" ry="{r * 0.6:.1f}" fill="#5c6a62"/>' for x, y, r in points)


def pole(x, foot, top):
    vane = f"M{x - 14} {top + 6}h28l-8-6m8 6l-8 6"
    return f'<path d="M{x} {foot}V{top}{vane}" fill="none" stroke="{INK}" stroke-width="3"/>'


FAR = (
    '<rect width="300" height="200" fill="#d8e6ee"/>'
    '<path d="M0 120L55 60L95 105L150 40L215 112L250 80L300 125V200H0Z" fill="#fff" stroke="#5c6a62" stroke-width="2"/>'
    '<path d="M0 140Q150 118 300 142V200H0Z" fill="#eef1ec" stroke="#5c6a62" stroke-width="2"/>'
    + box(120, 165, 26)
    + pole(175, 165, 84)
    + steps([(60, 190, 4), (75, 185, 4), (90, 179, 3), (104, 173, 3)])
    + '<circle cx="26" cy="34" r="16" fill="#f6c02b"/>'
)
NEAR = (
    '<rect width="300" height="200" fill="#f3c98a"/><circle cx="205" cy="62" r="34" fill="#f6c02b"/>'
    '<path d="M0 150L70 112L130 150L230 104L300 150V200H0Z" fill="#fff" stroke="#5c6a62" stroke-width="2"/>'
    '<path d="M0 176Q150 160 300 176V200H0Z" fill="#eef1ec" stroke="#5c6a62" stroke-width="2"/>'
    + box(95, 196, 92)
    + pole(205, 200, 18)
    + steps([(150, 192, 6), (172, 186, 5), (190, 181, 4)])
)
ABOVE = (
    '<rect width="300" height="200" fill="#e3e6e2"/>'
    '<path d="M0 0H300V26L240 12L190 30L130 10L60 28L0 14Z" fill="#fff" stroke="#5c6a62" stroke-width="2"/>'
    '<path d="M118 118L214 150L214 166L118 140Z" fill="#9aa7a0"/>'
    '<path d="M186 84L282 112" stroke="#9aa7a0" stroke-width="5"/>'
    f'<rect x="84" y="96" width="42" height="42" fill="#fff" stroke="{INK}" stroke-width="2"/>'
    '<path d="M88 106h34M88 117h34M88 128h34" stroke="#5c6a62" stroke-width="2"/>'
    f'<circle cx="186" cy="84" r="6" fill="{INK}"/>'
    f'<path d="M172 84h28l-8-6m8 6l-8 6" fill="none" stroke="{INK}" stroke-width="3"/>'
    + steps([(30, 190, 5), (44, 176, 5), (56, 162, 5), (68, 150, 5)])
)
SHOTS = [
    (FAR, "第一版", "远景，平视", "晨光从左来，淡蓝"),
    (NEAR, "第二版", "近景，仰视", "太阳在杆后，橙黄"),
    (ABOVE, "第三版", "高处俯视", "低斜光长影，灰白"),
]


def sheet(width, height, places, size, scale):
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">',
        f'<title id="t">{TITLE}</title>',
        f'<desc id="d">{DESC}</desc>',
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>',
    ]
    for (picture, name, shot, light), (x, y) in zip(SHOTS, places, strict=True):
        foot = y + 200 * scale
        parts.append(f'<g transform="translate({x} {y}) scale({scale})">{picture}</g>')
        parts.append(
            f'<rect x="{x}" y="{y}" width="{300 * scale:.0f}" height="{200 * scale:.0f}" fill="none" '
            f'stroke="{INK}" stroke-width="3"/>'
        )
        parts.append(
            f'<g fill="{INK}" font-size="{size}"><text x="{x}" y="{foot + size * 1.5:.0f}"><tspan font-weight="700">'
            f"{name}</tspan>　{shot}</text>"
            f'<text x="{x}" y="{foot + size * 2.9:.0f}" fill="#33423b">{light}</text></g>'
        )
    return parts


def main():
    here = Path(__file__).parent
    wide = sheet(880, 330, [(24, 66), (311, 66), (598, 66)], 22, 0.86)
    wide.insert(
        4,
        f'<text x="24" y="42" font-size="24" font-weight="700" fill="{INK}">'
        "事实锁住：百叶箱、风向杆、雪山、一行脚印。只换拍法</text>",
    )
    (here / "three-shots.svg").write_text("\n".join([*wide, "</svg>\n"]), encoding="utf-8")
    narrow = sheet(360, 890, [(30, 72), (30, 344), (30, 616)], 18, 1)
    narrow.insert(
        4,
        f'<g font-size="18" font-weight="700" fill="{INK}"><text x="30" y="30">事实锁住，只换拍法</text></g>'
        f'<text x="30" y="56" font-size="16" fill="#33423b">百叶箱、风向杆、雪山、一行脚印</text>',
    )
    (here / "three-shots.narrow.svg").write_text("\n".join([*narrow, "</svg>\n"]), encoding="utf-8")


if __name__ == "__main__":
    main()
