"""Draws one-turn.svg and one-turn.narrow.svg: how a turn of a text adventure changes the state, or does not."""

from pathlib import Path

HERE = Path(__file__).parent
FONT = "'PingFang SC','Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
INK, RED, YELLOW, PAPER = "#13201b", "#a12a14", "#f6c02b", "#f4f6f2"
TITLE = "一轮怎么走：状态只能靠变化来改"
DESC = (
    "玩家说一句，先看状态里有没有：东西在不在背包，地点到不到得了。不合规，状态照抄上一轮，说原因，回到选项。"
    "合规，记一笔变化，上一轮加变化等于这一轮，写出场景、选项、状态，再等玩家。"
)


def text(x, y, size, words, *, bold=False, fill=INK, anchor="middle"):
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{words}</text>'
    )


def box(x, y, width, height, fill="#ffffff", dash="", line=INK):
    dashed = ' stroke-dasharray="8 6"' if dash else ""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{fill}"'
        f' stroke="{line}" stroke-width="2"{dashed}/>'
    )


def down(x, y, length, colour=INK):
    end = y + length
    yield f'<path d="M{x} {y} V{end - 12}" fill="none" stroke="{colour}" stroke-width="3"/>'
    yield f'<polygon points="{x},{end} {x - 9},{end - 14} {x + 9},{end - 14}" fill="{colour}"/>'


def right(x, y, length, colour=INK):
    end = x + length
    yield f'<path d="M{x} {y} H{end - 12}" fill="none" stroke="{colour}" stroke-width="3"/>'
    yield f'<polygon points="{end},{y} {end - 14},{y - 9} {end - 14},{y + 9}" fill="{colour}"/>'


def wide():
    yield box(20, 40, 180, 92)
    yield text(110, 94, 24, "玩家说一句", bold=True)
    yield from right(202, 86, 34)
    yield box(240, 26, 240, 120, YELLOW)
    yield text(360, 66, 24, "状态里有吗？", bold=True)
    yield text(360, 100, 19, "东西在不在背包")
    yield text(360, 130, 19, "地点到不到得了")
    yield from right(482, 86, 66, RED)
    yield text(512, 72, 20, "没有", bold=True, fill=RED)
    yield box(552, 26, 308, 120, dash="yes", line=RED)
    yield text(706, 66, 22, "不执行，说一句为什么", bold=True, fill=RED)
    yield text(706, 100, 20, "状态照抄上一轮")
    yield text(706, 130, 20, "回到选项，等玩家")
    yield from down(360, 148, 54)
    yield text(376, 180, 20, "有", bold=True, anchor="start")
    yield box(240, 206, 240, 92)
    yield text(360, 242, 22, "记一笔「变化」", bold=True)
    yield text(360, 276, 19, "加减什么，为什么")
    yield from right(482, 252, 66)
    yield box(552, 206, 308, 92)
    yield text(706, 242, 22, "上一轮 + 变化 = 这一轮", bold=True)
    yield text(706, 276, 19, "写出场景、选项、状态")
    yield f'<path d="M706 300 V334 H110 V148" fill="none" stroke="{INK}" stroke-width="3"/>'
    yield f'<polygon points="110,134 101,148 119,148" fill="{INK}"/>'
    yield text(420, 326, 19, "再等玩家说下一句", bold=True)


def narrow():
    yield box(84, 12, 192, 48)
    yield text(180, 43, 18, "玩家说一句", bold=True)
    yield from down(180, 62, 28)
    yield box(50, 92, 260, 92, YELLOW)
    yield text(180, 122, 19, "状态里有吗？", bold=True)
    yield text(180, 148, 16, "东西在不在背包")
    yield text(180, 172, 16, "地点到不到得了")
    yield from down(90, 186, 38)
    yield text(102, 212, 17, "有", bold=True, anchor="start")
    yield from down(264, 186, 38, RED)
    yield text(276, 212, 17, "没有", bold=True, fill=RED, anchor="start")
    yield box(12, 226, 156, 82)
    yield text(90, 260, 18, "记一笔变化", bold=True)
    yield text(90, 288, 16, "加减什么，为什么")
    yield box(184, 226, 164, 120, dash="yes", line=RED)
    yield text(266, 256, 17, "不执行", bold=True, fill=RED)
    yield text(266, 284, 16, "说一句为什么")
    yield text(266, 308, 16, "状态照抄上一轮")
    yield text(266, 332, 16, "等玩家再说")
    yield from down(90, 310, 62)
    yield box(12, 374, 336, 82)
    yield text(180, 408, 20, "上一轮 + 变化 = 这一轮", bold=True)
    yield text(180, 438, 17, "写出场景、选项、状态，等玩家")


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
    write("one-turn.svg", 880, 350, wide())
    write("one-turn.narrow.svg", 360, 470, narrow())
