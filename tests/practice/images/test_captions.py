import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.images.captions import Captions, captions


def test_what_was_changed_stands_under_each_picture_and_the_rest_once():
    told = captions(["一把旧铁皮壶，灰砖墙，水彩，平视", "一把旧铁皮壶，灰砖墙，油画，平视"])
    assert told == Captions("一把旧铁皮壶，灰砖墙，[…]，平视", ["水彩", "油画"])


def test_one_prompt_for_all_stands_above_and_nowhere_else():
    assert captions(["红色手风琴，木刻", "红色手风琴，木刻"]) == Captions("红色手风琴，木刻", ["", ""])


def test_prompts_that_share_nothing_stand_whole():
    assert captions(["一只白鹭", "三把椅子"]) == Captions("", ["一只白鹭", "三把椅子"])


def test_numbers_and_words_are_not_cut_in_half():
    told = captions(["一架手风琴 --seed 1024 --ar 3:2", "一架手风琴 --seed 1025 --ar 3:2"])
    assert told.own == ["1024", "1025"]


def test_a_picture_without_a_prompt_keeps_none():
    told = captions(["", "红色手风琴，木刻，冬天", "红色手风琴，木刻，夏天"])
    assert told.own == ["", "冬", "夏"]


@pytest.mark.parametrize("prompts", [[], [""], ["", ""], ["一句"]])
def test_few_or_empty_ones_are_no_trouble(prompts):
    assert len(captions(prompts).own) == len(prompts)


@given(st.lists(st.text(alphabet="ab1 ，手风", max_size=30), max_size=6))
def test_nothing_is_lost_of_what_was_written(prompts):
    told = captions(prompts)
    start, _cut, end = told.common.partition("[…]")
    for prompt, own in zip(prompts, told.own, strict=True):
        text = " ".join(prompt.split())
        if text and own != text and own:
            assert text.startswith(start) and text.endswith(end) and own in text
