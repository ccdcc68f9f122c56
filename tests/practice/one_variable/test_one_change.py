import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from practice.one_variable.one_change import Stretch, between

STOVE = "一把掉了漆的蓝色搪瓷水壶，放在灶台边，清晨的光，水彩"


def stretches(before: str, after: str) -> list[tuple[str, str]]:
    return [(stretch.before, stretch.after) for stretch in between(before, after).stretches]


@pytest.mark.parametrize(
    "after",
    [
        STOVE,
        f"  {STOVE}\n\n",
        STOVE.replace("，", ", "),
        STOVE.replace("，", "。"),
        STOVE.replace("，", "\n"),
        STOVE.replace("，", ""),
        f"「{STOVE}」！",
    ],
)
def test_spaces_and_punctuation_are_no_change(after):
    assert between(STOVE, after).is_nothing


@pytest.mark.parametrize(
    ("before", "after"),
    [("a Red kettle", "A red KETTLE"), ("ＡＢ １２", "AB 12"), ("line one\nline two", "line one line two")],
)
def test_capitals_and_wide_letters_are_no_change(before, after):
    assert between(before, after).is_nothing


@pytest.mark.parametrize(
    ("before", "after", "went", "came"),
    [
        (STOVE, STOVE.replace("清晨", "傍晚"), "清晨", "傍晚"),
        (STOVE, STOVE.replace("水彩", "木刻版画"), "水彩", "木刻版画"),
        (STOVE, STOVE.replace("，清晨的光", ""), "清晨的光", ""),
        (STOVE, f"{STOVE}，留白多一些", "", "留白多一些"),
        (STOVE, f"雨天，{STOVE}", "", "雨天"),
        (STOVE, STOVE.replace("放在灶台边", "放在灶台边，旁边有一只碗，碗里有水"), "", "旁边有一只碗，碗里有水"),
        ("一个穿蓝色布衫的老人", "一个穿白色西装的老人", "蓝色布衫", "白色西装"),
        ("柔和的晨光", "强烈的夕光", "柔和的晨", "强烈的夕"),
        ("a red kettle by the stove", "a tall red kettle by the stove", "", "tall"),
        ("a red kettle by the stove", "a blue kettle by the stove", "red", "blue"),
        ("海报 --ar 3:2 --s 100", "海报 --ar 3:2 --s 250", "100", "250"),
        ("海报 --ar 3:2 --s 100", "海报 --ar 2:3 --s 100", "3:2", "2:3"),
        ("权重 1.5", "权重 1.2", "1.5", "1.2"),
        ("种子 123456", "种子 123457", "123456", "123457"),
        ("一只猫一只猫", "一只猫一只猫一只猫", "", "一只猫"),
        ("水彩", "油画，厚涂", "水彩", "油画，厚涂"),
        ("猫 😀", "猫 😢", "😀", "😢"),
        ("水彩", "", "水彩", ""),
    ],
)
def test_one_stretch_is_one_change(before, after, went, came):
    change = between(before, after)
    assert change.is_one, change
    assert change.stretches[0] == Stretch(went, came)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (STOVE, STOVE.replace("清晨", "傍晚").replace("水彩", "油画"), [("清晨", "傍晚"), ("水彩", "油画")]),
        # A comma keeps apart what a diff alone would run together.
        ("晨光，水彩", "夕照，油画", [("晨光", "夕照"), ("水彩", "油画")]),
        ("白色的猫坐着", "黑色的狗坐着", [("白", "黑"), ("猫", "狗")]),
        ("red cat in snow", "blue dog in rain", [("red cat", "blue dog"), ("snow", "rain")]),
        ("海报 --ar 3:2 --s 100", "海报 --ar 2:3 --s 250", [("3:2", "2:3"), ("100", "250")]),
        # A sentence that moved: gone there, new here.
        ("清晨的光，水彩，近景", "近景，清晨的光，水彩", [("", "近景"), ("近景", "")]),
        ("一只猫，雪地，夜里", "一条狗，雪地", [("只猫", "条狗"), ("夜里", "")]),
        ("猫，雪地", "狗，草地", [("猫", "狗"), ("雪", "草")]),
    ],
)
def test_two_stretches_are_two_changes(before, after, changes):
    assert sorted(stretches(before, after)) == sorted(changes)
    assert not between(before, after).is_one


def test_each_setting_that_differs_is_a_change():
    was, now = {"size": "1024x1024", "count": 1}, {"size": "1536x1024", "count": 1}
    change = between(STOVE, STOVE, settings_before=was, settings=now)
    assert change.stretches == (Stretch("1024x1024", "1536x1024", "size"),)


def test_words_and_a_setting_are_two_changes():
    change = between("猫", "狗", settings_before={"seed": 7}, settings={"seed": 8})
    assert change.stretches == (Stretch("猫", "狗"), Stretch("7", "8", "seed"))


def test_a_setting_that_was_not_given_before_is_a_change():
    assert between("猫", "猫", settings_before={}, settings={"seed": 8}).stretches == (Stretch("", "8", "seed"),)


def test_two_long_texts_that_share_nothing_are_compared_at_once():
    """Word by word this would take minutes."""
    assert between("甲乙" * 4000, "丙丁" * 4000).is_one


# --- what holds for every text ---------------------------------------------------------------
HAN = st.text(alphabet="山水风花雪月人家春秋来去大小上下", min_size=0, max_size=30)
OTHER_HAN = st.text(alphabet="甲乙丙丁戊己庚辛", min_size=1, max_size=10)
ANYTHING = st.text(max_size=60)
SAID_NOTHING = st.text(alphabet=string.whitespace + "，。、！？「」,.!?", max_size=5)


@given(ANYTHING)
def test_a_text_and_itself_are_the_same(text):
    assert between(text, text).is_nothing


@given(ANYTHING, ANYTHING)
def test_a_change_back_changes_as_much_or_as_little(before, after):
    assert between(before, after).is_nothing == between(after, before).is_nothing


@given(HAN, HAN, OTHER_HAN)
def test_words_put_in_anywhere_are_one_change(start, end, new):
    assert between(start + end, start + new + end).is_one
    assert between(start + new + end, start + end).is_one


@given(HAN, HAN, OTHER_HAN, st.text(alphabet="子丑寅卯辰巳", min_size=1, max_size=10))
def test_words_replaced_by_others_are_one_change(start, end, old, new):
    [stretch] = between(start + old + end, start + new + end).stretches
    assert (stretch.before, stretch.after) == (old, new)


@given(HAN, SAID_NOTHING, SAID_NOTHING)
def test_marks_around_a_text_change_nothing(text, before, after):
    assert between(text, before + text + after).is_nothing


@given(HAN, HAN, HAN, OTHER_HAN, OTHER_HAN)
def test_words_put_in_at_two_places_far_apart_are_not_one(start, middle, end, one, other):
    assume(len(middle) >= 2)
    assert not between(start + middle + end, start + one + middle + other + end).is_one


@given(ANYTHING, ANYTHING)
def test_what_is_shown_is_written_in_the_texts(before, after):
    for stretch in between(before, after).stretches:
        assert stretch.before in before
        assert stretch.after in after
