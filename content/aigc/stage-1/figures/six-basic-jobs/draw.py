"""Draws distance.svg and distance.narrow.svg: six jobs on a ruler, near to far from the source text."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, PAPER = "#13201b", "#a12a14", "#f4f6f2"
TITLE = "六件基本活离原文有多远"
DESC = (
    "一把尺子从紧贴原文排到远离原文，依次是抽取、分类、提炼、改写、推理、生成。"
    "核对办法依次是：原文里搜得到；编号不缺、标签在清单里；每句指回第几条；"
    "数字、时间、人名逐个对；问依据、找反例；补出处、由你定稿。"
    "前两件查一查就知道，中间两件要对照着读，后两件要靠你判断。"
)
JOBS = [
    ("抽取", ["原文里", "搜得到"], ""),
    ("分类", ["编号不缺", "标签在清单里"], "，"),
    ("提炼", ["每句指回", "第几条"], ""),
    ("改写", ["数字、时间", "人名逐个对"], "、"),
    ("推理", ["问依据", "找反例"], "，"),
    ("生成", ["补出处", "由你定稿"], "，"),
]
GROUPS = [("查一查就知道", "#ffffff"), ("对照着读", "#fff3cf"), ("靠你判断", "#f6c02b")]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, fill):
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}"'
        f' stroke="{INK}" stroke-width="2"/>'
    )


def wide():
    yield text(24, 36, 19, "紧贴原文", bold=True, fill=RED, anchor="start")
    yield text(860, 36, 19, "离原文越来越远", bold=True, fill=RED, anchor="end")
    for i, (job, check, _) in enumerate(JOBS):
        x = 20 + 140 * i + 4 * (i // 2)
        yield box(x, 56, 132, 138, GROUPS[i // 2][1])
        yield text(x + 66, 96, 25, job, bold=True)
        yield text(x + 66, 138, 18, check[0])
        yield text(x + 66, 166, 18, check[1])
    yield '<path d="M24 224 H838" stroke="#c5341a" stroke-width="4"/>'
    yield '<polygon points="862,224 838,214 838,234" fill="#c5341a"/>'
    for i, (words, _) in enumerate(GROUPS):
        left = 20 + 284 * i
        yield f'<path d="M{left} 256 v10 h272 v-10" fill="none" stroke="{INK}" stroke-width="2"/>'
        yield text(left + 136, 294, 19, words, bold=True)


def narrow():
    yield text(16, 32, 17, "紧贴原文", bold=True, fill=RED, anchor="start")
    y = 46
    for i, (job, check, joint) in enumerate(JOBS):
        if i % 2 == 0:
            yield text(198, y + 20, 17, GROUPS[i // 2][0], bold=True)
            y += 30
        yield box(52, y, 292, 52, GROUPS[i // 2][1])
        yield text(68, y + 34, 21, job, bold=True, anchor="start")
        yield text(332, y + 33, 16, joint.join(check), anchor="end")
        y += 60 if i % 2 == 0 else 66
    yield f'<path d="M26 48 V{y - 26}" stroke="#c5341a" stroke-width="4"/>'
    yield f'<polygon points="26,{y - 4} 16,{y - 28} 36,{y - 28}" fill="#c5341a"/>'
    yield text(16, y + 22, 17, "离原文越来越远", bold=True, fill=RED, anchor="start")


def save(name, width, height, parts):
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="t d" font-family="{FONT}">',
        f'  <title id="t">{TITLE}</title>',
        f'  <desc id="d">{DESC}</desc>',
        f'  <rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *(f"  {part}" for part in parts),
        "</svg>",
    ]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


save("distance.svg", 880, 312, wide())
save("distance.narrow.svg", 360, 554, narrow())
