"""Draws ladder.svg and ladder.narrow.svg: which part of a picture each of five operations may change."""

from pathlib import Path

FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
STEPS = [
    ("重出", "全部都会变", "all"),
    ("变化", "大样留着，全图动", "all-light"),
    ("扩图", "只有画外变", "outside"),
    ("局部重绘", "只有圈里变", "patch"),
    ("放大", "内容尽量不变", "none"),
]


def scene(mark: str) -> str:
    """A lake with a crane on the right and a plastic duck on the left, 140 wide and 100 high."""
    frame = '<rect width="140" height="100" fill="#fff" stroke="#13201b" stroke-width="2.5"/>'
    lake = (
        '<path d="M1 62h138v37H1z" fill="#dfe7ea"/>'
        '<path d="M14 74h30M60 84h34M96 72h30" stroke="#9fb0b6" stroke-width="2"/>'
    )
    crane = (
        '<ellipse cx="98" cy="48" rx="17" ry="9" fill="#fff" stroke="#13201b" stroke-width="2.5"/>'
        '<path d="M112 44c4-10-2-16 4-24l10 3M94 57v24M102 57v24" fill="none" stroke="#13201b" stroke-width="2.5"/>'
        '<path d="M82 46l12-4-4 10z" fill="#13201b"/>'
    )
    duck = '<path d="M24 66c0 9 26 9 26-2l-9 1v-7a6 6 0 1 0-10 0v8z" fill="#f6c02b" stroke="#13201b" stroke-width="2"/>'
    area = {
        "all": '<rect x="2" y="2" width="136" height="96" fill="url(#lines)"/>',
        "all-light": '<rect x="2" y="2" width="136" height="96" fill="url(#dots)"/>',
        "patch": '<ellipse cx="37" cy="62" rx="26" ry="19" fill="url(#lines)" stroke="#c5341a" stroke-width="3"/>',
        "outside": "",
        "none": "",
    }[mark]
    if mark == "outside":
        inner = f'<g transform="translate(35,25) scale(.5)">{frame}{lake}{crane}{duck}</g>'
        return f'<rect width="140" height="100" fill="url(#lines)" stroke="#c5341a" stroke-width="2.5"/>{inner}'
    if mark == "none":
        arrows = '<path d="M10 24V10h14M130 76v14h-14" fill="none" stroke="#13201b" stroke-width="4"/>'
        return frame + lake + crane + duck + arrows
    return frame + lake + crane + duck + area


def svg(width: int, height: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">\n'
        '<title id="t">五种改法，各许变哪里</title>\n'
        '<desc id="d">同一张湖边白鹤图重复五次，红色斜线盖住的是允许变的地方：重出盖住全图，变化用稀疏的点盖住全图，'
        "扩图盖住画框外面，局部重绘只圈住塑料鸭，放大一处也不盖。</desc>\n"
        '<defs><pattern id="lines" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path d="M0 0v9" stroke="#c5341a" stroke-width="4" opacity=".55"/></pattern>'
        '<pattern id="dots" width="14" height="14" patternUnits="userSpaceOnUse">'
        '<circle cx="7" cy="7" r="3" fill="#c5341a" opacity=".6"/></pattern></defs>\n'
        f'<rect width="{width}" height="{height}" fill="#f4f6f2"/>\n{body}</svg>\n'
    )


def wide() -> str:
    parts = ['<text x="24" y="38" font-size="21" fill="#a42a14">红色盖住的地方会变</text>\n']
    for place, (name, note, mark) in enumerate(STEPS):
        x = 24 + place * 170
        parts.append(f'<g transform="translate({x},58) scale(1.07)">{scene(mark)}</g>\n')
        parts.append(
            f'<text x="{x}" y="198" font-size="23" font-weight="700" fill="#13201b">{place + 1} {name}</text>\n'
        )
        parts.append(f'<text x="{x}" y="228" font-size="18" fill="#33423b">{note}</text>\n')
    parts.append(
        '<path d="M24 262h812" stroke="#13201b" stroke-width="4"/><path d="M834 252l20 10-20 10z" fill="#13201b"/>\n'
    )
    parts.append('<text x="24" y="296" font-size="20" fill="#13201b">动得多，先做</text>')
    parts.append('<text x="836" y="296" font-size="20" fill="#13201b" text-anchor="end">动得少，后做</text>\n')
    return svg(880, 316, "".join(parts))


def narrow() -> str:
    parts = ['<text x="16" y="30" font-size="17" fill="#a42a14">红色盖住的地方会变</text>\n']
    for place, (name, note, mark) in enumerate(STEPS):
        y = 44 + place * 112
        parts.append(f'<g transform="translate(16,{y})">{scene(mark)}</g>\n')
        parts.append(
            f'<text x="172" y="{y + 44}" font-size="20" font-weight="700" fill="#13201b">{place + 1} {name}</text>\n'
        )
        parts.append(f'<text x="172" y="{y + 72}" font-size="17" fill="#33423b">{note}</text>\n')
    end = 44 + 5 * 112
    parts.append(
        f'<text x="16" y="{end + 18}" font-size="16" fill="#13201b">从上往下做：动得多的先做，动得少的后做</text>\n'
    )
    return svg(360, end + 34, "".join(parts))


if __name__ == "__main__":
    here = Path(__file__).parent
    (here / "ladder.svg").write_text(wide(), encoding="utf-8")
    (here / "ladder.narrow.svg").write_text(narrow(), encoding="utf-8")
