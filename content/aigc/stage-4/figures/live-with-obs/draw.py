"""Draws layers-and-road.svg and its narrow variant; plain text output, no packages."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "直播画面的四层和三段路"
DESC = (
    "左边是四层画面，从下到上是背景、数字人、字幕和最上面锁定的 AI 数字人标识。"
    "画面之后走三段路：画面合成看渲染延迟丢帧，编码看编码跳帧，网络看网络丢帧。"
    "出口依次是录制、不公开推流、公开。"
)
LAYERS = [
    ("4 AI 数字人标识（锁）", "#f6c02b"),
    ("3 字幕、信息", "#ffffff"),
    ("2 数字人", "#ffffff"),
    ("1 背景（锁）", "#f4f6f2"),
]
ROAD = [("画面合成", "渲染延迟丢帧"), ("编码", "编码跳帧"), ("网络", "网络丢帧")]
EXITS = ["录制", "不公开", "公开"]


def text(x, y, words, size, bold=False, fill="#13201b", anchor="middle"):
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}"{weight} fill="{fill}">{words}</text>'


def box(x, y, w, h, fill="#ffffff", line="#13201b"):
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="8" fill="{fill}" stroke="{line}" stroke-width="2"/>'


def right(x, y):
    return f'<polygon points="{x},{y} {x - 13},{y - 8} {x - 13},{y + 8}" fill="#13201b"/>'


def down(x, y):
    return f'<polygon points="{x},{y} {x - 8},{y - 13} {x + 8},{y - 13}" fill="#13201b"/>'


def svg(width, height, parts):
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


def wide():
    parts = [text(140, 40, "上面的盖住下面的", 19, True)]
    for i, (name, fill) in enumerate(LAYERS):
        parts += [box(24, 60 + i * 66, 232, 54, fill), text(140, 94 + i * 66, name, 19, i == 0)]
    for i, (name, count) in enumerate(ROAD):
        x = 300 + i * 190
        parts += [
            box(x, 92, 160, 96, "#f4f6f2"),
            text(x + 80, 132, name, 22, True),
            text(x + 80, 166, count, 18, fill="#a82a12"),
        ]
        parts += [right(x - 6, 140), f'<path d="M{x - 30} 140 H{x - 18}" stroke="#13201b" stroke-width="2"/>']
    parts.append(text(575, 60, "哪个数在涨，就改哪一段，一次只改一样", 19, True))
    for i, name in enumerate(EXITS):
        x = 300 + i * 190
        parts += [box(x, 238, 160, 64), text(x + 80, 278, f"{i + 1} {name}", 21, True)]
        if i:
            parts += [right(x - 6, 270), f'<path d="M{x - 30} 270 H{x - 18}" stroke="#13201b" stroke-width="2"/>']
    parts.append(text(570, 226, "自测的次序", 18))
    return svg(880, 340, parts)


def narrow():
    parts = [text(180, 32, "上面的盖住下面的", 18, True)]
    for i, (name, fill) in enumerate(LAYERS):
        parts += [box(50, 46 + i * 52, 260, 44, fill), text(180, 74 + i * 52, name, 18, i == 0)]
    parts.append(down(180, 272))
    for i, (name, count) in enumerate(ROAD):
        y = 280 + i * 68
        parts += [
            box(20, y, 320, 50, "#f4f6f2"),
            text(40, y + 32, name, 19, True, anchor="start"),
            text(322, y + 32, count, 17, fill="#a82a12", anchor="end"),
        ]
        parts.append(down(180, y + 66))
    parts.append(text(180, 504, "哪个数在涨，就改哪一段", 17, True))
    for i, name in enumerate(EXITS):
        parts += [box(14 + i * 114, 524, 104, 52), text(66 + i * 114, 557, f"{i + 1} {name}", 18, True)]
    return svg(360, 592, parts)


here = Path(__file__).parent
(here / "layers-and-road.svg").write_text(wide(), encoding="utf-8")
(here / "layers-and-road.narrow.svg").write_text(narrow(), encoding="utf-8")
