from datetime import date, timedelta

from progress.heat_map import WEEKS, heat_map
from progress.study_days import Rhythm, StudyDays

START = date(2026, 11, 4)  # a Wednesday


def drawn(done=None, reviewed=(), today=START + timedelta(days=14), weekdays="1234567", start=START):
    days = StudyDays(starts_on=start, rhythms=[(start, Rhythm(weekdays))], seen_on=start)
    done = done or {}
    return heat_map(done=done, studied={*done, *reviewed}, study_days=days, today=today)


def look(shown, on: date) -> str:
    return next(cell.look for cell in shown.cells if cell.on == on)


def test_it_begins_with_the_first_day_and_ends_with_this_week():
    shown = drawn()
    assert (shown.cells[0].on, shown.cells[-1].on) == (START, date(2026, 11, 22))


def test_the_first_day_keeps_its_place_in_the_week():
    assert (drawn().cells[0].x, drawn().cells[0].y) == (0, 24)


def test_more_lessons_look_fuller_up_to_four():
    shown = drawn({START: 1, START + timedelta(days=1): 4, START + timedelta(days=2): 9})
    assert [look(shown, START + timedelta(days=day)) for day in range(3)] == ["l1", "l4", "l4"]


def test_a_day_of_review_alone_counts_as_studied():
    assert look(drawn(reviewed=[START]), START) == "l1"


def test_a_missed_day_a_day_off_and_a_day_to_come_differ():
    shown = drawn(weekdays="12345")
    assert [look(shown, date(2026, 11, day)) for day in (5, 7, 20)] == ["l0", "off", "ahead"]


def test_what_was_done_before_the_start_is_shown():
    before = START - timedelta(days=9)
    assert drawn({before: 2}).cells[0].on == before


def test_a_long_course_shows_its_last_half_year():
    shown = drawn(today=START + timedelta(days=700))
    assert len(shown.weeks) == WEEKS
    assert shown.cells[-1].on >= START + timedelta(days=700)


def test_the_table_counts_study_days_up_to_today():
    first = drawn({START: 3, START + timedelta(days=1): 1}).weeks[0]
    assert (first.studied, first.planned, first.count) == (2, 5, 4)
