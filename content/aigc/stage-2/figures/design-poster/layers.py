"""Draws layers.svg and layers.narrow.svg: a poster with its three layers, trim, bleed and safe area, and how it looks from afar."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
TITLE = "一张海报的三层和三条边线"
DESC = (
    "左边是一张竖版海报：红色虚线是出血边，黑线是裁切线，绿色虚线是安全区。上方空墙里放标题，中间是跳舞的两个人影作主视觉，"
    "下方一小块放时间地点。右边是同一张海报缩得很小，只看得清标题和人影，小字看不清。"
)


def poster(detail: bool) -> str:
    """On a sheet of 300 by 424 units with 12 units of bleed around."""
    parts = [
        '<rect x="-12" y="-12" width="324" height="448" fill="#f3d9a0"/>',
        '<path d="M-12 300h324v136h-324z" fill="#8a4b2f"/>',
        '<circle cx="150" cy="205" r="78" fill="#f6c02b"/>',
        '<g fill="#13201b"><circle cx="128" cy="172" r="13"/><path d="M112 192c10-8 26-8 34 0l6 58-12 70h-22l-2-58-10-30z"/>'
        '<path d="M140 200l42-22 4 9-40 26z"/><circle cx="176" cy="176" r="12"/>'
        '<path d="M162 194c10-6 22-4 28 4l-4 44 26 78h-62l16-74z"/><path d="M186 198l24 24-26 18-4-8 14-10-14-14z"/></g>',
        '<text x="150" y="80" font-size="60" font-weight="700" fill="#13201b" text-anchor="middle">来跳舞</text>',
    ]
    if detail:
        parts.append('<g fill="#ffffff" font-size="20"><text x="150" y="362" text-anchor="middle">周日晚七点</text><text x="150" y="390" text-anchor="middle">老厂俱乐部</text></g>')
    else:
        parts.append('<path d="M100 352h100v9h-100zM100 378h100v9h-100z" fill="#ffffff"/>')
    return "".join(parts)


LINES = (
    '<rect x="-12" y="-12" width="324" height="448" fill="none" stroke="#c5341a" stroke-width="3" stroke-dasharray="9 6"/>'
    '<rect width="300" height="424" fill="none" stroke="#13201b" stroke-width="3"/>'
    '<rect x="18" y="18" width="264" height="388" fill="none" stroke="#14683a" stroke-width="3" stroke-dasharray="3 5"/>'
)


def sheet(width: int, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{TITLE}</title>\n<desc id="d">{DESC}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{inside}\n</svg>\n'
    )


def wide() -> str:
    parts = [f'<g transform="translate(250 32)">{poster(True)}{LINES}</g>']
    parts.append('<g font-size="22" font-weight="700" fill="#13201b">')
    for x, y, words, anchor in ((220, 100, "① 标题", "end"), (220, 240, "② 主视觉", "end"), (220, 390, "③ 信息", "end")):
        parts.append(f'<text x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>')
    parts.append("</g><g font-size=\"18\" fill=\"#33423b\">")
    for y, words in ((126, "隔着马路看得见"), (266, "一眼知道是什么事"), (416, "走近了再读")):
        parts.append(f'<text x="220" y="{y}" text-anchor="end">{words}</text>')
    for y, colour, words in ((52, "#c5341a", "红虚线：出血，会被裁掉"), (86, "#13201b", "黑线：裁切线"), (120, "#14683a", "绿虚线：字都在它里面")):
        parts.append(f'<text x="592" y="{y}" fill="{colour}">{words}</text>')
    parts.append("</g>")
    parts.append('<text x="700" y="196" font-size="22" font-weight="700" fill="#13201b" text-anchor="middle">缩到邮票大再看</text>')
    parts.append(f'<g transform="translate(648 222) scale(.35)">{poster(False)}</g>')
    parts.append('<text x="700" y="410" font-size="18" fill="#33423b" text-anchor="middle">还读得出标题，就过关</text>')
    parts.append('<text x="700" y="436" font-size="18" fill="#33423b" text-anchor="middle">小字看不清，是正常的</text>')
    return sheet(880, 490, "".join(parts))


def narrow() -> str:
    parts = [f'<g transform="translate(64 24) scale(.77)">{poster(True)}{LINES}</g>']
    parts.append('<g fill="#c5341a"><circle cx="40" cy="76" r="14"/><circle cx="40" cy="180" r="14"/><circle cx="40" cy="308" r="14"/></g>')
    parts.append('<g fill="#ffffff" font-size="16" font-weight="700" text-anchor="middle"><text x="40" y="82">1</text><text x="40" y="186">2</text><text x="40" y="314">3</text></g>')
    parts.append('<g font-size="16" fill="#13201b">')
    for y, words in ((400, "1 标题：隔着马路看得见"), (428, "2 主视觉：一眼知道是什么事"), (456, "3 信息：走近了再读")):
        parts.append(f'<text x="20" y="{y}">{words}</text>')
    for y, colour, words in ((494, "#c5341a", "红虚线：出血，会被裁掉"), (522, "#13201b", "黑线：裁切线"), (550, "#14683a", "绿虚线：字都在它里面")):
        parts.append(f'<text x="20" y="{y}" fill="{colour}">{words}</text>')
    parts.append(f'</g><g transform="translate(26 590) scale(.3)">{poster(False)}</g>')
    parts.append('<g font-size="16" fill="#13201b"><text x="140" y="620" font-weight="700">缩到邮票大再看</text><text x="140" y="650">还读得出标题，</text><text x="140" y="674">就过关。小字看</text><text x="140" y="698">不清，是正常的。</text></g>')
    return sheet(360, 740, "".join(parts))


here = Path(__file__).parent
(here / "layers.svg").write_text(wide(), encoding="utf-8")
(here / "layers.narrow.svg").write_text(narrow(), encoding="utf-8")
