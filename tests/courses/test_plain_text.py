"""Markup goes, words stay, each block knows its heading."""

from courses.plain_text import Block, blocks_of


def texts(html):
    return [block.text for block in blocks_of([{"html": html}])]


def test_blocks_know_the_heading_they_stand_under():
    html = '<p>前言</p><h2 id="core-idea">核心<em>想法</em></h2><p>身份改变<strong>语气</strong>。</p>'
    assert blocks_of([{"html": html}]) == [
        Block("前言"),
        Block("核心想法", "core-idea", is_heading=True),
        Block("身份改变语气。", "core-idea"),
    ]


def test_a_heading_reaches_over_a_task_in_between():
    parts = [{"html": '<h2 id="a">甲</h2>'}, {"practice": "p1"}, {"html": "<p>后面</p>"}, {"quiz": True}]
    assert blocks_of(parts)[-1] == Block("后面", "a")


def test_items_and_cells_are_blocks_of_their_own():
    html = "<ul><li>一</li><li>二 <code>x</code></li></ul><table><tr><th>列</th><td>值</td></tr></table>"
    assert texts(html) == ["一", "二 x", "列", "值"]


def test_each_line_of_code_is_a_block():
    assert texts("<pre>a = 1\n\n  b = 2</pre><p>完\n了</p>") == [
        "a = 1",
        "b = 2",
        "完 了",
    ]


def test_the_head_of_a_prompt_block_is_not_text():
    html = '<div class="prompt"><div class="prompt-h"><span>提示词</span></div><pre>你好</pre></div>'
    assert texts(html) == ["你好"]


def test_entities_are_characters_and_attributes_are_no_text():
    assert texts('<p>1 &lt; 2 &amp; <img alt="a > b" src="x">3</p>') == ["1 < 2 & 3"]


def test_the_number_of_a_reference_is_not_text():
    assert texts('<p>没有提高<sup class="ref"><a href="#ref-r1" aria-label="参考资料 1">1</a></sup>。</p>') == [
        "没有提高。"
    ]
