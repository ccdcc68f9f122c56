"""Draws trim.svg and trim.narrow.svg beside this file: python draw.py"""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "九格怎么裁：五种用途"
USES = ("图标", "产品", "海报底", "场景", "纹样")
# 写 written, 看 it depends, 裁 cut
SLOTS = (
    ("类型", "写写写写写"),
    ("主体", "写写写写写"),
    ("特征", "写写看看看"),
    ("环境", "裁看写写裁"),
    ("构图", "看写写写写"),
    ("光", "裁写看写裁"),
    ("材质", "裁写看写看"),
    ("风格", "写看写看写"),
    ("参数", "写写写写写"),
)
WORDS = {"写": "要写", "看": "看情况", "裁": "先裁掉"}
DESC = "表格，九行五列。" + "".join(
    f"{slot}：" + "，".join(f"{use}{WORDS[mark]}" for use, mark in zip(USES, marks, strict=True)) + "。"
    for slot, marks in SLOTS
)


def text(x, y, words, size, anchor="middle", bold=False, fill="#13201b"):
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>{words}</text>'


def mark(kind, x, y, r):
    if kind == "写":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{r}" fill="#f6c02b" stroke="#13201b" stroke-width="2.5"/>'
    if kind == "看":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{r}" fill="#fff" stroke="#13201b" stroke-width="2.5" stroke-dasharray="4 3"/>'
    return f'<path d="M{x - r * 0.7:g} {y - r * 0.7:g}L{x + r * 0.7:g} {y + r * 0.7:g}M{x + r * 0.7:g} {y - r * 0.7:g}L{x - r * 0.7:g} {y + r * 0.7:g}" stroke="#c5341a" stroke-width="3.5"/>'


def sheet(width, left, step, row, top, big, small, r):
    height = top + row * len(SLOTS) + 62
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>',
        text(16, big + 14, TITLE, big, "start", bold=True),
    ]
    parts += [text(left + step * k, top - row * 0.32, use, small, bold=True) for k, use in enumerate(USES)]
    for n, (slot, marks) in enumerate(SLOTS):
        y = top + row * n + row / 2
        if n % 2 == 0:
            parts.append(f'<rect x="10" y="{y - row / 2:g}" width="{width - 20}" height="{row}" fill="#ffffff"/>')
        parts.append(text(16, y + small * 0.36, slot, small + 1, "start", bold=True))
        parts += [mark(kind, left + step * k, y, r) for k, kind in enumerate(marks)]
    y = height - 26
    x = 16 + r
    for kind, wide in (("写", 3.4), ("看", 4.4), ("裁", 4)):
        parts += [mark(kind, x, y, r - 1), text(x + r + 8, y + small * 0.36, WORDS[kind], small - 1, "start")]
        x += wide * small + r * 2 + 12
    return "\n".join(parts) + "\n</svg>\n"


here = Path(__file__).parent
(here / "trim.svg").write_text(sheet(880, 220, 140, 40, 104, 24, 22, 12), encoding="utf-8")
(here / "trim.narrow.svg").write_text(sheet(360, 100, 57, 36, 86, 18, 16, 10), encoding="utf-8")
