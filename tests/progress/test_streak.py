from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.streak import last_day_over, streak
from progress.study_days import Rhythm, StudyDays

START = date(2026, 11, 2)  # a Monday


def after(*days: int) -> set[date]:
    return {START + timedelta(days=day) for day in days}


def counted(studied: set[date], over: int, weekdays: str = "1234567") -> int:
    days = StudyDays(starts_on=START, rhythms=[(START, Rhythm(weekdays))], seen_on=START)
    return streak(studied=studied, study_days=days, over=START + timedelta(days=over))


def test_who_has_not_begun_has_none():
    assert counted(set(), over=30) == 0


def test_days_in_a_row_are_counted():
    assert counted(after(0, 1, 2), over=2) == 3


def test_today_is_not_missed_before_it_is_over():
    assert counted(after(0, 1, 2), over=2) == counted(after(0, 1, 2), over=1) == 3


def test_a_planned_day_off_does_not_break_it():
    assert counted(after(4, 7), over=7, weekdays="12345") == 2


def test_two_missed_days_of_a_month_are_forgiven():
    assert counted(after(0, 1, 4, 5), over=5) == 4


def test_the_third_missed_day_of_a_month_breaks_it():
    assert counted(after(0, 1, 5, 6), over=6) == 2


def test_another_month_forgives_two_more():
    november, december = after(26, 27), after(30, 31)  # the 30th is missed, and the 1st of December
    assert counted(november | december | after(24), over=31) == 5


def test_a_long_gap_ends_it():
    assert counted(after(0, 1, 2), over=30) == 0


def test_a_day_is_over_when_it_is_over_everywhere():
    assert last_day_over(datetime(2026, 11, 22, 11, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert last_day_over(datetime(2026, 11, 22, 12, 0, tzinfo=UTC)) == date(2026, 11, 21)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Shanghai"])
def test_the_day_that_is_over_is_the_same_wherever_one_looks_from(zone):
    here = datetime(2026, 11, 22, 11, 59, tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert last_day_over(here) == date(2026, 11, 20)


@given(st.sets(st.integers(0, 60), max_size=40), st.integers(0, 60), st.integers(0, 60))
def test_one_more_day_studied_never_shortens_it(days, extra, over):
    assert counted(after(*days, extra), over) >= counted(after(*days), over)
