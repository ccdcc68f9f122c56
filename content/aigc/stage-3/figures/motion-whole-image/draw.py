"""Draws six-moves.svg: what the camera sees at the end of six moves, and how much of it lies outside the picture."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW = "#13201b", "#c5341a", "#f6c02b"
WIDE, HIGH = 150, 100

# name, what the end costs, the end frame as left, top, width and height beside the picture
MOVES = [
    ("固定", "图里", (0, 0, WIDE, HIGH)),
    ("推近", "图里", (40, 26, 70, 47)),
    ("拉远", "四边要编", (-45, -30, WIDE + 90, HIGH + 60)),
    ("摇移", "一边要编", (-42, 0, WIDE, HIGH)),
    ("升降", "一边要编", (0, -42, WIDE, HIGH)),
    ("环绕", "背面要编", None),
]


def panel(number, name, cost, end):
    left, top = 30 + 285 * (number % 3), 30 + 330 * (number // 3)
    x, y = left + 50, top + 60
    picture = (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" fill="#d3dad3"/>'
        f'<path d="M{x + 75} {y + 30}q20 0 14 24q18 34-14 34t-14-34q-6-24 14-24Z" fill="{YELLOW}"/>'
    )
    if end:
        a, b, w, h = end
        outside = f'<rect x="{x + a}" y="{y + b}" width="{w}" height="{h}" fill="url(#made)" stroke="none"/>'
        seen = f'<rect x="{x + a}" y="{y + b}" width="{w}" height="{h}" fill="none" stroke-dasharray="11 8"/>'
    else:
        outside = ""
        seen = (
            f'<path d="M{x + 12} {y + 92}Q{x + 75} {y + 150} {x + 138} {y + 92}m-6 20l6-20-21 4" fill="none"/>'
            f'<text x="{x + 150}" y="{y + 12}" font-size="60" font-weight="700" fill="{RED}" stroke="none">?</text>'
        )
    return (
        f'<g stroke="{INK}" stroke-width="3" stroke-linejoin="round">'
        f'<rect x="{left}" y="{top}" width="250" height="215" rx="8" fill="#ffffff" stroke="#d3dad3"/>'
        f'{outside}{picture}</g><g stroke="{INK}" stroke-width="5" stroke-linejoin="round">{seen}</g>'
        f'<text x="{left}" y="{top + 262}">{name}：{cost}</text>'
    )


drawn = "\n".join(panel(number, *move) for number, move in enumerate(MOVES))
Path(__file__).with_name("six-moves.svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 650" width="880" height="650" font-family="{FONT}">\n'
    "<title>六种运镜，停下时框住哪里</title>\n"
    "<desc>六格。灰块是原图，图里一只葫芦；粗虚线框是镜头停下时看到的范围；斜线是图外、要编的部分。"
    "固定和推近的框都在图里；拉远的框四边露出图外；摇和移露出左边；升降露出上边；环绕画着转向背面的箭头和问号。</desc>\n"
    '<defs><pattern id="made" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="14" height="14" fill="#ffffff"/><rect width="6" height="14" fill="{RED}"/></pattern></defs>\n'
    f'<rect width="880" height="650" fill="#f4f6f2"/>\n<g font-size="34" fill="{INK}">\n{drawn}\n</g>\n</svg>\n',
    encoding="utf-8",
)
