from hypothesis import given
from hypothesis import strategies as st

from practice.talks import transcript
from practice.talks.transcript import Said


def spoken(text: str) -> list[tuple[str, str]]:
    return [(said.by, said.text) for said in transcript.pasted(text)]


def test_a_conversation_held_here_has_both_voices_in_order():
    said = transcript.held_here([("你好", "第一个问题"), ("九年", "第二个问题")])
    assert [(each.by, each.text) for each in said] == [
        ("learner", "你好"),
        ("model", "第一个问题"),
        ("learner", "九年"),
        ("model", "第二个问题"),
    ]


def test_a_prompt_that_was_never_answered_is_still_said():
    assert transcript.held_here([("你好", "")]) == [Said("learner", "你好")]


def test_a_pasted_conversation_is_cut_where_a_voice_begins():
    assert spoken("我：你好\n模型：第一个问题\n我: 九年\n对方：好") == [
        ("learner", "你好"),
        ("model", "第一个问题"),
        ("learner", "九年"),
        ("model", "好"),
    ]


def test_a_voice_goes_on_until_the_next_one():
    assert spoken("我：第一行\n\n第二行\nAI：好\n还有一句") == [
        ("learner", "第一行\n\n第二行"),
        ("model", "好\n还有一句"),
    ]


def test_a_name_that_comes_back_is_somebody():
    assert spoken("主持人：开始\n我：进门\n主持人：门开了") == [
        ("model", "开始"),
        ("learner", "进门"),
        ("model", "门开了"),
    ]


def test_a_heading_of_the_learners_own_is_no_voice():
    assert spoken("我：你好\n我的情况：42 岁\n模型：好") == [("learner", "你好\n我的情况：42 岁"), ("model", "好")]


def test_where_nobody_else_is_named_only_the_marked_lines_are_the_learners():
    assert spoken("我：你好\n你好，我是顾问。\n请说。\n我：九年") == [
        ("learner", "你好"),
        ("model", "你好，我是顾问。\n请说。"),
        ("learner", "九年"),
    ]


def test_what_stands_before_the_first_voice_is_not_the_learners():
    assert spoken("标题\n我：你好\n模型：好")[0] == ("model", "标题")


def test_a_text_without_marks_is_the_learners_own():
    assert spoken("我想了想，直接说吧。") == [("learner", "我想了想，直接说吧。")]


def test_nothing_is_said_in_nothing():
    assert spoken(" \n ") == []


def test_own_words_leave_the_others_out():
    said = [Said("learner", "你好"), Said("model", "好"), Said("learner", "九年")]
    assert (transcript.own_words(said), transcript.all_words(said)) == ("你好\n\n九年", "你好\n\n好\n\n九年")


@given(st.lists(st.sampled_from(["我：你好", "模型：好", "顾问：嗯", "接着说", "", "我的情况：九年"])).map("\n".join))
def test_cutting_loses_no_word_and_swaps_none(text):
    letters = [letter for said in transcript.pasted(text) for letter in said.text if letter.strip()]
    rest = iter(text)
    assert all(letter in rest for letter in letters)


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(said.text.strip() for said in transcript.pasted(text))
