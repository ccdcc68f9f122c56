import pytest

from courses import figures

GOOD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 300"><title>图</title><desc>说明</desc>{}</svg>'


def said_of(text: str) -> str:
    return "\n".join(str(problem) for problem in figures.check("a.svg", text))


def test_a_plain_drawing_passes():
    assert said_of(GOOD.format('<defs><path id="p"/></defs><use href="#p"/><rect fill="url(#g)"/>')) == ""


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "不能有 <script>"),
        ('<a href="https://example.com"/>', "不能有 <a>"),
        ('<image href="data:image/png;base64,x"/>', "不能有 <image>"),
        ("<foreignObject/>", "不能有 <foreignObject>"),
        ('<rect onload="x()"/>', "不能有 onload 属性"),
        ('<use href="https://example.com/x.svg#a"/>', "href 不能引用外面的东西"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg"/>', "href 不能引用外面的东西"),
        ("<style>@import 'x.css';</style>", "<style> 里不能引用外面的东西"),
        ('<rect fill="url(https://example.com)"/>', "fill 不能引用外面的东西"),
        ('<set attributeName="href"/>', "不能有 <set>"),
        ("<g>", "不是能读的 SVG"),
        ("x" * 21_000, "图有 21 KB，最多 20 KB"),
    ],
)
def test_what_could_run_or_load_is_refused(inside, said):
    assert said in said_of(GOOD.format(inside))


def test_entities_are_refused_before_they_are_read():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + GOOD.format("&b;")
    assert said_of(bomb) == "a.svg:1: file: 去掉 <!DOCTYPE、<!ENTITY 和 <?xml-stylesheet"


@pytest.mark.parametrize("missing", ["<title>图</title>", "<desc>说明</desc>", ' viewBox="0 0 880 300"'])
def test_a_drawing_says_what_it_shows(missing):
    assert said_of(GOOD.format("").replace(missing, "")) != ""
