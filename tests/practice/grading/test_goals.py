import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.assignment import Goal
from practice.grading import goals

GOALS = [Goal("g1", "问过依据"), Goal("g2", "写了什么时候停")]
TALK = "你依据的是哪句话？\n\n依据是你说的两句。"
REACHED = {"reached": True, "quote": "依据是你说的两句"}


def reached(given_):
    return [finding.is_reached for finding in goals.from_judge(given_, goals=GOALS, conversation=TALK)]


def test_a_goal_is_reached_or_not():
    assert reached({"1": REACHED, "2": {"reached": False, "quote": ""}}) == [True, False]


def test_what_is_kept_carries_the_words_it_was_made_against():
    kept = goals.from_judge({"1": REACHED}, goals=GOALS[:1], conversation=TALK)[0].as_json()
    assert kept == {"id": "g1", "text": "问过依据", "reached": True, "quote": "依据是你说的两句"}


@pytest.mark.parametrize("given_", [None, [], "达到了", 1, {}, {"3": REACHED}])
def test_goals_that_are_missing_are_not_read(given_):
    assert reached(given_) == [None, None]


@pytest.mark.parametrize(
    "row",
    [
        None,
        True,
        {"reached": True},
        {"reached": "true", "quote": "依据是你说的两句"},
        {"reached": None, "quote": ""},
        {"reached": True, "quote": ""},
        {"reached": True, "quote": "没人说过的话"},
        {"reached": False, "quote": "没人说过的话"},
        {"reached": True, "quote": " …“”"},
    ],
)
def test_one_goal_that_cannot_be_read_leaves_the_other_as_it_is(row):
    assert reached({"1": row, "2": REACHED}) == [None, True]


def test_a_learner_ticks_what_they_reached():
    assert [finding.is_reached for finding in goals.from_learner(["g2"], goals=GOALS)] == [False, True]


_JSON = st.recursive(
    st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(st.dictionaries(st.sampled_from(["1", "2", "3"]), _JSON) | _JSON)
def test_nothing_a_judge_says_breaks_the_reading(given_):
    assert len(goals.from_judge(given_, goals=GOALS, conversation=TALK)) == len(GOALS)
