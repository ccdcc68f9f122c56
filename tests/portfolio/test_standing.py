from datetime import date

import pytest

from portfolio.standing import HandedIn, standing, suggested_on

STONES = ["m1", "m2", "m3"]
WAITING, BACK, PASSED = HandedIn(True, False), HandedIn(False, False), HandedIn(False, True)


@pytest.mark.parametrize(
    ("done", "is_begun", "handed_in", "state"),
    [
        ([], False, None, "new"),
        ([], True, None, "underway"),
        (["m1", "m3"], True, None, "underway"),
        (STONES, True, None, "ready"),
        (["m1"], True, WAITING, "waiting"),
        (STONES, True, BACK, "again"),
        (["m1"], True, PASSED, "passed"),
        ([], False, PASSED, "passed"),
    ],
)
def test_a_project_has_one_state(done, is_begun, handed_in, state):
    assert standing(milestones=STONES, done=done, is_begun=is_begun, handed_in=handed_in).state == state


def test_a_project_once_passed_stays_passed_while_a_new_hand_in_waits():
    assert standing(milestones=STONES, done=STONES, is_begun=True, handed_in=HandedIn(True, True)).state == "passed"


def test_the_next_milestone_is_the_first_that_is_open():
    assert standing(milestones=STONES, done=["m1", "m3"], is_begun=True, handed_in=None).next == "m2"


def test_a_milestone_that_left_the_task_counts_for_nothing():
    found = standing(milestones=["m1"], done=["m1", "m9"], is_begun=True, handed_in=None)
    assert (found.done, found.total, found.state) == (1, 1, "ready")


def test_the_words_say_which_milestone_of_how_many():
    assert "第 2 个" in str(standing(milestones=STONES, done=["m1"], is_begun=True, handed_in=None).words)


def test_day_one_is_the_day_it_was_begun():
    assert suggested_on(begun_on=date(2026, 11, 23), day=1) == date(2026, 11, 23)
    assert suggested_on(begun_on=date(2026, 11, 23), day=14) == date(2026, 12, 6)
