import pytest

from courses.advice import pictures

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 300" font-family="sans-serif">'
    "<title>图</title><desc>说明</desc>{inside}</svg>"
)


def said_of(inside: str, *, width: int = 880, name: str = "x.svg", narrow: bool = True) -> str:
    files = {name: SVG.format(width=width, inside=inside)}
    if narrow and name == "x.svg":
        files["x.narrow.svg"] = SVG.format(width=360, inside="")
    return "\n".join(f"{problem.path}: {problem.mend}" for problem in pictures.advise(files))


def test_a_drawing_that_can_be_read_needs_no_advice():
    assert said_of('<text font-size="15">字</text>') == ""


@pytest.mark.parametrize(
    "inside",
    [
        '<text font-size="14">字</text>',
        '<text font-size="14px">字</text>',
        '<g font-size="14"><text>字</text></g>',
        '<g font-size="20"><text><tspan style="font-size: 14px">字</tspan></text></g>',
        '<style>.small { font-size: 14px }</style><text class="big small">字</text>',
        '<style>g text.small, .x { font: 700 14px/1.5 sans-serif }</style><text class="small">字</text>',
        '<text style="fill: #000; font-size: 14">字</text>',
        "<style>text { font-size: 14px }</style><text>字</text>",
        '<g transform="translate(2 2) scale(0.7)"><text font-size="20">字</text></g>',
    ],
)
def test_small_words_are_found_however_their_size_is_said(inside):
    assert said_of(inside) == "x.svg: 最小的字折算到 880 宽是 14.0，至少 15"


def test_a_size_counts_against_the_width_of_the_canvas():
    assert said_of('<text font-size="20">字</text>', width=1760) == "x.svg: 最小的字折算到 880 宽是 10.0，至少 15"


def test_small_words_want_a_narrow_drawing_for_the_phone():
    assert said_of('<text font-size="22">字</text>', narrow=False) == (
        "x.svg: 手机上最小的字只有 8.0 像素，至少 12；放大，或画一张 360 宽的同名 .narrow.svg"
    )


def test_big_words_need_no_narrow_drawing():
    assert said_of('<text font-size="33">字</text>', narrow=False) == ""


def test_a_narrow_drawing_is_360_wide():
    assert said_of("", width=400, name="x.narrow.svg") == "x.narrow.svg: 窄图的 viewBox 宽 360，现在是 400"


def test_the_words_of_a_narrow_drawing_are_big_enough():
    said = said_of('<text font-size="13.5">字</text>', width=360, name="x.narrow.svg")
    assert said == "x.narrow.svg: 最小的字是 13.5，窄图至少 14"


def test_a_drawing_without_words_has_nothing_to_read():
    assert said_of('<rect font-size="2"/><text font-size="2"> </text>', narrow=False) == ""


def test_a_drawing_names_its_font():
    files = {
        "x.svg": SVG.replace(' font-family="sans-serif"', "").format(width=880, inside="<text font-size='40'>字</text>")
    }
    assert [problem.mend for problem in pictures.advise(files)] == [
        "没有写 font-family；用系统自带的中文字体，最后加 sans-serif"
    ]


def test_a_drawing_that_breaks_a_rule_is_left_to_the_rules():
    assert list(pictures.advise({"x.svg": "<svg><text font-size='2'>字</text></svg>"})) == []
