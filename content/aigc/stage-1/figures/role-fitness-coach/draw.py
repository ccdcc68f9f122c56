"""Draws weekly-total.svg and weekly-total.narrow.svg: the weekly repetitions of two plans, in one scale."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER, LINE = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2", "#d3dad3"
TITLE = "两张计划，每周的总次数"
DESC = (
    "两组柱子，同一把尺。左边是按一成涨的计划：第一周到第四周是 60、66、72、78 次，柱子几乎一样高。"
    "右边是开头那张计划，按每天练算：第一周 350 次，第二周 700 次，翻了一倍；第三周次数没写，还加了弓步跳，"
    "用虚线画成 700 次；第四周 1400 次。"
)
SLOW = [60, 66, 72, 78]
FAST = [350, 700, 700, 1400]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def bars(x, floor, tall, pitch, size, totals, fill, labels):
    for i, total in enumerate(totals):
        height = tall * total / 1400
        left = x + pitch * i
        dashed = ' stroke-dasharray="6 5"' if labels[i].endswith("跳") else ""
        colour = "#ffffff" if dashed else fill
        yield (
            f'<rect x="{left}" y="{floor - height:.1f}" width="{pitch - 16}" height="{height:.1f}" fill="{colour}"'
            f' stroke="{INK}" stroke-width="2"{dashed}/>'
        )
        yield text(left + (pitch - 16) / 2, round(floor - height - 8, 1), size, labels[i], bold=True)
        yield text(left + (pitch - 16) / 2, floor + size + 6, size, f"{i + 1} 周")


def chart(x, y, width, tall, size, totals, fill, labels, title, verdict, red):
    yield (
        f'<rect x="{x}" y="{y}" width="{width}" height="{tall + size * 7:.0f}" rx="12" fill="#ffffff" stroke="{INK}"'
        ' stroke-width="2"/>'
    )
    yield text(x + width / 2, y + size * 1.7, size + 1, title, bold=True)
    floor = y + tall + size * 3.3
    pitch = (width - 24) / 4
    yield from bars(x + 20, round(floor), tall, pitch, size, totals, fill, labels)
    yield f'<path d="M{x + 12} {round(floor)} H{x + width - 12}" stroke="{INK}" stroke-width="2"/>'
    yield text(x + width / 2, round(floor + size * 3.1), size, verdict, bold=True, fill=red)


def both(left, right, tall, width, size):
    yield from chart(
        *left, width, tall, size, SLOW, YELLOW, ["60", "66", "72", "78"], "每周最多涨一成", "一次只加一样", INK
    )
    yield from chart(
        *right, width, tall, size, FAST, LINE, ["350", "700", "加弓步跳", "1400"], "开头那张计划", "第二周就翻倍", RED
    )


def write(name, width, height, parts):
    body = "\n  ".join(parts)
    (HERE / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="t d" font-family="{FONT}">\n'
        f'  <title id="t">{TITLE}</title>\n  <desc id="d">{DESC}</desc>\n'
        f'  <rect width="{width}" height="{height}" fill="{PAPER}"/>\n  {body}\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    write("weekly-total.svg", 880, 370, both((16, 14), (448, 14), 200, 416, 20))
    write("weekly-total.narrow.svg", 360, 618, both((10, 10), (10, 316), 170, 340, 17))
