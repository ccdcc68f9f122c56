"""Draws same-face.svg: one face twice, after a train that leaves and after a glove that came back."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW = "#13201b", "#c5341a", "#f6c02b"

FACE = (
    '<path fill="#d9a679" d="M625 {a}Q630 {b} 695 {b}T765 {a}V{c}Q760 {d} 695 {e}Q630 {d} 625 {c}Z"/>'
    '<path fill="#d3dad3" d="M622 {a}Q618 {f} 695 {f}T768 {a}L752 {g}Q695 {h} 638 {g}Z"/>'
    '<g fill="none"><path d="M648 {i}q16-10 32-2M712 {j}q16-8 32 2"/><path d="M668 {k}h54"/></g>'
    f'<g fill="{INK}"><circle cx="665" cy="{{l}}" r="6"/><circle cx="729" cy="{{l}}" r="6"/></g>'
)


def face(top):
    at = {"a": 95, "b": 40, "c": 150, "d": 205, "e": 210, "f": 30, "g": 80, "h": 62, "i": 108, "j": 106, "k": 176}
    return FACE.format(**{name: top + down for name, down in at.items()}, l=top + 126)


def row(top, before, says):
    return (
        f'<g stroke="{INK}" stroke-width="3" stroke-linejoin="round">'
        f'<rect x="30" y="{top}" width="380" height="240" rx="8" fill="#ffffff"/>'
        f'<rect x="510" y="{top}" width="340" height="240" rx="8" fill="#ffffff"/>'
        f'{before}{face(top)}</g><path d="M428 {top + 120}h46m-18-16l18 16-18 16" fill="none" '
        f'stroke="{INK}" stroke-width="5"/><text x="30" y="{top + 286}">{says}</text>'
    )


train = (
    f'<path fill="{YELLOW}" d="M120 150h250v76H120q-34 0-34-34 0-42 34-42Z"/>'
    '<g fill="#f4f6f2"><rect x="140" y="166" width="50" height="28"/><rect x="215" y="166" width="50" height="28"/>'
    '<rect x="290" y="166" width="50" height="28"/></g>'
    f'<path d="M40 246h360" fill="none"/><path d="M390 120h-60m16-12l-16 12 16 12" fill="none" stroke="{RED}"/>'
)
glove = (
    '<path fill="#d3dad3" d="M150 640q-10-70 0-110 4-14 18-14t16 16v-26q0-16 17-16t17 16v-8q0-16 17-16t17 16v14'
    'q0-14 16-14t16 16v56q14-30 30-30 20 4 10 26l-34 70Z"/>'
    f'<g fill="none" stroke="{RED}" stroke-width="5"><path d="M190 584l34 30M224 584l-34 30M206 576v46"/></g>'
)
Path(__file__).with_name("same-face.svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 740" width="880" height="740" font-family="{FONT}">\n'
    "<title>同一张脸，前一镜不同</title>\n"
    "<desc>两行画面。右边是一模一样的一张脸：眉毛略抬，嘴闭着。上行的前一镜是一列开走的火车，"
    "多半读成没赶上；下行的前一镜是一只掌心补过红线的手套，多半读成找到了。</desc>\n"
    f'<rect width="880" height="740" fill="#f4f6f2"/>\n<g font-size="34" fill="{INK}">\n'
    f"{row(40, train, '车开走了，脸没变：没赶上？')}\n"
    f"{row(400, glove, '手套找到了，脸没变：认出来了？')}\n</g>\n</svg>\n",
    encoding="utf-8",
)
