from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.study_days import EVERY_DAY, Break, Rhythm, StudyDays

START = date(2026, 11, 2)  # a Monday


def days_of(*, weekdays=EVERY_DAY, breaks=(), seen_on=START) -> StudyDays:
    return StudyDays(starts_on=START, rhythms=[(START, Rhythm(weekdays, breaks))], seen_on=seen_on)


def test_the_start_date_is_day_one():
    assert days_of().day(1) == START


def test_day_one_waits_for_the_first_study_day():
    assert days_of(weekdays="6").day(1) == date(2026, 11, 7)


def test_a_break_is_left_out_with_both_its_ends():
    off = Break(date(2026, 11, 3), date(2026, 11, 5))
    assert days_of(breaks=(off,)).day(2) == date(2026, 11, 6)


def test_an_open_pause_lasts_through_the_day_it_is_seen_on():
    days = days_of(breaks=(Break(date(2026, 11, 3)),), seen_on=date(2026, 11, 20))
    assert days.day(2) == date(2026, 11, 21)


def test_a_pause_from_tomorrow_takes_at_least_that_day():
    days = days_of(breaks=(Break(date(2026, 11, 3)),), seen_on=START)
    assert days.day(2) == date(2026, 11, 4)


def test_new_weekdays_leave_the_days_behind_us_as_they_were():
    weekend = days_of(weekdays="12345").changed(Rhythm("67"), since=date(2026, 11, 4), seen_on=START)
    assert [weekend.day(number) for number in (1, 2, 3)] == [START, date(2026, 11, 3), date(2026, 11, 7)]


def test_a_day_before_the_start_has_number_zero():
    assert days_of().number(START - timedelta(days=1)) == 0


@pytest.mark.parametrize("text", ["", "2026-12-01", "2026-12-10/2026-12-01", "soon/later", "/2026-12-01"])
def test_a_break_that_is_not_two_dates_in_order_is_refused(text):
    with pytest.raises(ValueError):
        Break.read(text)


@pytest.mark.parametrize("text", ["2026-12-01/2026-12-10", "2026-12-01/"])
def test_a_break_is_written_as_it_is_read(text):
    assert str(Break.read(text)) == text


@pytest.mark.parametrize("weekdays", ["", "8", "0", "1a"])
def test_a_rhythm_without_a_study_day_is_refused(weekdays):
    with pytest.raises(ValueError):
        Rhythm(weekdays)


@st.composite
def some_days(draw):
    weekdays = "".join(sorted(draw(st.sets(st.sampled_from(EVERY_DAY), min_size=1))))
    spans = draw(st.lists(st.tuples(st.integers(-20, 60), st.integers(0, 20)), max_size=4))
    breaks = tuple(Break(START + timedelta(a), START + timedelta(a + length)) for a, length in spans)
    return weekdays, breaks


@given(some_days(), st.integers(1, 80))
def test_day_and_number_say_the_same(chosen, number):
    weekdays, breaks = chosen
    days = days_of(weekdays=weekdays, breaks=breaks)
    assert days.number(days.day(number)) == number


@given(some_days(), st.integers(1, 60))
def test_study_days_are_those_a_walk_through_the_calendar_finds(chosen, number):
    weekdays, breaks = chosen
    walked, on = [], START
    while len(walked) < number:
        off = any(pause.first_on <= on <= pause.last_on for pause in breaks)
        if str(on.isoweekday()) in weekdays and not off:
            walked.append(on)
        on += timedelta(days=1)
    days = days_of(weekdays=weekdays, breaks=breaks)
    assert [days.day(n) for n in range(1, number + 1)] == walked
