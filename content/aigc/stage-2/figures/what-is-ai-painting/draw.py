"""Draws seeds.svg and seeds.narrow.svg: three seeds, each from noise to a picture in four steps.

A sketch of the idea, not the output of a model: every panel mixes a small scene with noise and is cut into four greys.
"""

import random
from pathlib import Path

HERE = Path(__file__).parent
WIDE, HIGH = 18, 12  # cells of one panel
STEPS = ((1.0, "起点：杂点"), (0.62, "走了一小半"), (0.34, "走了一大半"), (0.0, "画完"))
GREYS = {1: "#d3dad3", 2: "#7f8f86", 3: "#13201b"}
RED = "#c5341a"
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "同一句话，三个种子"
DESC = (
    "三行四列小图。每行是一个种子，从左到右：满格杂点，隐约有形，大体成形，画完。"
    "三行的词相同，画完都有一座灯塔、一条船和海，但灯塔和船的位置、大小每行不同。"
)
# seed, column of the lighthouse, its height, column of the boat, row of the boat
ROWS = ((7, 3, 8, 11, 9), (21, 13, 6, 3, 8), (58, 8, 7, 13, 10))


def scene(tower: int, tall: int, boat: int, row: int) -> dict[tuple[int, int], int]:
    cells = {(x, y): 1 for y in range(8, HIGH) for x in range(WIDE)}
    for y in range(9 - tall, 9):
        for x in (tower, tower + 1):
            cells[x, y] = 2 if (y + tall) % 2 else 3
    cells.update({(x, 9): 3 for x in range(tower - 1, tower + 3)})
    cells.update({(x, row): 3 for x in range(boat, boat + 4)})
    cells.update({(boat + 1, row - step): 2 for step in (1, 2)})
    cells[boat + 2, row - 1] = 2
    return cells


def panel(seed: int, cells: dict[tuple[int, int], int], noise: float) -> str:
    """Runs of equal grey, one path for each grey; the unit is one cell."""
    dice = random.Random(seed)  # noqa: S311 - a drawing, no secret
    dots = {(x, y): dice.uniform(-0.45, 3.45) for y in range(HIGH) for x in range(WIDE)}
    paths: dict[int, list[str]] = {}
    for y in range(HIGH):
        x = 0
        while x < WIDE:
            grey = shade(cells.get((x, y), 0), dots[x, y], noise)
            end = x
            while end < WIDE and shade(cells.get((end, y), 0), dots[end, y], noise) == grey:
                end += 1
            if grey:
                paths.setdefault(grey, []).append(f"M{x} {y}h{end - x}")
            x = end
    return "".join(
        f'<path stroke="{GREYS[grey]}" d="{"".join(runs)}"/>' for grey, runs in sorted(paths.items())
    )


def shade(cell: int, dot: float, noise: float) -> int:
    return min(3, max(0, round((1 - noise) * cell + noise * dot)))


def drawing(wide: bool) -> str:
    width, size, gap, text = (880, 9.6, 20, 30) if wide else (360, 4.5, 6, 15)
    across, down = WIDE * size, HIGH * size
    left = (width - 4 * across - 3 * gap) / 2 + (55 if wide else 0)
    top, row_high = (60, down + 26) if wide else (40, down + 34)
    high = round(top + 3 * row_high + (6 if wide else 4))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" width="{width}" height="{high}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">',
        f'<title id="t">{TITLE}</title>',
        f'<desc id="d">{DESC}</desc>',
        f'<rect width="{width}" height="{high}" fill="#f4f6f2"/>',
    ]
    for number, (_, name) in enumerate(STEPS):
        x = left + number * (across + gap) + across / 2
        parts.append(f'<text x="{x:.0f}" y="{top - 16 if wide else top - 20}" font-size="{text if wide else 14}" '
                     f'fill="#13201b" text-anchor="middle">{name}</text>')
    for line, (seed, *where) in enumerate(ROWS):
        y = top + line * row_high + (0 if wide else 14)
        if wide:
            parts.append(f'<text x="14" y="{y + down / 2 - 4:.0f}" font-size="26" fill="#13201b">种子</text>')
            parts.append(f'<text x="14" y="{y + down / 2 + 26:.0f}" font-size="26" font-weight="700" '
                         f'fill="{RED}">{seed}</text>')
        else:
            parts.append(f'<text x="{left:.0f}" y="{y - 6:.0f}" font-size="15" font-weight="700" '
                         f'fill="{RED}">种子 {seed}</text>')
        cells = scene(*where)
        for number, (noise, _) in enumerate(STEPS):
            x = left + number * (across + gap)
            parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}" fill="#ffffff"/>')
            parts.append(
                f'<g transform="translate({x:.1f} {y + size / 2:.1f}) scale({size})" stroke-width="1.04" fill="none">'
                f"{panel(seed, cells, noise)}</g>"
            )
            if noise == 0:
                lamp = where[0]
                parts.append(f'<rect x="{x + lamp * size:.1f}" y="{y + (8 - where[1]) * size:.1f}" '
                             f'width="{2 * size:.1f}" height="{size:.1f}" fill="{RED}"/>')
    return "\n".join([*parts, "</svg>", ""])


for name, is_wide in (("seeds.svg", True), ("seeds.narrow.svg", False)):
    (HERE / name).write_text(drawing(is_wide), encoding="utf-8")
