"""Lesson text becomes the HTML we mean, and nothing an author or a model writes becomes anything else."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from courses import markup

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 330"></svg>'
FIGURE = "figures/role/card.svg"
NARROW = "figures/role/card.narrow.svg"
CONTEXT = markup.Context(
    terms={"token": "词元"},
    hotlines={"12356": "全国统一心理援助热线"},
    files={FIGURE: SVG, "code/role/rename.py": "print('<b>')\n"},
    file_url=lambda path: f"/courses/aigc/1/role/{path}",
    glossary_url="/courses/aigc/glossary/",
)


class Seen(HTMLParser):
    """What a browser would find in the HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.addresses.update(value for name, value in attrs if name in {"href", "src", "srcset"})


def render(body, context=CONTEXT):
    reference = SimpleNamespace(id="r1", title="一份报告")
    return markup.render_body(SimpleNamespace(slug="role", body=body, references=(reference,)), context=context)


def html_of(body, context=CONTEXT):
    return "".join(part.get("html", "") for part in render(body, context).parts)


# --- What authors write ------------------------------------------------------------------------


def test_slots_cut_the_page_where_tasks_and_quiz_stand():
    parts = render("前\n\n[[practice:p1]]\n\n中\n\n[[quiz]]\n\n后").parts
    assert parts == [
        {"html": "<p>前</p>"},
        {"practice": "p1"},
        {"html": "<p>中</p>"},
        {"quiz": True},
        {"html": "<p>后</p>"},
    ]


def test_two_slots_on_neighbouring_lines_are_two_slots():
    assert render("[[practice:p1]]\n[[practice:p2]]").parts == [{"practice": "p1"}, {"practice": "p2"}]


def test_a_slot_inside_a_quote_does_not_cut_the_quote():
    parts = render("> [[practice:p1]]").parts
    assert len(parts) == 1 and "<blockquote>" in parts[0]["html"]


def test_a_heading_keeps_the_anchor_its_author_chose():
    rendered = render("## 核心想法：一件事 {#core-idea}")
    assert rendered.headings == [{"id": "core-idea", "text": "核心想法：一件事", "level": 2}]
    assert '<h2 id="core-idea">核心想法：一件事</h2>' in rendered.parts[0]["html"]


def test_a_heading_without_anchor_gets_one_in_its_own_script():
    assert render("### 四句追问").headings[0]["id"] == "四句追问"


def test_two_equal_headings_get_two_anchors():
    assert len({heading["id"] for heading in render("## 甲\n\n## 甲").headings}) == 2


def test_a_reference_links_to_the_list_by_its_number():
    assert '<a aria-label="参考资料 1：一份报告" href="#ref-r1">1</a>' in html_of("没有提高 [[ref:r1]]。")


def test_a_term_links_to_the_glossary_with_its_word():
    assert '<a class="term" href="/courses/aigc/glossary/#token">词元</a>' in html_of("[[term:token]]")


def test_a_hotline_can_be_dialled_and_says_its_name():
    html = html_of("拨打 [[hotline:12356]]")
    assert '<a href="tel:12356">12356</a>（全国统一心理援助热线）' in html


@pytest.mark.parametrize("mark", ["ref:r9", "term:nothing", "hotline:999", "code:none.py"])
def test_a_mark_that_leads_nowhere_stays_as_typed_and_is_named(mark):
    rendered = render(f"[[{mark}]]")
    assert rendered.unresolved == [mark]
    assert f"[[{mark}]]" in rendered.parts[0]["html"]


def test_a_mark_in_code_is_text():
    assert "<code>[[ref:r1]]</code>" in html_of("`[[ref:r1]]`")


def test_a_text_block_is_a_prompt_with_a_copy_button():
    html = html_of("```text\n你是 <谁>？\n```")
    assert '<div class="prompt">' in html and "data-copy" in html
    assert "<pre>你是 &lt;谁&gt;？</pre>" in html


def test_a_script_is_shown_as_it_is_with_a_link_to_the_file():
    html = html_of("[[code:rename.py]]")
    assert '<a href="/courses/aigc/1/role/code/role/rename.py">rename.py</a>' in html
    assert "&lt;b&gt;" in html and "<b>" not in html


def test_a_long_script_is_folded_and_says_how_long_it_is():
    html = html_of("```python\n" + "print()\n" * 40 + "```")
    assert "<details><summary>展开 40 行</summary><pre" in html


def test_a_short_script_stands_open():
    assert "<details>" not in html_of("```python\nprint()\n```")


def test_code_is_coloured_by_classes_and_never_by_style():
    html = html_of("```python\nimport os\n```")
    assert 'class="kn"' in html and "style=" not in html


@pytest.mark.parametrize(("kind", "title"), [("TIP", "小提示"), ("WARNING", "留意"), ("SAFETY", "先顾好自己")])
def test_each_callout_says_in_words_what_it_is(kind, title):
    html = html_of(f"> [!{kind}]\n> 先停下。")
    assert f'<div class="callout {kind.lower()}" role="note">' in html
    assert f'<p class="callout-t">{title}</p>' in html


def test_two_callouts_in_a_row_stay_two():
    assert html_of("> [!TIP]\n> 一\n\n> [!SAFETY]\n> 二").count('role="note"') == 2


def test_a_table_stands_in_a_scroll_region_named_by_its_heads():
    html = html_of("| 现象 | 补救 |\n| --- | --- |\n| 空 | 改 |")
    assert 'aria-label="表格：现象、补救"' in html and 'tabindex="0"' in html
    assert '<th scope="col">现象</th>' in html


def test_a_figure_knows_its_size_and_says_what_it_shows():
    html = html_of(f"![五个部分]({FIGURE})")
    assert html.startswith("<figure>") and 'alt="五个部分"' in html
    assert 'width="880"' in html and 'height="330"' in html
    assert "<source" not in html


def test_a_figure_with_a_narrow_variant_offers_it_to_phones():
    files = {**CONTEXT.files, NARROW: SVG.replace("880 330", "360 648")}
    html = html_of(f"![图]({FIGURE})", markup.Context(files=files, file_url=CONTEXT.file_url))
    assert f'srcset="/courses/aigc/1/role/{NARROW}"' in html and 'media="(max-width: 599px)"' in html


def test_a_line_break_between_han_characters_leaves_no_gap():
    assert "<p>第一行第二行</p>" in html_of("第一行\n第二行")


def test_a_line_break_between_latin_words_stays_a_space():
    assert "one\ntwo" in html_of("one\ntwo")


def test_short_texts_have_headings_that_can_be_found_again():
    html = markup.render_text("## 是 *什么* & 为何 {#what}\n\n文")
    assert markup.headings_of(html) == [{"id": "what", "text": "是 什么 & 为何", "level": 2}]


# --- What nobody may write -----------------------------------------------------------------------


@pytest.mark.parametrize("render_text", [html_of, markup.render_text, markup.render_reply])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        '<a href="javascript:alert(1)">a</a>',
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,xx)",
        "<iframe src=//evil.example></iframe>",
        '<p style="position:fixed">a</p>',
        "[a]: javascript:alert(1)\n\n[a]",
        '## a {#x" onclick="alert(1)}',
        '![a" onerror="alert(1)](x.svg)',
        "<javascript:alert(1)>",
        '`<b onclick="a">`',
        "\x02wzxhzdk:0\x03",
        '<div data-slot="quiz"></div>',
    ],
)
def test_nothing_hostile_becomes_markup(render_text, text):
    found = Seen(render_text(text))
    assert not found.tags & {"script", "img", "svg", "iframe", "b"}
    assert not found.attributes & {"onclick", "onerror", "onload", "style", "data-slot"}
    assert all(address.startswith(("http", "#")) for address in found.addresses)


@pytest.mark.parametrize(
    "address", ["https://evil.example/x.png", "//evil.example/x.svg", "figures/other/x.svg", "/etc/passwd"]
)
def test_pictures_are_our_own_files_or_words(address):
    rendered = render(f"![说明]({address})")
    assert "<img" not in rendered.parts[0]["html"] and "说明" in rendered.parts[0]["html"]
    assert rendered.unresolved == [f"figure:{address}"]


HANGING = {
    "open brackets": "[" * 20_000,
    "open pictures": "![" * 10_000,
    "open marks": "[[ref:" * 3_000,
    "open links": "[a](<" * 4_000,
    "quotes": "> " * 500 + "a",
    "lists": "- " * 500 + "a",
    "numbers": "1. " * 500 + "a",
    "long paragraph": "字" * (markup.MAX_BLOCK_CHARS + 1),
    "long text": "字\n\n" * markup.MAX_CHARS,
}


@pytest.mark.parametrize("name", HANGING)
def test_text_that_would_never_finish_is_refused_with_its_reason(name):
    with pytest.raises(markup.MarkupError):
        render(HANGING[name])


@pytest.mark.parametrize("name", HANGING)
def test_a_reply_that_would_never_finish_stays_readable_text(name):
    assert '<p class="as-typed">' in markup.render_reply(HANGING[name])


def test_the_refusal_names_the_line():
    with pytest.raises(markup.MarkupError, match="line 3"):
        render("一\n\n" + "[" * 300)


# --- What a model answers ------------------------------------------------------------------------


def test_a_reply_keeps_its_lines():
    assert "<br>" in markup.render_reply("第一行\n第二行")


def test_a_reply_shows_lists_tables_and_code():
    html = markup.render_reply("- 一\n- 二\n\n|甲|乙|\n|-|-|\n|1|2|\n\n```python\nx < 1\n```")
    assert "<li>一</li>" in html and "<td>1</td>" in html and "x &lt; 1" in html


def test_links_of_a_reply_give_no_weight_to_anybody():
    assert 'rel="nofollow noopener noreferrer"' in markup.render_reply("[a](https://example.org)")


def test_a_reply_loads_no_picture():
    assert "<img" not in markup.render_reply(
        "![a](https://evil.example/x.png) ![b][c]\n\n[c]: https://evil.example/x.png"
    )


def test_marks_mean_nothing_in_a_reply():
    assert "[[practice:p1]]" in markup.render_reply("[[practice:p1]]")
