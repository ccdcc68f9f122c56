"""Draws four-lamps.svg and its narrow variant: one desk lamp after four movements, each with what the movement rules."""

from math import cos, radians, sin
from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "同一盏灯，四种流派"
DESC = (
    "四幅画都是一盏台灯。包豪斯：半圆灯罩、直杆、方座，红黄蓝黑的纯色块。新艺术运动：灯杆像藤蔓弯成长长的S形，灯罩像下垂的花。"
    "浮世绘：黑色轮廓，平涂的颜色，天空从深蓝渐渐变浅，下面是一道道水纹。立体主义：灯被切成许多碎面，同时看到侧面和从上往下看的圆。"
)
HALF = 95  # a panel is 190 wide and 230 high, drawn around its own middle


def bauhaus() -> str:
    return (
        '<rect x="-95" y="-115" width="190" height="230" fill="#f2ead6"/><circle cx="38" cy="-20" r="52" fill="#1f4e9c"/>'
        '<path d="M-95 70h190v12h-190z" fill="#13201b"/><path d="M-66 -22a58 58 0 0 1 116 0z" fill="#c5341a"/>'
        '<path d="M-14 -22h12v92h-12z" fill="#13201b"/><path d="M-52 58h88v24h-88z" fill="#f6c02b"/><circle cx="-8" cy="-8" r="14" fill="#f6c02b"/>'
    )


def nouveau() -> str:
    return (
        '<rect x="-95" y="-115" width="190" height="230" fill="#e9e2c2"/>'
        '<path d="M-84 112C-96 40 -60 20 -78 -40S-84 -96 -60 -108M84 112C98 60 66 20 82 -30S88 -92 64 -108" fill="none" stroke="#7c8a4a" stroke-width="5"/>'
        '<path d="M-14 84C30 60 -46 22 -6 -14C22 -40 48 -48 26 -84C10 -106 -22 -98 -26 -76" fill="none" stroke="#3f5d34" stroke-width="11" stroke-linecap="round"/>'
        '<path d="M-26 -80C-66 -60 -62 -26 -68 -12C-52 -18 -46 -8 -36 -4C-24 -14 -16 -10 -2 -14C-10 -30 4 -56 -26 -80Z" fill="#d99a2b" stroke="#3f5d34" stroke-width="5" stroke-linejoin="round"/>'
        '<path d="M-26 -78C-34 -54 -38 -30 -36 -6M-26 -78C-46 -56 -52 -34 -54 -14M-26 -78C-20 -56 -18 -34 -18 -12" fill="none" stroke="#8a5a1a" stroke-width="3"/>'
        '<path d="M-14 84C-58 84 -64 96 -74 104C-30 108 36 108 70 102C56 88 24 86 -14 84Z" fill="#3f5d34"/>'
        '<path d="M2 42C30 34 44 44 56 30C50 58 26 60 2 42Z" fill="#7c8a4a"/>'
    )


def ukiyoe() -> str:
    waves = "".join(f"M-95 {y}q16 -12 32 0t32 0 32 0 32 0 32 0 30 0" for y in (78, 92, 106))
    ribs = "".join(f"M-40 {y}q40 12 80 0" for y in range(-52, 34, 14))
    return (
        '<linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#1d3f6e"/><stop offset=".45" stop-color="#8fb4c4"/><stop offset=".75" stop-color="#f1e3c2"/></linearGradient>'
        '<rect x="-95" y="-115" width="190" height="230" fill="url(#sky)"/><rect x="-95" y="66" width="190" height="49" fill="#4d7f97"/>'
        f'<path d="{waves}" fill="none" stroke="#f1e3c2" stroke-width="4"/>'
        '<path d="M-26 66h52l8 16h-68z" fill="#7a3b22" stroke="#13201b" stroke-width="5" stroke-linejoin="round"/><path d="M-5 40h10v28h-10z" fill="#7a3b22" stroke="#13201b" stroke-width="4"/>'
        '<path d="M-30 -66h60C52 -50 52 26 30 42h-60C-52 26 -52 -50 -30 -66Z" fill="#f3c15b" stroke="#13201b" stroke-width="6"/>'
        f'<path d="{ribs}" fill="none" stroke="#13201b" stroke-width="2.5"/><path d="M-32 -78h64v14h-64z" fill="#b23a22" stroke="#13201b" stroke-width="5"/>'
    )


def cubism() -> str:
    def fan(cx: float, cy: float, r: float, colours: tuple[str, ...], start: int) -> str:
        step = 360 / len(colours)
        parts = []
        for n, colour in enumerate(colours):
            a, b = radians(start + n * step), radians(start + (n + 1) * step)
            parts.append(f'<path d="M{cx} {cy}L{cx + r * cos(a):.0f} {cy + r * sin(a):.0f} {cx + r * cos(b):.0f} {cy + r * sin(b):.0f}Z" fill="{colour}"/>')
        return "".join(parts)

    return (
        '<rect x="-95" y="-115" width="190" height="230" fill="#b9ad92"/><path d="M-95 -115H10L-40 0L-95 -30Z" fill="#93876d"/><path d="M95 115H-20L40 20L95 40Z" fill="#857a63"/><path d="M95 -115V-20L30 -60Z" fill="#d2c8ae"/>'
        '<g stroke="#2c261c" stroke-width="2.5" stroke-linejoin="round">'
        '<path d="M-70 -10L-34 -84L-6 -84L-10 -10Z" fill="#8d6a3a"/><path d="M-6 -84L30 -92L58 -22L-10 -10Z" fill="#c79a5a"/><path d="M-34 -84L-6 -84L4 -46L-48 -40Z" fill="#e3c78f"/><path d="M30 -92L58 -22L22 -30Z" fill="#6f5733"/>'
        '<path d="M-16 -10L4 -12L12 40L-2 74L-20 60Z" fill="#54514a"/><path d="M4 -12L16 -6L22 66L-2 74L12 40Z" fill="#8b8577"/>'
        f'{fan(20, 74, 46, ("#6f5733", "#c79a5a", "#8d6a3a", "#e3c78f", "#54514a", "#a88a58"), 10)}<circle cx="20" cy="74" r="9" fill="#2c261c"/>'
        '<path d="M-76 66L-10 58L4 92L-64 100Z" fill="#a88a58"/></g>'
    )


LAMPS = (
    ("包豪斯", "管形和色", "几何块，红黄蓝黑", bauhaus),
    ("新艺术运动", "管线", "藤蔓一样的长弯", nouveau),
    ("浮世绘", "管轮廓和色", "黑边，平涂，渐层", ukiyoe),
    ("立体主义", "管视角", "几个角度拼一起", cubism),
)


def sheet(width: int, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        '<defs><clipPath id="panel"><rect x="-95" y="-115" width="190" height="230"/></clipPath></defs>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{inside}\n</svg>\n'
    )


def panel(n: int, x: float, y: float, scale: float) -> str:
    frame = '<rect x="-95" y="-115" width="190" height="230" fill="none" stroke="#13201b" stroke-width="3"/>'
    return f'<g transform="translate({x} {y}) scale({scale})"><g clip-path="url(#panel)">{LAMPS[n][3]()}</g>{frame}</g>'


def words(n: int, x: float, y: float, sizes: tuple[int, int]) -> str:
    name, rules, how, _ = LAMPS[n]
    big, small = sizes
    return (
        f'<text x="{x}" y="{y}" font-size="{big}" font-weight="700" fill="#13201b" text-anchor="middle">{name}</text>'
        f'<text x="{x}" y="{y + small + 8}" font-size="{small}" fill="#b02d15" text-anchor="middle">{rules}</text>'
        f'<text x="{x}" y="{y + 2 * small + 14}" font-size="{small}" fill="#33423b" text-anchor="middle">{how}</text>'
    )


def wide() -> str:
    return sheet(880, 350, "".join(panel(n, 115 + 217 * n, 135, 1) + words(n, 115 + 217 * n, 282, (22, 18)) for n in range(4)))


def narrow() -> str:
    places = [(95 + 170 * (n % 2), 118 + 290 * (n // 2)) for n in range(4)]
    return sheet(360, 590, "".join(panel(n, x, y, 0.82) + words(n, x, y + 120, (18, 15)) for n, (x, y) in enumerate(places)))


here = Path(__file__).parent
(here / "four-lamps.svg").write_text(wide(), encoding="utf-8")
(here / "four-lamps.narrow.svg").write_text(narrow(), encoding="utf-8")
