"""Draws timeline.svg and timeline.narrow.svg beside this file: python draw.py"""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "从 V1 到 V8.2：版本一直在换"
DESC = (
    "时间轴。上面一行是主线：V1 2022 年 2 月，V3 7 月，V4 11 月，V5 2023 年 3 月，V6 12 月，V6.1 2024 年 7 月，"
    "V7 2025 年 4 月，V8.1 2026 年 4 月，V8.2 7 月。三处旗子标出默认版本的交接：2025 年 6 月换成 V7，2026 年 6 月换成 V8.1，7 月换成 V8.2。"
    "下面一行是动漫分支 niji，niji 7 在 2026 年 1 月。"
)
MAIN = (
    ("V1", 2022, 2),
    ("V3", 2022, 7),
    ("V4", 2022, 11),
    ("V5", 2023, 3),
    ("V6", 2023, 12),
    ("V6.1", 2024, 7),
    ("V7", 2025, 4),
    ("V8.1", 2026, 4),
    ("V8.2", 2026, 7),
)
HANDED = (("默认换成 V7", 2025, 6), ("换成 V8.1", 2026, 6), ("换成 V8.2", 2026, 7))


def head(width, height):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n'
    )


def text(x, y, words, size, anchor="start", bold=False, fill="#13201b"):
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>{words}</text>'


def wide():
    def at(year, month):
        return 50 + ((year - 2022) * 12 + month - 1) * 13.4

    parts = [text(30, 36, TITLE, 22, bold=True), text(850, 36, "截至 2026-11，第三方资料", 16, "end", fill="#33423b")]
    parts.append('<path d="M40 190H850" stroke="#13201b" stroke-width="4"/>')
    for year in range(2022, 2027):
        x = at(year, 1)
        parts += [
            f'<path d="M{x:g} 182v16" stroke="#13201b" stroke-width="2"/>',
            text(x, 220, year, 16, "middle", fill="#33423b"),
        ]
    for k, (name, year, month) in enumerate(MAIN):
        x, y = at(year, month), (150, 110)[k % 2]
        parts += [
            f'<path d="M{x:g} {y + 6}V184" stroke="#13201b" stroke-width="2"/>',
            f'<circle cx="{x:g}" cy="190" r="8" fill="#f6c02b" stroke="#13201b" stroke-width="3"/>',
            text(x + {"V8.1": -16, "V8.2": 18}.get(name, 0), y - 20, name, 21, "middle", bold=True),
            text(
                x + {"V8.1": -16, "V8.2": 18}.get(name, 0), y, f"{year % 100}年{month}月", 15, "middle", fill="#33423b"
            ),
        ]
    for k, (words, year, month) in enumerate(HANDED):
        x, y = at(year, month), 262
        side, shift = (("middle", 0), ("end", -6), ("start", 6))[k]
        left = "" if k == 2 else "-"
        parts += [
            f'<path d="M{x:g} 196V{y}" stroke="#c5341a" stroke-width="3"/>',
            f'<path d="M{x:g} {y - 24}h{left}26v20h{"-" if k == 2 else ""}26z" fill="#c5341a"/>',
            text(x + shift, y + 24, words, 17, side, bold=True, fill="#a92a13"),
            text(x + shift, y + 46, f"{year}年{month}月", 15, side, fill="#33423b"),
        ]
    x = at(2026, 1)
    parts += [
        f'<path d="M{at(2022, 12):g} 365H{x:g}" stroke="#33423b" stroke-width="3" stroke-dasharray="8 6"/>',
        text(50, 371, "niji 动漫分支", 18, bold=True),
        f'<rect x="{x - 8:g}" y="357" width="16" height="16" fill="#fff" stroke="#13201b" stroke-width="3"/>',
        text(x, 398, "niji 7，26年1月", 16, "middle"),
    ]
    return head(880, 415) + "\n".join(parts) + "\n</svg>\n"


def narrow():
    rows = (
        [("点", n, y, m) for n, y, m in MAIN]
        + [("旗", n, y, m) for n, y, m in HANDED]
        + [("方", "niji 7（动漫分支）", 2026, 1)]
    )
    rows.sort(key=lambda row: row[2:])
    parts = [text(16, 32, TITLE, 18, bold=True), text(16, 56, "截至 2026-11，第三方资料", 14, fill="#33423b")]
    top, step = 96, 42
    parts.append(f'<path d="M122 {top - 14}V{top + step * (len(rows) - 1) + 14}" stroke="#13201b" stroke-width="4"/>')
    for k, (kind, name, year, month) in enumerate(rows):
        y = top + step * k
        parts.append(text(102, y + 6, f"{year}-{month:02}", 15, "end", fill="#33423b"))
        if kind == "点":
            parts += [
                f'<circle cx="122" cy="{y}" r="8" fill="#f6c02b" stroke="#13201b" stroke-width="3"/>',
                text(144, y + 6, name, 18, bold=True),
            ]
        elif kind == "旗":
            parts += [
                f'<path d="M122 {y - 10}h22l-6 8 6 8h-22z" fill="#c5341a"/>',
                text(152, y + 6, name, 16, bold=True, fill="#a92a13"),
            ]
        else:
            parts += [
                f'<rect x="114" y="{y - 8}" width="16" height="16" fill="#fff" stroke="#13201b" stroke-width="3"/>',
                text(144, y + 6, name, 16, bold=True),
            ]
    return head(360, top + step * len(rows) - 6) + "\n".join(parts) + "\n</svg>\n"


here = Path(__file__).parent
(here / "timeline.svg").write_text(wide(), encoding="utf-8")
(here / "timeline.narrow.svg").write_text(narrow(), encoding="utf-8")
