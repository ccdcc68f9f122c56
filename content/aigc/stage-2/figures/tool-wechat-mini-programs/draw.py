"""Draws gates.svg and gates.narrow.svg: stop lines first, then ten checks, then one harmless picture, then the decision."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "挑小程序的三道门"
DESC = (
    "从上到下三道门。第一道停线：要传别人的照片，查不到是谁开的，先交钱才给看价钱，碰到一条就不用。"
    "第二道十项：逐项看页面，记过、不过、查不到。第三道小试：画一样没有人脸的东西，看标识、导出和删除。三道都过，才决定用。"
)
GATES = (
    ("一 停线", ("要传别人的照片？", "查不到是谁开的？", "交了钱才看得到价？"), "碰到一条：不用", True),
    ("二 十项", ("逐项翻页面", "记：过、不过、查不到"), "记「不过」多的：不用", False),
    ("三 小试", ("画一样没有人脸的东西", "看标识、导出、删除"), "试完再决定", False),
)


def drawing(width: int, size: int) -> str:
    pad = size
    parts, y = [], float(pad)
    for number, (name, lines, verdict, hard) in enumerate(GATES):
        high = size * (4.1 + 1.5 * len(lines))
        left = pad + size * 0.9
        parts.append(f'<rect x="{pad}" y="{y:.0f}" width="{width - 2 * pad}" height="{high:.0f}" fill="#ffffff" '
                     f'stroke="{"#c5341a" if hard else "#13201b"}" stroke-width="{3 if hard else 2}"/>')
        parts.append(f'<text x="{left:.0f}" y="{y + size * 1.6:.0f}" font-size="{size * 1.1:.0f}" font-weight="700" fill="#13201b">{name}</text>')
        for line, said in enumerate(lines):
            parts.append(f'<text x="{left:.0f}" y="{y + size * (3.1 + 1.5 * line):.0f}" font-size="{size}" fill="#33423b">{said}</text>')
        parts.append(f'<text x="{left:.0f}" y="{y + high - size * 0.7:.0f}" font-size="{size}" font-weight="700" '
                     f'fill="{"#c5341a" if hard else "#13201b"}">{verdict}</text>')
        y += high
        if number < len(GATES) - 1:
            x = width / 2
            parts.append(f'<path d="M{x:.0f} {y + 3:.0f}v{size * 1.2:.0f}m-8 -9l8 9l8 -9" fill="none" stroke="#13201b" stroke-width="2.5"/>')
            y += size * 1.7
    body = "\n".join(parts)
    tall = round(y + pad)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" width="{width}" height="{tall}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{tall}" fill="#f4f6f2"/>\n{body}\n</svg>\n'
    )


(HERE / "gates.svg").write_text(drawing(880, 26), encoding="utf-8")
(HERE / "gates.narrow.svg").write_text(drawing(360, 18), encoding="utf-8")
