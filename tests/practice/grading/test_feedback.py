from decimal import Decimal

from practice.grading.feedback import Feedback
from practice.models import Call, Evaluation, HandIn


def row(number: int, level: str, weight: int) -> dict:
    share = {"full": 1, "half": 0.5, "zero": 0}[level]
    return {
        "id": f"r{number}",
        "criterion": f"第 {number} 条",
        "level": level,
        "points": weight * share,
        "weight": weight,
    }


def feedback(*rows: dict, status: str = "graded", pass_mark: int = 70) -> Feedback:
    total = Decimal(str(sum(each["points"] for each in rows)))
    hand_in = HandIn(status=status, text="")
    verdict = Evaluation(hand_in=hand_in, by="model", criteria=list(rows), total=total, is_passed=total >= pass_mark)
    return Feedback(hand_in=hand_in, verdict=verdict, pass_mark=pass_mark)


def test_the_next_step_is_the_row_with_most_to_gain():
    assert feedback(row(1, "half", 40), row(2, "zero", 30), row(3, "full", 30)).next_step.number == 2


def test_a_next_step_that_reaches_the_line_says_so():
    assert feedback(row(1, "full", 60), row(2, "zero", 40)).next_step_is_enough


def test_a_next_step_that_does_not_reach_the_line_promises_nothing():
    assert not feedback(row(1, "zero", 60), row(2, "zero", 40)).next_step_is_enough


def test_whoever_passed_needs_no_next_step():
    assert feedback(row(1, "full", 80), row(2, "zero", 20)).next_step is None


def test_the_bar_is_as_long_as_the_weights():
    bars = [(each.start, each.width, each.reached) for each in feedback(row(1, "half", 25), row(2, "full", 75)).rows]
    assert bars == [(0.0, 25.0, 12.5), (25.0, 75.0, 75.0)]


def test_a_checked_hand_in_without_a_judge_waits_for_the_learner():
    assert Feedback(hand_in=HandIn(status="checking"), verdict=None, pass_mark=70).is_waiting_for_the_learner


def test_a_hand_in_with_a_judge_waits_for_the_judge():
    hand_in = HandIn(status="checking")
    hand_in.call = Call()
    assert Feedback(hand_in=hand_in, verdict=None, pass_mark=70).is_waiting_for_a_judge


def test_an_unreadable_verdict_leaves_the_grading_to_the_learner():
    hand_in = HandIn(status="unreadable")
    hand_in.call = Call()
    assert Feedback(hand_in=hand_in, verdict=None, pass_mark=70).is_waiting_for_the_learner
