"""Draws the two figures of this folder, wide and narrow: python draw.py

same-blur: a coarse 6 x 6 picture and two fine ones whose 6 x 6 averages are exactly that picture.
sizes: rectangles of pixels at one scale.
"""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
CELLS, FINE = 6, 4  # coarse cells on a side; fine pixels on a side of a cell
RING = ("001100", "023320", "130031", "130031", "023320", "001100")
FULL = {"0": 0, "1": 4, "2": 8, "3": 12}  # dark fine pixels in a cell, of 16
FROM_MIDDLE = sorted(range(16), key=lambda n: ((n // 4 - 1.5) ** 2 + (n % 4 - 1.5) ** 2, n))
BY_COLUMN = sorted(range(16), key=lambda n: (n % 4, n // 4))


def fine(order):
    dark = set()
    for row, line in enumerate(RING):
        for column, level in enumerate(line):
            for place in order[: FULL[level]]:
                dark.add((row * FINE + place // FINE, column * FINE + place % FINE))
    return dark


def averages(dark):
    counted = [[0] * CELLS for _ in range(CELLS)]
    for row, column in dark:
        counted[row // FINE][column // FINE] += 1
    return counted


def head(width, height, title, desc):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{title}</title>\n<desc id="d">{desc}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n'
    )


def text(x, y, words, size, anchor="middle", bold=False, fill="#13201b"):
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>{words}</text>'


def coarse(x, y, side):
    step = side / CELLS
    grey = {"0": "#ffffff", "1": "#c4c7c6", "2": "#898f8d", "3": "#4e5854"}
    parts = [
        f'<rect x="{x + c * step:g}" y="{y + r * step:g}" width="{step:g}" height="{step:g}" fill="{grey[level]}"/>'
        for r, line in enumerate(RING)
        for c, level in enumerate(line)
    ]
    return "".join(parts) + frame(x, y, side)


def sharp(x, y, side, dark):
    step = side / (CELLS * FINE)
    path = "".join(f"M{x + c * step:g} {y + r * step:g}h{step:g}v{step:g}h-{step:g}z" for r, c in sorted(dark))
    return (
        f'<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#13201b"/>'
        + frame(x, y, side)
    )


def frame(x, y, side):
    return f'<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="none" stroke="#13201b" stroke-width="2"/>'


BLUR = (
    "同一块模糊，两种都说得通的清楚",
    "左边是六乘六的灰格子，像一个模糊的圆环。中间的图案是一圈方点，右边的图案是竖条，两幅各自每十六格取平均，都正好是左边那一块。",
)


def blur_wide(dots, bars):
    parts = [text(30, 36, BLUR[0], 22, "start", bold=True)]
    for x, drawn, words, more in (
        (40, coarse(40, 60, 216), "工具看到的", "6×6 格"),
        (336, sharp(336, 60, 216, dots), "可能是一圈方点", "24×24 格"),
        (624, sharp(624, 60, 216, bars), "也可能是竖条", "24×24 格"),
    ):
        parts += [drawn, text(x + 108, 306, words, 21, bold=True), text(x + 108, 332, more, 17, fill="#33423b")]
    parts += [
        '<path d="M272 168h38m-14-10 14 10-14 10" fill="none" stroke="#c5341a" stroke-width="4"/>',
        text(588, 176, "或", 22, bold=True, fill="#a92a13"),
        text(440, 372, "中间和右边缩小，都正好等于左边：放大时选哪一个，工具只能猜", 19),
    ]
    return head(880, 392, *BLUR) + "\n".join(parts) + "\n</svg>\n"


def blur_narrow(dots, bars):
    parts = [text(16, 30, "同一块模糊，两种清楚", 18, "start", bold=True)]
    parts += [coarse(96, 48, 168), text(180, 242, "工具看到的：6×6 格", 16, bold=True)]
    parts += ['<path d="M180 254v26m-9-11 9 11 9-11" fill="none" stroke="#c5341a" stroke-width="4"/>']
    parts += [sharp(12, 292, 156, dots), text(90, 470, "可能是一圈方点", 16, bold=True)]
    parts += [
        sharp(192, 292, 156, bars),
        text(270, 470, "也可能是竖条", 16, bold=True),
        text(180, 376, "或", 17, bold=True, fill="#a92a13"),
    ]
    parts += [text(180, 502, "缩小以后都等于上面那一块", 15), text(180, 525, "放大时选哪一个，只能猜", 15)]
    return head(360, 542, *BLUR) + "\n".join(parts) + "\n</svg>\n"


SIZES = (
    ("A3，300", 3508, 4961, "#ffffff"),
    ("A4，300", 2480, 3508, "#eef1ec"),
    ("2:3 高清", 1792, 2688, "#fbe3a3"),
    ("A3，150", 1754, 2480, "none"),
    ("2:3 普通", 896, 1344, "#f6c02b"),
)
SCALE = (
    "要多少像素，一眼看倍数",
    "五个长方形用同一比例尺、左下角对齐：2:3 普通图 896×1344 最小，A3 按 150 的 1754×2480、2:3 高清图 1792×2688、A4 按 300 的 2480×3508 依次变大，A3 按 300 的 3508×4961 最大。",
)


def boxes(left, bottom, scale):
    drawn = []
    for _, wide_, tall, fill in SIZES:
        w, h = wide_ * scale, tall * scale
        dash = ' stroke-dasharray="7 5"' if fill == "none" else ""
        drawn.append(
            f'<rect x="{left}" y="{bottom - h:g}" width="{w:g}" height="{h:g}" fill="{fill}" stroke="#13201b" stroke-width="2.5"{dash}/>'
        )
    return drawn


def sizes_wide():
    left, bottom, scale = 60, 440, 0.077
    parts = [text(30, 36, SCALE[0], 22, "start", bold=True), *boxes(left, bottom, scale)]
    for k, (name, wide_, tall, _) in enumerate(SIZES):
        y = (78, 190, 246, 290, 366)[k]
        edge = left + wide_ * scale
        parts += [
            f'<path d="M{edge:g} {y - 6}H440" stroke="#c5341a" stroke-width="2"/><circle cx="{edge:g}" cy="{y - 6}" r="4" fill="#c5341a"/>',
            text(450, y, name, 20, "start", bold=True),
            text(590, y, f"{wide_}×{tall}" + (" 像素" if k == 0 else ""), 19, "start"),
        ]
    parts += [text(450, 424, "虚线框是 A3 按 150，隔远看用", 17, "start", fill="#33423b")]
    return head(880, 460, *SCALE) + "\n".join(parts) + "\n</svg>\n"


def sizes_narrow():
    left, bottom, scale = 20, 388, 0.066
    parts = [text(16, 30, SCALE[0], 18, "start", bold=True), *boxes(left, bottom, scale)]
    for k, (_, wide_, tall, _) in enumerate(SIZES):
        y = bottom - tall * scale + 20
        x = left + wide_ * scale - 6
        if k == 3:  # below the badge of the rectangle that is hardly wider
            y += 34
        parts.append(
            f'<circle cx="{x - 10:g}" cy="{y - 2:g}" r="11" fill="#c5341a"/>'
            + text(x - 10, y + 3, 5 - k, 15, bold=True, fill="#ffffff")
        )
    for k, (name, wide_, tall, _) in enumerate(SIZES):
        y = 418 + 28 * (4 - k)
        parts += [
            f'<circle cx="30" cy="{y - 6}" r="12" fill="#c5341a"/>',
            text(30, y, 5 - k, 15, bold=True, fill="#ffffff"),
            text(52, y, f"{name}：{wide_}×{tall}", 16, "start"),
        ]
    parts += [text(16, 560, "虚线框是 A3 按 150，隔远看用", 15, "start", fill="#33423b")]
    return head(360, 578, *SCALE) + "\n".join(parts) + "\n</svg>\n"


here = Path(__file__).parent
dots, bars = fine(FROM_MIDDLE), fine(BY_COLUMN)
wanted = [[FULL[level] for level in line] for line in RING]
if not averages(dots) == averages(bars) == wanted:
    raise SystemExit("the two fine pictures must average to the coarse one")
for name, drawn in (
    ("same-blur.svg", blur_wide(dots, bars)),
    ("same-blur.narrow.svg", blur_narrow(dots, bars)),
    ("sizes.svg", sizes_wide()),
    ("sizes.narrow.svg", sizes_narrow()),
):
    (here / name).write_text(drawn, encoding="utf-8")
