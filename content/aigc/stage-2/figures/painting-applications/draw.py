"""Draws three-uses.svg and three-uses.narrow.svg: the more a picture has to prove, the less of it may be generated."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "一张图的三种用处"
LEGEND = "黄条越长，能交给机器起稿的越多"
DESC = (
    "三格台阶从左到右升高，条形表示能交给机器的份量，从满格到空格。帮着想：草图、配色、氛围；机器起稿，人来挑。"
    "帮着说：插图、海报、封面；机器起稿，人定稿，标明 AI。拿来证明：商品实物、现场、步骤、证照；用实拍和原件。"
)
USES = (
    ("帮着想", "草图、配色、氛围", "机器起稿，人来挑", 1.0, "#f6c02b"),
    ("帮着说", "插图、海报、封面", "人定稿，标明 AI", 0.55, "#f6c02b"),
    ("拿来证明", "实物、现场、步骤、证照", "用实拍和原件", 0.0, "#c5341a"),
)


def drawing(width: int, size: int) -> str:
    pad, row = size, size * 6.4
    bar = width - 2 * pad - size * 1.6
    parts = []
    for number, (name, what, who, share, colour) in enumerate(USES):
        y = pad + number * (row + size * 0.6)
        left = pad + size * 0.8
        parts.append(f'<rect x="{pad}" y="{y:.0f}" width="{width - 2 * pad}" height="{row:.0f}" fill="#ffffff" '
                     f'stroke="{"#c5341a" if share == 0 else "#13201b"}" stroke-width="{3 if share == 0 else 2}"/>')
        parts.append(f'<text x="{left:.0f}" y="{y + size * 1.6:.0f}" font-size="{size * 1.1:.0f}" font-weight="700" '
                     f'fill="#13201b">{name}</text>')
        parts.append(f'<text x="{left:.0f}" y="{y + size * 3.1:.0f}" font-size="{size}" fill="#33423b">{what}</text>')
        parts.append(f'<rect x="{left:.0f}" y="{y + size * 3.7:.0f}" width="{bar:.0f}" height="{size * 0.7:.0f}" fill="none" '
                     f'stroke="#13201b" stroke-width="1.5"/>')
        if share:
            parts.append(f'<rect x="{left:.0f}" y="{y + size * 3.7:.0f}" width="{bar * share:.0f}" '
                         f'height="{size * 0.7:.0f}" fill="{colour}"/>')
        parts.append(f'<text x="{left:.0f}" y="{y + size * 5.7:.0f}" font-size="{size}" font-weight="700" '
                     f'fill="{"#c5341a" if share == 0 else "#13201b"}">{who}</text>')
    foot = pad + len(USES) * (row + size * 0.6) + size * 0.9
    parts.append(f'<text x="{pad}" y="{foot:.0f}" font-size="{size * 0.95:.0f}" fill="#33423b">{LEGEND}</text>')
    high = round(foot + size * 0.8)
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" width="{width}" height="{high}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{high}" fill="#f4f6f2"/>\n{body}\n</svg>\n'
    )


(HERE / "three-uses.svg").write_text(drawing(880, 28), encoding="utf-8")
(HERE / "three-uses.narrow.svg").write_text(drawing(360, 17), encoding="utf-8")
