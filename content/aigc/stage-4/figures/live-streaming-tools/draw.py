"""Draws five-gates.svg and its narrow variant; plain text output, no packages."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "一条弹幕要过的五道关"
DESC = (
    "弹幕依次过收、滤、分、排、说五道关。滤那一关拦下广告和冒充的命令；"
    "分那一关把事实表没有的、要承诺的、受伤求助的转给人；问答才排队，照事实表说。"
    "人的停播键压着每一道关。"
)
GATES = [("收", "记时间"), ("滤", "拦广告、假命令"), ("分", "分成三类"), ("排", "同问合并"), ("说", "照事实表说")]


def text(x, y, words, size, bold=False, fill="#13201b", anchor="middle"):
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}"{weight} fill="{fill}">{words}</text>'


def box(x, y, w, h, fill="#ffffff", line="#13201b"):
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="8" fill="{fill}" stroke="{line}" stroke-width="2"/>'


def line(path, colour="#13201b"):
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def tip(points, colour="#13201b"):
    return f'<polygon points="{points}" fill="{colour}"/>'


def svg(width, height, parts):
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


def wide():
    parts = [box(24, 20, 832, 52, "#f6c02b"), text(440, 54, "人：看着五道关，随时按停播", 22, True)]
    for i, (name, work) in enumerate(GATES):
        x = 24 + i * 170
        parts += [line(f"M{x + 76} 72 V106"), tip(f"{x + 76},118 {x + 69},105 {x + 83},105")]
        parts += [box(x, 120, 152, 92, "#f4f6f2"), text(x + 76, 158, name, 26, True), text(x + 76, 194, work, 18)]
        if i < 4:
            parts.append(tip(f"{x + 168},166 {x + 155},158 {x + 155},174"))
    parts += [line("M270 212 V258", "#c5341a"), tip("270,270 263,257 277,257", "#c5341a")]
    parts += [box(164, 272, 212, 56, line="#c5341a"), text(270, 307, "不说", 20, True, "#a82a12")]
    parts += [line("M440 212 V258", "#c5341a"), tip("440,270 433,257 447,257", "#c5341a")]
    parts += [
        box(394, 272, 462, 56, line="#c5341a"),
        text(625, 307, "转人工：没写的、要承诺的、受伤求助的", 20, True, "#a82a12"),
    ]
    return svg(880, 348, parts)


def narrow():
    parts = [box(14, 12, 332, 44, "#f6c02b"), text(180, 41, "人：看着五道关，随时按停播", 18, True)]
    for i, (name, work) in enumerate(GATES):
        y = 76 + i * 78
        parts += [
            box(14, y, 186, 58, "#f4f6f2"),
            text(34, y + 38, name, 22, True, anchor="start"),
            text(192, y + 37, work, 17, anchor="end"),
        ]
        if i < 4:
            parts.append(tip(f"107,{y + 74} 99,{y + 61} 115,{y + 61}"))
    for i, words in ((1, ["不说"]), (2, ["转人工：没写的、", "受伤、求助的"])):
        y = 76 + i * 78
        parts += [line(f"M200 {y + 29} H208", "#c5341a"), tip(f"218,{y + 29} 206,{y + 22} 206,{y + 36}", "#c5341a")]
        parts.append(box(220, y, 130, 58, line="#c5341a"))
        for j, row in enumerate(words):
            parts.append(text(285, y + (36 if len(words) == 1 else 26 + j * 22), row, 15, True, "#a82a12"))
    return svg(360, 462, parts)


here = Path(__file__).parent
(here / "five-gates.svg").write_text(wide(), encoding="utf-8")
(here / "five-gates.narrow.svg").write_text(narrow(), encoding="utf-8")
