"""Draws table-edge.svg: two pairs of first and last frames, one whose tables meet and one whose tables do not."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW = "#13201b", "#c5341a", "#f6c02b"


def frame(x, y, table, bowl=""):
    return f'<rect x="{x}" y="{y}" width="300" height="220" rx="8" fill="#ffffff"/>{table}{bowl}'


def table(x, y, width, legs):
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="20" fill="{RED}"/>'
        f'<path d="M{x + 16} {y + 20}v{legs}M{x + width - 16} {y + 20}v{legs}" fill="none"/>'
    )


def bowl(x, y, size):
    return (
        f'<path d="M{x - size} {y - size}h{2 * size}q0 {size} {-0.5 * size} {size}h{-size}q{-0.5 * size} 0 '
        f'{-0.5 * size} {-size}Z" fill="{YELLOW}"/>'
    )


rows = [
    (70, table(100, 200, 200, 56), table(570, 200, 200, 56), bowl(670, 200, 40)),
    (400, table(100, 530, 200, 56), table(548, 500, 244, 86), bowl(670, 500, 50)),
]
drawn = "".join(
    f'<g stroke="{INK}" stroke-width="3" stroke-linejoin="round">{frame(50, y, first)}{frame(520, y, last, dish)}</g>'
    f'<path d="M368 {y + 60}h116m-18-16l18 16-18 16" fill="none" stroke="{INK}" stroke-width="5"/>'
    for y, first, last, dish in rows
)
Path(__file__).with_name("table-edge.svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 720" width="880" height="720" font-family="{FONT}">\n'
    "<title>首尾两张，桌边对不对得上</title>\n"
    "<desc>两对画面。上面一对，首帧一张空桌，尾帧同一张桌子在同一处，多了一只碗，虚线从首帧的桌边连到尾帧的桌边，"
    "是一条直线，打勾。下面一对，尾帧的桌子变大变高，首帧桌边的虚线延长过去对不上，打叉，写着镜头会被迫推近。</desc>\n"
    f'<rect width="880" height="720" fill="#f4f6f2"/>\n{drawn}\n'
    f'<g stroke="{INK}" stroke-width="4" stroke-dasharray="12 9"><path d="M60 200h750"/><path d="M60 530h750"/></g>\n'
    f'<g font-size="34" fill="{INK}"><text x="166" y="50">首帧</text><text x="636" y="50">尾帧</text>'
    '<text x="50" y="340">桌边一条线，只多了一只碗</text><text x="50" y="670">桌边对不上，镜头只好推近</text></g>\n'
    f'<g fill="none" stroke-width="8" stroke-linecap="round"><path d="M760 326l16 18 32-38" stroke="{INK}"/>'
    f'<path d="M766 640l36 36m0-36l-36 36" stroke="{RED}"/></g>\n</svg>\n',
    encoding="utf-8",
)
