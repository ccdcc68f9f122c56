"""Draws circle-and-small.svg and its narrow variant: one squirrel as a square, in the round crop, and at 40 and 20 pixels."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "同一个角色的头像，过圆形和小尺寸两关"
DESC = (
    "上面一行：松鼠站在方图的右下角，脸和尾巴贴着边，旁边还有瓶罐架子、树和店名，裁成圆以后脸缺一块，尾巴没了，缩小后认不出。"
    "下面一行：松鼠的头居中，占画面六成，红帽子完整，背景一色，裁成圆还完整，缩小后靠红帽子和大尾巴认得出。"
)


def squirrel() -> str:
    """A head about 100 wide and 100 high around the middle, the tail behind it on the right."""
    return (
        '<path d="M38 62C92 60 100 8 70 -24C62 -2 44 4 40 24Z" fill="#8a4b1e"/>'
        '<path d="M-42 -22L-46 -62L-16 -42ZM42 -22L46 -62L16 -42Z" fill="#b5651d"/><ellipse cx="0" cy="6" rx="50" ry="46" fill="#b5651d"/>'
        '<ellipse cx="-20" cy="24" rx="22" ry="20" fill="#f2d3a2"/><ellipse cx="20" cy="24" rx="22" ry="20" fill="#f2d3a2"/>'
        '<circle cx="-19" cy="-2" r="8" fill="#13201b"/><circle cx="19" cy="-2" r="8" fill="#13201b"/><ellipse cx="0" cy="16" rx="7" ry="5" fill="#13201b"/>'
        '<path d="M-8 26q8 8 16 0" fill="none" stroke="#13201b" stroke-width="3"/>'
        '<path d="M-50 -28C-44 -70 44 -70 50 -28Z" fill="#c5341a"/><path d="M-58 -30h84v10h-84z" fill="#7d1f0e"/>'
    )


def bad() -> str:
    """On a square of 200 around the middle."""
    shelf = "".join(f'<rect x="{-92 + 15 * n}" y="{-62 + 52 * row}" width="10" height="40" fill="{colour}"/>' for row in range(2) for n, colour in enumerate(("#2f6f8f", "#7d8f2f", "#8f2f6f", "#8f6a2f", "#2f8f6a", "#6a2f8f")))
    return (
        '<rect x="-100" y="-100" width="200" height="200" fill="#dce8cf"/><path d="M-100 -20h104v6h-104zM-100 32h104v6h-104z" fill="#7a5a34"/>'
        f'{shelf}<path d="M40 -100h16v70h-16z" fill="#6b4a2b"/><circle cx="48" cy="-62" r="30" fill="#6f9a5a"/>'
        '<text x="-92" y="-74" font-size="20" fill="#13201b">春燕理发</text>'
        f'<g transform="translate(62 60) scale(.86)">{squirrel()}</g>'
    )


def good() -> str:
    return f'<rect x="-100" y="-100" width="200" height="200" fill="#bfe0d4"/><g transform="translate(-6 6) scale(1.12)">{squirrel()}</g>'


DEFS = f'<clipPath id="square"><rect x="-100" y="-100" width="200" height="200"/></clipPath><clipPath id="round"><circle r="100"/></clipPath><g id="m1">{bad()}</g><g id="m2">{good()}</g>'


def put(mark: str, x: float, y: float, size: float, clip: str) -> str:
    return f'<g transform="translate({x} {y}) scale({size / 200})" clip-path="url(#{clip})"><use href="#{mark}"/></g>'


def sheet(width: int, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n<defs>{DEFS}</defs>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{inside}\n</svg>\n'
    )


def wide() -> str:
    parts = ['<g font-size="22" font-weight="700" fill="#13201b" text-anchor="middle">']
    for x, words in ((260, "方图"), (480, "裁成圆"), (650, "40 像素"), (780, "20 像素")):
        parts.append(f'<text x="{x}" y="36">{words}</text>')
    parts.append("</g>")
    for y, mark, name, note in ((150, "m1", "改前", "贴边，东西多"), (350, "m2", "改后", "居中，一样东西")):
        parts.append(f'<text x="80" y="{y}" font-size="26" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>')
        parts.append(f'<text x="80" y="{y + 32}" font-size="18" fill="#33423b" text-anchor="middle">{note}</text>')
        parts += [put(mark, 260, y, 176, "square"), f'<circle cx="260" cy="{y}" r="88" fill="none" stroke="#13201b" stroke-width="3" stroke-dasharray="8 6"/>']
        parts += [put(mark, 480, y, 176, "round"), put(mark, 650, y, 40, "round"), put(mark, 780, y, 20, "round")]
    parts.append('<text x="440" y="470" font-size="18" fill="#33423b" text-anchor="middle">虚线圆以外的都会被裁掉；列表和评论里的头像，常常只有小指甲那么大</text>')
    return sheet(880, 490, "".join(parts))


def narrow() -> str:
    parts = []
    for x, mark, name in ((95, "m1", "改前：贴边，东西多"), (265, "m2", "改后：居中，一样")):
        parts.append(f'<text x="{x}" y="28" font-size="16" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>')
        parts += [put(mark, x, 120, 150, "square"), f'<circle cx="{x}" cy="120" r="75" fill="none" stroke="#13201b" stroke-width="3" stroke-dasharray="8 6"/>']
        parts += [put(mark, x, 310, 150, "round"), put(mark, x, 450, 40, "round"), put(mark, x, 532, 20, "round")]
        for y, words in ((220, "方图"), (410, "裁成圆"), (496, "40 像素"), (568, "20 像素")):
            parts.append(f'<text x="{x}" y="{y}" font-size="16" fill="#33423b" text-anchor="middle">{words}</text>')
    return sheet(360, 586, "".join(parts))


here = Path(__file__).parent
(here / "circle-and-small.svg").write_text(wide(), encoding="utf-8")
(here / "circle-and-small.narrow.svg").write_text(narrow(), encoding="utf-8")
