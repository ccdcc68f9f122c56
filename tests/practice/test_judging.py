import json

import pytest
from django.utils import timezone

from practice import calls, presenting, services
from practice.models import HandIn, Piece
from tests.practice import scene

OWN, OTHERS = "因为闭店，我只有三个月。", "听起来不容易，先看依据。"
GOALS = {"1": {"reached": True, "quote": "先看依据"}, "2": {"reached": False, "quote": ""}}


def answer(*, quote=OWN, **more) -> str:
    rows = {number: {"level": "full", "quote": quote, "advice": "好。"} for number in ("1", "2")}
    return json.dumps(rows | more, ensure_ascii=False)


@pytest.fixture
def judged(configured, submit, role_play, enrollment):
    """A conversation that was handed in, and what the judge made of it."""
    first = scene.answer(submit("你好，我是老郑。", exercise=role_play), OTHERS)
    second = scene.answer(submit(OWN, exercise=role_play, parent=first), OTHERS)

    def judge(said: str, **options) -> HandIn:
        options = options or {"attempt": second}
        given = services.hand_in(enrollment=enrollment, exercise=role_play, key="h", **options).hand_in
        call = calls.claim(given.call.pk, at=timezone.now())
        piece = Piece(call=call, number=1, text=said)
        calls.finish(call.pk, fence=call.fence, ending=calls.Ending(), at=timezone.now(), pieces=[piece])
        return HandIn.objects.get(pk=given.pk)

    return judge


def test_a_level_rests_on_the_learners_own_words(judged):
    assert judged(answer()).evaluations.get().total == 100


def test_a_level_that_rests_on_the_models_words_is_no_verdict(judged):
    handed = judged(answer(quote=OTHERS))
    assert (handed.status, handed.evaluations.count()) == ("unreadable", 0)


def test_goals_are_kept_beside_the_levels(judged):
    goals = judged(answer(goals=GOALS)).evaluations.get().goals
    assert [(goal["id"], goal["reached"], goal["quote"]) for goal in goals] == [
        ("g1", True, "先看依据"),
        ("g2", False, ""),
    ]


def test_goals_give_no_points(judged):
    none = {number: {"reached": False, "quote": ""} for number in ("1", "2")}
    assert judged(answer(goals=none)).evaluations.get().total == 100


@pytest.mark.parametrize("more", [{}, {"goals": None}, {"goals": "都达到了"}, {"goals": []}])
def test_goals_that_cannot_be_read_leave_the_verdict_standing(judged, more):
    verdict = judged(answer(**more)).evaluations.get()
    assert (verdict.total, [goal["reached"] for goal in verdict.goals]) == (100, [None, None])


def test_a_goal_named_twice_is_the_only_thing_not_read(judged):
    twice = ', "goals": {"1": {"reached": true, "quote": "先看依据"}, "1": {"reached": false, "quote": ""}}}'
    verdict = judged(answer()[:-1] + twice).evaluations.get()
    assert (verdict.total, [goal["reached"] for goal in verdict.goals]) == (100, [None, None])


def test_goals_do_not_save_a_verdict_without_levels(judged):
    assert judged(json.dumps({"goals": GOALS})).status == "unreadable"


def test_a_pasted_conversation_is_judged_by_the_learners_lines(judged):
    text = f"我：你好\n顾问：{OTHERS}\n我：{OWN}\n顾问：好"
    assert judged(answer(goals=GOALS), text=text).evaluations.get().goals[0]["reached"] is True


def test_a_pasted_line_of_the_others_is_no_evidence(judged):
    text = f"我：你好\n顾问：{OTHERS}\n我：{OWN}\n顾问：好"
    assert judged(answer(quote=OTHERS), text=text).status == "unreadable"


def test_the_page_says_which_goals_were_reached_and_which_were_not_read(judged, reader):
    handed = judged(answer(goals={"1": GOALS["1"]}))
    page = reader.get(handed.get_absolute_url()).content.decode()
    assert "达到了" in page and "没有读出来" in page and "先看依据" in page


def test_the_json_of_a_hand_in_tells_the_goals(judged):
    goals = presenting.hand_in(judged(answer(goals=GOALS)))["goals"]
    assert goals[0] == {"id": "g1", "reached": True, "quote": "先看依据"}
