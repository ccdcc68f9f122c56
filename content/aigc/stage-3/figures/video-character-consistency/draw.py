"""Draws mask-size.svg: one person three times, under a mask too large, right and too small."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW = "#13201b", "#c5341a", "#f6c02b"


def person(x, buttons, seam):
    dots = "".join(f'<circle cx="{x}" cy="{310 + 26 * n}" r="7" fill="{INK}"/>' for n in range(buttons))
    ring = (
        f'<ellipse cx="{x}" cy="218" rx="32" ry="27" fill="#f0c9a0" stroke="{RED}" stroke-width="4"/>' if seam else ""
    )
    return (
        f'<path fill="#d3dad3" d="M{x - 105} 400Q{x - 100} 290 {x - 30} 278'
        f'L{x + 30} 278Q{x + 100} 290 {x + 105} 400Z"/>'
        f'<path d="M{x - 20} 245v36l20 16 20-16v-36Z" fill="#d9a679"/>'
        f'<ellipse cx="{x}" cy="205" rx="54" ry="62" fill="#d9a679"/>{ring}'
        f'<path d="M{x - 95} 172Q{x} 136 {x + 95} 172Q{x} 186 {x - 95} 172Z" fill="{YELLOW}"/>'
        f'<path d="M{x - 46} 158Q{x - 40} 112 {x} 110T{x + 46} 158" fill="{YELLOW}"/>'
        f'<g fill="{INK}" stroke="none">{dots}<circle cx="{x - 20}" cy="206" r="5"/>'
        f'<circle cx="{x + 20}" cy="206" r="5"/></g>'
        f'<path d="M{x - 14} 238h28" fill="none"/>'
    )


def mask(shape):
    return f'<g fill="{RED}" fill-opacity="0.14" stroke="{RED}" stroke-width="5" stroke-dasharray="14 9">{shape}</g>'


panels = [
    (150, "圈太大", "扣子也变了", 2, False, '<rect x="38" y="96" width="224" height="306" rx="20"/>'),
    (440, "正好", "只动了脸", 4, False, '<path d="M376 184Q440 196 504 184Q512 262 470 273H410Q368 262 376 184Z"/>'),
    (730, "圈太小", "留下一圈印", 4, True, '<ellipse cx="730" cy="218" rx="32" ry="27"/>'),
]
drawn = "\n".join(
    f'<rect x="{x - 135}" y="75" width="270" height="345" rx="10" fill="#ffffff" stroke="#d3dad3" stroke-width="3"/>'
    f'<g stroke="{INK}" stroke-width="3" stroke-linejoin="round">{person(x, buttons, seam)}</g>{mask(shape)}'
    f'<g font-size="34" fill="{INK}" text-anchor="middle"><text x="{x}" y="52" font-weight="700">{head}</text>'
    f'<text x="{x}" y="470">{foot}</text></g>'
    for x, head, foot, buttons, seam, shape in panels
)
Path(__file__).with_name("mask-size.svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 500" width="880" height="500" font-family="{FONT}">\n'
    "<title>修脸的圈画多大</title>\n"
    "<desc>同一个戴草帽的人画了三遍，虚线里是允许重画的地方。左边圈住整个上半身，四颗扣变成两颗；"
    "中间的圈比脸略大，避开帽檐和领口，四颗扣都在；右边的圈比脸还小，脸上留下一圈颜色不同的印。</desc>\n"
    f'<rect width="880" height="500" fill="#f4f6f2"/>\n{drawn}\n</svg>\n',
    encoding="utf-8",
)
