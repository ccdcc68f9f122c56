"""Draws three-classes.svg and three-classes.narrow.svg: where the picture is made, and through whose hands it goes."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "三类画图工具：图在谁的机器上画"
DESC = (
    "三张卡片。云端服务：你的话和图传到别人的机器，图再传回来；不用好显卡，先查公开吗、存多久。"
    "本地开源：都在自己的电脑里；图不出门，要显卡和硬盘，先查模型许可。"
    "设计套件：底图放进排版软件，字由你打、能改；生成多半仍在云端，先查素材和字体许可。"
)
CARDS = (
    ("云端服务", ("你", "别人的机器", "图"), "不用好显卡", "先查：公开吗，存多久", True),
    ("本地开源", ("你", "自己的电脑", "图"), "图不出门，要显卡", "先查：模型许可", False),
    ("设计套件", ("底图", "排版软件", "成品"), "字能改；生成多在云端", "先查：素材、字体许可", True),
)


def card(x: float, y: float, wide: float, content: tuple, size: int) -> str:
    name, (start, middle, end), good, ask, away = content
    high = size * 8.1
    row = y + size * 3.5
    ends, box = size * 2.5, size * 6.2
    left, right = x + size * 0.8, x + wide - size * 0.8
    centre = x + wide / 2
    parts = [
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}" fill="#ffffff" stroke="#13201b" stroke-width="2"/>',
        f'<text x="{left:.0f}" y="{y + size * 1.5:.0f}" font-size="{size * 1.15:.0f}" font-weight="700" fill="#13201b">{name}</text>',
        f'<rect x="{centre - box / 2:.0f}" y="{row - size * 1.15:.0f}" width="{box:.0f}" height="{size * 1.8:.0f}" '
        f'fill="{"#f6c02b" if away else "#d3dad3"}"/>',
        f'<text x="{left:.0f}" y="{row + size * 0.1:.0f}" font-size="{size}" fill="#13201b">{start}</text>',
        f'<text x="{centre:.0f}" y="{row + size * 0.1:.0f}" font-size="{size}" fill="#13201b" text-anchor="middle">{middle}</text>',
        f'<text x="{right:.0f}" y="{row + size * 0.1:.0f}" font-size="{size}" fill="#13201b" text-anchor="end">{end}</text>',
    ]
    for from_x, to_x in ((left + ends, centre - box / 2 - 4), (centre + box / 2 + 4, right - ends)):
        middle_y = row - size * 0.27
        parts.append(f'<path d="M{from_x:.0f} {middle_y:.0f}H{to_x:.0f}m-7 -5l7 5l-7 5" fill="none" stroke="#13201b" stroke-width="2"/>')
    parts.append(f'<text x="{left:.0f}" y="{y + size * 5.6:.0f}" font-size="{size}" fill="#33423b">{good}</text>')
    parts.append(f'<text x="{left:.0f}" y="{y + size * 7.2:.0f}" font-size="{size}" font-weight="700" fill="#c5341a">{ask}</text>')
    return "\n".join(parts)


def drawing(width: int, size: int, pad: int) -> str:
    step = size * 8.1 + pad
    high = round(pad + len(CARDS) * step)
    body = "\n".join(card(pad, pad + number * step, width - 2 * pad, each, size) for number, each in enumerate(CARDS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" width="{width}" height="{high}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{high}" fill="#f4f6f2"/>\n{body}\n</svg>\n'
    )


(HERE / "three-classes.svg").write_text(drawing(880, 26, 18), encoding="utf-8")
(HERE / "three-classes.narrow.svg").write_text(drawing(360, 17, 12), encoding="utf-8")
