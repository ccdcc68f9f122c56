"""Draws percentile.svg and percentile.narrow.svg: what a percentile needs, and a claim that has none of it."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER, LINE = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2", "#d3dad3"
TITLE = "百分位要三样东西"
DESC = (
    "左边是身高：二十根竖条从矮到高排成一队，第六根涂成黄色。三样都有：量的是身高，用厘米；"
    "和同月龄的孩子比；有公开的国家标准。百分位站得住。"
    "右边是入园哭闹：没有队伍，只有一个虚线框和问号。量的是什么、和谁比、谁量的，三样都答不出。百分位站不住。"
)
HAVE = [("量的是", "身高，厘米"), ("和谁比", "同月龄的孩子"), ("谁量的", "公开的国家标准")]
LACK = [("量的是", "？"), ("和谁比", "？"), ("谁量的", "？")]


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def panel(x, y, width, height):
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="#ffffff" stroke="{INK}"'
        ' stroke-width="2"/>'
    )


def queue(x, floor, step):
    for i in range(20):
        height = 30 + 2.6 * i
        fill = YELLOW if i == 5 else LINE
        yield (
            f'<rect x="{x + step * i}" y="{floor - height:.1f}" width="{step - 5}" height="{height:.1f}"'
            f' fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'
        )


def nothing(x, y, width, height, size):
    yield (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{PAPER}" stroke="{INK}"'
        ' stroke-width="2" stroke-dasharray="7 6"/>'
    )
    yield text(x + width / 2, y + height / 2 + size * 0.36, size, "没有人排过这一队")


def rows(x, right, y, step, size, pairs, fill):
    for i, (name, value) in enumerate(pairs):
        yield text(x, y + step * i, size, name, anchor="start")
        yield text(right, y + step * i, size, value, bold=True, fill=fill, anchor="end")


def wide():
    for x, name, pairs, fill, verdict in (
        (16, "身高：第 30 百分位", HAVE, INK, "站得住：拿得出表"),
        (448, "入园哭闹：第 30 百分位", LACK, RED, "站不住：数字请撤"),
    ):
        yield panel(x, 16, 416, 322)
        yield text(x + 208, 54, 21, name, bold=True)
        if pairs is HAVE:
            yield from queue(x + 30, 166, 18)
        else:
            yield from nothing(x + 30, 84, 356, 82, 20)
        yield from rows(x + 36, x + 380, 208, 34, 20, pairs, fill)
        yield f'<path d="M{x + 30} 288 H{x + 386}" stroke="{LINE}" stroke-width="2"/>'
        yield text(x + 208, 322, 21, verdict, bold=True, fill=fill)


def narrow():
    for y, name, pairs, fill, verdict in (
        (10, "身高：第 30 百分位", HAVE, INK, "站得住：拿得出表"),
        (310, "入园哭闹：第 30 百分位", LACK, RED, "站不住：数字请撤"),
    ):
        yield panel(10, y, 340, 286)
        yield text(180, y + 34, 18, name, bold=True)
        if pairs is HAVE:
            yield from queue(32, y + 138, 15)
        else:
            yield from nothing(32, y + 58, 296, 78, 17)
        yield from rows(32, 328, y + 172, 30, 17, pairs, fill)
        yield f'<path d="M32 {y + 244} H328" stroke="{LINE}" stroke-width="2"/>'
        yield text(180, y + 272, 18, verdict, bold=True, fill=fill)


def write(name, width, height, parts):
    body = "\n  ".join(parts)
    (HERE / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="t d" font-family="{FONT}">\n'
        f'  <title id="t">{TITLE}</title>\n  <desc id="d">{DESC}</desc>\n'
        f'  <rect width="{width}" height="{height}" fill="{PAPER}"/>\n  {body}\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    write("percentile.svg", 880, 354, wide())
    write("percentile.narrow.svg", 360, 608, narrow())
