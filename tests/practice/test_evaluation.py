import json
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import evaluation
from practice.assignment import Criterion

RUBRIC = [
    Criterion("r1", "先问后答", 75, "有上限", "没有上限", "直接要结论"),
    Criterion("r2", "用上事实", 25, "五条", "三条", "更少"),
]
TEXT = "每次只问一个问题，最多五个。\n我 42 岁，做了 9 年“服装专柜”店长。"


def verdict(**changes):
    rows = {
        "1": {"level": "full", "quote": "最多五个", "advice": "写明问完做什么。"},
        "2": {"level": "half", "quote": "我 42 岁", "advice": "再加两条。"},
    }
    return json.dumps(rows | changes, ensure_ascii=False)


def marks(answer):
    return evaluation.marks_from_judge(answer, rubric=RUBRIC, text=TEXT)


def test_points_are_ours_full_half_and_zero():
    assert [mark.points for mark in marks(verdict())] == [75, Decimal("12.5")]
    assert evaluation.total_of(marks(verdict())) == Decimal("87.5")


def test_what_is_kept_carries_the_words_it_was_made_against():
    assert marks(verdict())[1].as_json() == {
        "id": "r2",
        "criterion": "用上事实",
        "weight": 25,
        "level": "half",
        "points": 12.5,
        "quote": "我 42 岁",
        "advice": "再加两条。",
    }


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "好的：{}", "{}\n以上。"])
def test_json_in_a_wrapping_is_read(wrapped):
    assert len(marks(wrapped.replace("{}", verdict()))) == 2


@pytest.mark.parametrize("quote", ["最多 五个", "做了9年服装专柜店长", "最多五个。我42岁", "「最多五个」"])
def test_a_quote_may_differ_in_what_copying_changes(quote):
    assert marks(verdict(**{"1": {"level": "full", "quote": quote, "advice": ""}}))[0].quote == quote


def test_a_zero_needs_no_quote():
    assert marks(verdict(**{"2": {"level": "zero", "quote": "", "advice": "写上事实。"}}))[1].points == 0


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "满分",
        "{",
        "[]",
        '{"total": 100}',
        verdict(**{"2": {"level": "half", "quote": "我 42 岁"}}),
        verdict(**{"2": {"level": "good", "quote": "我 42 岁", "advice": ""}}),
        verdict(**{"2": {"level": "full", "quote": "我有五条证据", "advice": ""}}),
        verdict(**{"2": {"level": "full", "quote": "", "advice": ""}}),
        verdict(**{"2": {"level": "full", "quote": " …“”", "advice": ""}}),
        verdict(**{"3": {"level": "full", "quote": "最多五个", "advice": ""}}),
        json.dumps({"1": {"level": "full", "quote": "最多五个", "advice": ""}}),
        verdict()[:-1] + ', "1": {"level": "full", "quote": "最多五个", "advice": ""}}',
        "{" * 20000 + "}",
    ],
)
def test_an_answer_that_is_not_a_whole_verdict_is_no_verdict(answer):
    with pytest.raises(evaluation.Unreadable):
        marks(answer)


@given(st.text())
def test_no_answer_breaks_the_reading(answer):
    with suppress(evaluation.Unreadable):
        marks(answer)


@given(st.lists(st.sampled_from(["full", "half", "zero"]), min_size=2, max_size=2))
def test_a_total_lies_between_nothing_and_everything(levels):
    graded = evaluation.marks_from_learner(dict(zip(["r1", "r2"], levels, strict=True)), rubric=RUBRIC)
    assert 0 <= evaluation.total_of(graded) <= 100
