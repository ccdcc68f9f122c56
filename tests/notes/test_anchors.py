"""A mark finds its words again after the text around it, before it or inside it has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.plain_text import Block
from notes.anchors import CONTEXT, Anchor, Page

TEXT = [
    Block("核心想法", "core-idea", is_heading=True),
    Block("身份描述不会给模型增加任何资料，它主要影响语气和写法。", "core-idea"),
    Block("数得清的规则，旁观者才能检查：每次只问一个问题，最后给出三件事。", "core-idea"),
    Block("边界", "limits", is_heading=True),
    Block("没有可靠出处的收入，一律不写具体数字。不知道就直接说不知道。", "limits"),
    Block("换一位顾问再问一次，看看建议会不会变。", "limits"),
]
QUOTE = "旁观者才能检查：每次只问一个问题"


def mark(quote: str, blocks: list[Block] = TEXT) -> Anchor:
    """As a browser makes it: the words with what stands around them."""
    place = Page(blocks).find(Anchor(quote))
    assert place and not place.is_changed
    return place.anchor


def changed(old: str, new: str) -> list[Block]:
    return [Block(block.text.replace(old, new), block.heading, block.is_heading) for block in TEXT]


def find(anchor: Anchor, blocks: list[Block]):
    return Page(blocks).find(anchor)


def test_a_mark_carries_its_surroundings_and_its_heading():
    anchor = mark(QUOTE)
    assert (anchor.quote, anchor.heading) == (QUOTE, "core-idea")
    assert anchor.prefix.endswith("数得清的规则，") and anchor.suffix.startswith("，最后给出三件事")
    assert len(anchor.prefix) <= CONTEXT + 3  # with the breaks between blocks


def test_white_space_does_not_count():
    assert mark("  旁观者才能 检查：\n每次只问一个问题 ").quote == QUOTE


def test_a_quote_may_run_over_blocks():
    assert mark("最后给出三件事。边界没有可靠出处").quote == "最后给出三件事。 边界 没有可靠出处"


def test_a_moved_paragraph_is_found_with_its_new_heading():
    place = find(mark(QUOTE), [*TEXT[:2], *TEXT[3:], Block(TEXT[2].text, "recap")])
    assert place and not place.is_changed and place.anchor.heading == "recap"


def test_of_two_same_quotes_the_one_with_the_old_surroundings_is_meant():
    twice = [Block("先说一个问题。", "a"), Block("再想一个问题吧。", "a")]
    anchor = Anchor("一个问题", prefix="再想", suffix="吧。", heading="a")
    place = find(anchor, [Block("多了一个问题，真的。", "a"), *twice])
    assert place and place.anchor.suffix.startswith("吧")


def test_when_the_surroundings_say_nothing_the_heading_decides():
    anchor = Anchor("每次只问一个问题，最后给出三件事", heading="limits")
    text = [Block("每次只问一个问题，最后给出三件事", heading) for heading in ("core-idea", "limits")]
    place = find(anchor, text)
    assert place and place.anchor.heading == "limits"


def test_a_short_quote_whose_paragraph_is_gone_is_not_found_in_another():
    anchor = mark("语气")
    assert find(anchor, [Block("语气词可以少用。", "limits")]) is None


def test_changed_words_are_found_and_said_to_be_changed():
    place = find(mark(QUOTE), changed("旁观者才能检查：每次只问", "旁人才能核对：每一次只问"))
    assert place and place.is_changed
    assert place.anchor.quote.endswith("只问一个问题") and len(place.anchor.quote) < 20


def test_a_quote_of_two_blocks_is_found_after_both_have_changed():
    anchor = mark("一律不写具体数字。不知道就直接说不知道。换一位顾问再问一次")
    text = changed("具体数字", "数字")
    text[-1] = Block("换一位老师再问一次，看看建议会不会变。", "limits")
    place = find(anchor, text)
    assert place and place.is_changed and "换一位老师再问一次" in place.anchor.quote


@pytest.mark.parametrize("blocks", [[], [Block("完全另写的一课，讲怎么剪视频、怎么配音、怎么加字幕。", "core-idea")]])
def test_words_that_are_gone_are_found_nowhere(blocks):
    assert find(mark(QUOTE), blocks) is None


@pytest.mark.parametrize("quote", ["", "   ", "\n"])
def test_nothing_marked_is_nowhere(quote):
    assert find(Anchor(quote), TEXT) is None


def test_a_thousand_characters_in_a_long_lesson_are_found_soon():
    long = [
        Block(f"第 {number} 段：" + "身份改变说话的样子，不会增加资料。" * 12, f"h{number}") for number in range(120)
    ]
    anchor = mark(long[60].text + long[61].text + long[62].text, long)
    long[61] = Block(long[61].text.replace("样子", "方式"), "h61")
    place = find(anchor, long)
    assert place and place.is_changed and place.anchor.quote.startswith("第 60 段")


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E80), min_size=0, max_size=40)
QUOTES = st.text(st.characters(min_codepoint=0x5000, max_codepoint=0x5200), min_size=16, max_size=60)


@given(before=HAN, quote=QUOTES, after=HAN, new_before=HAN, new_after=HAN)
def test_edits_before_and_after_never_lose_a_mark(before, quote, after, new_before, new_after):
    anchor = mark(quote, [Block(before + quote + after)])
    place = find(anchor, [Block(new_before), Block(before + new_after + quote + new_before + after)])
    assert place and not place.is_changed and place.anchor.quote == quote


@given(before=HAN, quote=QUOTES, after=HAN, new=st.text("改写过的字", min_size=0, max_size=3), data=st.data())
def test_a_small_edit_inside_never_loses_a_mark(before, quote, after, new, data):
    anchor = mark(quote, [Block(before + quote + after)])
    start = data.draw(st.integers(4, len(quote) - 5))
    rewritten = quote[:start] + new + quote[start + 1 :]
    place = find(anchor, [Block(before + rewritten + after)])
    assert place and place.anchor.quote in rewritten
    assert len(place.anchor.quote) >= len(quote) / 2


@given(text=st.lists(HAN, max_size=5), quote=QUOTES)
def test_what_nobody_left_is_an_orphan(text, quote):
    assert find(Anchor(quote, "前文", "后文"), [Block(each) for each in text]) is None


@given(text=st.lists(st.text(max_size=30), max_size=6), quote=st.text(max_size=30), context=st.text(max_size=30))
def test_any_text_and_any_mark_have_an_answer(text, quote, context):
    blocks = [Block(" ".join(each.split()), "h") for each in text if each.split()]
    place = find(Anchor(quote, context, context, "h"), blocks)
    assert place is None or "".join(place.anchor.quote.split()) in "".join("".join(b.text.split()) for b in blocks)
