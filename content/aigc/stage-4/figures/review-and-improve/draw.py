"""Draws six-to-three.svg and its narrow variant; plain text output, no packages."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "六项症状先看哪个源头"
DESC = (
    "左边六项：口型、自然、读音、准确、拒答、时延。右边三个源头。"
    "口型、自然、读音先看素材，包括录像、读法和帧率；准确先看知识，包括旧资料、问法和切块；"
    "拒答和时延先看提示词，包括没写不答和说得太长。箭头是先看，不是定论。"
)
GROUPS = [
    (["口型", "自然", "读音"], "素材", "录像、读法、帧率"),
    (["准确"], "知识", "旧资料、问法、切块"),
    (["拒答", "时延"], "提示词", "没写不答、说得太长"),
]


def text(x, y, words, size, bold=False, fill="#13201b", anchor="middle"):
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}"{weight} fill="{fill}">{words}</text>'


def box(x, y, w, h, fill="#ffffff", line="#13201b"):
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="8" fill="{fill}" stroke="{line}" stroke-width="2"/>'


def drawing(width, row, left, right, size):
    parts, y = [], 14
    for marks, origin, look in GROUPS:
        top, height = y, len(marks) * row
        middle = top + height / 2 - 4
        for mark in marks:
            red = mark == "拒答"
            parts.append(box(14, y, left, row - 10, "#ffffff", "#c5341a" if red else "#13201b"))
            words = mark + "（最先）" if red else mark
            parts.append(text(14 + left / 2, y + row / 2 + 2, words, size, True, "#a82a12" if red else "#13201b"))
            start = y + row / 2 - 5
            parts.append(f'<path d="M{14 + left} {start} L{right - 16} {middle}" stroke="#13201b" stroke-width="2"/>')
            y += row
        parts.append(
            f'<polygon points="{right - 2},{middle} {right - 16},{middle - 7} '
            f'{right - 16},{middle + 7}" fill="#13201b"/>'
        )
        h = 76
        parts.append(box(right, middle - h / 2, width - right - 12, h, "#f6c02b" if origin == "提示词" else "#f4f6f2"))
        centre = right + (width - right - 12) / 2
        parts += [text(centre, middle - 6, origin, size + 2, True), text(centre, middle + 22, look, size - 2)]
        y += 22
    parts.append(text(width / 2, y + 12, "箭头是「先看」，不是定论；证据说了算", size - 1))
    height = y + 28
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


here = Path(__file__).parent
(here / "six-to-three.svg").write_text(drawing(880, 64, 250, 470, 22), encoding="utf-8")
(here / "six-to-three.narrow.svg").write_text(drawing(360, 66, 120, 180, 17), encoding="utf-8")
