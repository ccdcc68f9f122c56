"""Draws lens-and-light.svg and its narrow variant: near and far with the lens that fits, and one comb-like jar lit from four sides."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "站近站远，光从哪来"
DESC = (
    "上排两幅：站近配短焦段，罐子一样大，后面的塔显得小而远，装进来的东西多；站远配长焦段，罐子一样大，后面的塔显得大而近，还糊了。"
    "下排四幅：同一只有竖纹的罐子，正面光纹路平，侧面光纹路一半亮一半暗、影子在另一侧，背后光只亮边、影子朝前，顶上光盖子亮、下面暗。"
)
DEFS = (
    '<filter id="blur"><feGaussianBlur stdDeviation="2.2"/></filter>'
    '<linearGradient id="side"><stop offset="0" stop-color="#fff3c4"/><stop offset=".45" stop-color="#c98f2e"/><stop offset="1" stop-color="#33230c"/></linearGradient>'
    '<linearGradient id="front"><stop offset="0" stop-color="#b07a24"/><stop offset=".5" stop-color="#eebd5c"/><stop offset="1" stop-color="#b07a24"/></linearGradient>'
    '<linearGradient id="back"><stop offset="0" stop-color="#fff3c4"/><stop offset=".1" stop-color="#3d2b10"/><stop offset=".9" stop-color="#3d2b10"/><stop offset="1" stop-color="#fff3c4"/></linearGradient>'
    '<linearGradient id="top" x2="0" y2="1"><stop offset="0" stop-color="#fff3c4"/><stop offset=".3" stop-color="#c98f2e"/><stop offset="1" stop-color="#33230c"/></linearGradient>'
)


def jar(fill: str, lid: str, line: str, x: float = 0, y: float = 0, scale: float = 1) -> str:
    """60 wide, 90 high, standing on its own middle."""
    ribs = "".join(f"M{n} -66v60" for n in range(-22, 23, 11))
    return (
        f'<g transform="translate({x} {y}) scale({scale})"><path d="M-30 -72h60v66q0 6-6 6h-48q-6 0-6-6z" fill="{fill}"/>'
        f'<path d="{ribs}" stroke="{line}" stroke-width="2.5" fill="none"/><rect x="-22" y="-90" width="44" height="18" rx="4" fill="{lid}"/></g>'
    )


def view(near: bool) -> str:
    """A frame of 320 by 190: the jar as large in both, the tower behind it small or large."""
    parts = ['<rect width="320" height="190" fill="#cfe0e8"/><rect y="128" width="320" height="62" fill="#b9a27c"/>']
    if near:
        tower = "".join(f'<path d="M{x} 128v-{h}h{w}v{h}z"/>' for x, h, w in ((36, 22, 40), (92, 30, 26), (250, 26, 44)))
        parts.append(f'<g fill="#7b8f86">{tower}<path d="M208 128v-46l9-12 9 12v46z"/></g>')
    else:
        parts.append('<g fill="#7b8f86" filter="url(#blur)"><path d="M196 132V38l32-34 32 34v94z"/><path d="M20 132V78h92v54z"/></g>')
    parts.append(jar("url(#front)", "#7a5418", "#8a5f1c", 130, 172, 1.3))
    parts.append('<rect width="320" height="190" fill="none" stroke="#13201b" stroke-width="3"/>')
    return "".join(parts)


LIGHTS = (
    ("正面光", "纹路平，影子躲到后面", "front", "#e0b45c", "#c79a45", '<ellipse cx="0" cy="-4" rx="34" ry="5" fill="#8d958f"/>', (0, 34), "M0 22v-10"),
    ("侧面光", "纹路有明有暗", "side", "#c98f2e", "#3d2b10", '<path d="M-24 0L30 -6L92 -16L60 2Z" fill="#8d958f"/>', (-72, -66), "M-58 -60l14 6"),
    ("背后光", "灯藏在后面，只亮边", "back", "#5b4118", "#5b4118", '<path d="M-30 -3h60l26 34h-112z" fill="#8d958f"/>', (0, -95), "M0 -112v-10M-20 -106l-8 -7M20 -106l8 -7"),
    ("顶上光", "盖子亮，下面暗", "top", "#fff3c4", "#3d2b10", '<ellipse cx="0" cy="0" rx="44" ry="8" fill="#8d958f"/>', (0, -122), "M0 -110v10"),
)


def lamp(x: float, y: float) -> str:
    return f'<g transform="translate({x} {y})"><circle r="9" fill="#f6c02b" stroke="#13201b" stroke-width="2.5"/></g>'


def lit(number: int) -> str:
    name, _, fill, lid, line, shadow, (lx, ly), ray = LIGHTS[number]
    under = lamp(lx, ly) if name == "背后光" else ""
    over = "" if under else lamp(lx, ly)
    mark = f'<path d="{ray}" stroke="#c5341a" stroke-width="4" stroke-linecap="round"/>'
    return f"{under}{shadow}{jar(f'url(#{fill})', lid, line)}{over}{mark}"


def sheet(width: int, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n<defs>{DEFS}</defs>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{inside}\n</svg>\n'
    )


def wide() -> str:
    parts = []
    for x, near, name, note in ((90, True, "站近 + 短焦段", "塔小而远，装得多"), (470, False, "站远 + 长焦段", "塔大而近，背景糊")):
        parts.append(f'<g transform="translate({x} 20)">{view(near)}</g>')
        parts.append(f'<text x="{x + 160}" y="242" font-size="22" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>')
        parts.append(f'<text x="{x + 160}" y="270" font-size="18" fill="#33423b" text-anchor="middle">{note}</text>')
    for n in range(4):
        x = 120 + 214 * n
        parts.append(f'<g transform="translate({x} 440)">{lit(n)}</g>')
        parts.append(f'<text x="{x}" y="510" font-size="22" font-weight="700" fill="#13201b" text-anchor="middle">{LIGHTS[n][0]}</text>')
        parts.append(f'<text x="{x}" y="538" font-size="18" fill="#33423b" text-anchor="middle">{LIGHTS[n][1]}</text>')
    return sheet(880, 560, "".join(parts))


def narrow() -> str:
    parts = []
    for y, near, name in ((14, True, "站近 + 短焦段：塔小而远"), (262, False, "站远 + 长焦段：塔大而近，糊了")):
        parts.append(f'<g transform="translate(20 {y})">{view(near)}</g>')
        parts.append(f'<text x="180" y="{y + 218}" font-size="17" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>')
    for n in range(4):
        x, y = 95 + 172 * (n % 2), 620 + 226 * (n // 2)
        parts.append(f'<g transform="translate({x} {y})">{lit(n)}</g>')
        parts.append(f'<text x="{x}" y="{y + 62}" font-size="18" font-weight="700" fill="#13201b" text-anchor="middle">{LIGHTS[n][0]}</text>')
        parts.append(f'<text x="{x}" y="{y + 86}" font-size="15" fill="#33423b" text-anchor="middle">{LIGHTS[n][1]}</text>')
    return sheet(360, 950, "".join(parts))


here = Path(__file__).parent
(here / "lens-and-light.svg").write_text(wide(), encoding="utf-8")
(here / "lens-and-light.narrow.svg").write_text(narrow(), encoding="utf-8")
