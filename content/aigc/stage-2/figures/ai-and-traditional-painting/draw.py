"""Draws layers.svg and layers.narrow.svg: an oil painting, a watercolour and a generated picture, cut open and seen from the side."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "从侧面切开看三张画"
DESC = (
    "三个切面。油画：画布、底子、薄色、厚色一层压一层，厚的地方鼓起来。"
    "水彩：白纸上几层透明的色，光穿过颜色照到纸再返回，亮的地方是没画的纸。"
    "生成的图：只有一层平的像素，鼓起和纸纹都是画出来的样子。"
)
INK, PAPER, RED, YELLOW, BLUE = "#13201b", "#ffffff", "#c5341a", "#f6c02b", "#4a7fa8"
PARTS = (
    ("油画", "一层压一层，厚处鼓起"),
    ("水彩", "光透过颜色，亮处是白纸"),
    ("生成的图", "一层像素，凹凸是画的样子"),
)


def oil(x: float, y: float, w: float) -> str:
    bumps = "".join(f"q{w / 24:.1f} -30 {w / 12:.1f} 0" for _ in range(5))
    return (
        f'<rect x="{x:.0f}" y="{y + 70:.0f}" width="{w:.0f}" height="18" fill="#c9a06a" stroke="{INK}"/>'
        f'<rect x="{x:.0f}" y="{y + 56:.0f}" width="{w:.0f}" height="14" fill="{PAPER}" stroke="{INK}"/>'
        f'<rect x="{x:.0f}" y="{y + 44:.0f}" width="{w:.0f}" height="12" fill="{BLUE}" stroke="{INK}"/>'
        f'<path d="M{x + w * 0.3:.0f} {y + 44:.0f}{bumps}z" fill="{YELLOW}" stroke="{INK}"/>'
    )


def watercolour(x: float, y: float, w: float) -> str:
    light = "".join(
        f'<path d="M{x + w * at:.0f} {y + 14:.0f}L{x + w * at + 14:.0f} {y + 60:.0f}L{x + w * at + 28:.0f} {y + 16:.0f}m-8 6l8 -6l3 10" '
        f'fill="none" stroke="{RED}" stroke-width="2.5"/>'
        for at in (0.22, 0.66)
    )
    return (
        f'<path d="M{x:.0f} {y + 60:.0f}h{w:.0f}v28h{-w:.0f}z" fill="{PAPER}" stroke="{INK}"/>'
        f'<rect x="{x:.0f}" y="{y + 50:.0f}" width="{w * 0.42:.0f}" height="10" fill="{BLUE}" opacity=".55"/>'
        f'<rect x="{x + w * 0.58:.0f}" y="{y + 50:.0f}" width="{w * 0.42:.0f}" height="10" fill="{BLUE}" opacity=".55"/>'
        f'<rect x="{x + w * 0.58:.0f}" y="{y + 40:.0f}" width="{w * 0.2:.0f}" height="10" fill="{YELLOW}" opacity=".7"/>'
        f"{light}"
    )


def pixels(x: float, y: float, w: float) -> str:
    colours = (BLUE, BLUE, "#d3dad3", YELLOW, YELLOW, "#d3dad3", BLUE, BLUE, "#d3dad3", BLUE)
    cell = w / len(colours)
    return "".join(
        f'<rect x="{x + number * cell:.1f}" y="{y + 62:.0f}" width="{cell:.1f}" height="26" fill="{colour}" stroke="{INK}"/>'
        for number, colour in enumerate(colours)
    )


def drawing(width: int, size: int, upright: bool) -> str:
    pad = 16 if upright else 22
    parts = []
    wide = width - 2 * pad if upright else (width - 4 * pad) / 3
    for number, (draw, (name, said)) in enumerate(zip((oil, watercolour, pixels), PARTS)):
        x = pad if upright else pad + number * (wide + pad)
        y = 12 + number * 178 if upright else 70
        parts.append(draw(x, y + 26 if upright else y, wide))
        parts.append(f'<text x="{x:.0f}" y="{y + 16 if upright else 48}" font-size="{size * 1.15:.0f}" font-weight="700" fill="{INK}">{name}</text>')
        if upright:
            parts.append(f'<text x="{x:.0f}" y="{y + 140}" font-size="{size}" fill="#33423b">{said}</text>')
        else:
            for line, piece in enumerate(said.replace("，", "，\n").split("\n")):
                parts.append(f'<text x="{x:.0f}" y="{y + 128 + line * 36}" font-size="{size}" fill="#33423b">{piece}</text>')
    high = 545 if upright else 256
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" width="{width}" height="{high}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{high}" fill="#f4f6f2"/>\n{body}\n</svg>\n'
    )


(HERE / "layers.svg").write_text(drawing(880, 25, upright=False), encoding="utf-8")
(HERE / "layers.narrow.svg").write_text(drawing(360, 18, upright=True), encoding="utf-8")
