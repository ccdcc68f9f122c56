"""Planned against done: what the chart counts, and that the table says the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress import schedule
from progress.burn_up import BurnUp, burn_up
from progress.schedule import Facts, LessonFact, StageFact

START = date(2026, 3, 2)  # a Monday
STAGE = StageFact(1, days=30)
LESSONS = [LessonFact(f"s1-{place:03}", STAGE, day=(place + 1) // 2, minutes=30) for place in range(1, 61)]


def chart(done: int = 0, *, today: date, lessons=LESSONS, weekdays="1234567") -> BurnUp | None:
    """Two lessons a study day are planned; the first `done` were finished on the first day."""
    lessons = [
        replace(lesson, done_on=START if place < done else lesson.done_on) for place, lesson in enumerate(lessons)
    ]
    plan = schedule.plan(facts=Facts(START, weekdays), lessons=lessons, today=today)
    return burn_up(plan=plan, lessons=lessons, today=today)


def test_before_the_first_study_day_there_is_no_chart():
    assert chart(today=START - timedelta(days=1)) is None


def test_a_course_that_is_all_in_writing_has_no_chart():
    assert chart(today=START, lessons=[replace(lesson, is_open=False) for lesson in LESSONS]) is None


def test_the_fifth_day_plans_ten_lessons():
    found = chart(7, today=START + timedelta(days=4))
    assert (found.day, found.planned, found.done, found.total) == (5, 10, 7, 60)


def test_days_off_do_not_stretch_the_scale():
    found = chart(today=START + timedelta(days=7), weekdays="12345")  # the next Monday
    assert (found.day, found.planned) == (6, 12)


def test_what_was_done_before_the_start_counts_from_the_beginning():
    early = [replace(LESSONS[0], done_on=START - timedelta(days=9)), *LESSONS[1:]]
    found = chart(today=START, lessons=early)
    assert (found.done, found.done_path) == (1, "M0 59L1 59")


def test_a_lesson_in_writing_is_on_neither_line():
    lessons = [*LESSONS[:-1], replace(LESSONS[-1], is_open=False)]
    assert chart(today=START, lessons=lessons).total == 59


def test_the_table_ends_with_the_last_day_and_holds_today():
    rows = chart(3, today=START + timedelta(days=4)).rows
    assert [row.day for row in rows] == [5, 10, 20, 30]
    assert [row.done for row in rows] == [3, None, None, None]


@pytest.mark.parametrize("total", [1, 2, 7, 38, 64, 149, 1000])
def test_the_grid_begins_at_nothing_and_ends_with_everything(total):
    lessons = [LessonFact(f"l{place}", STAGE, day=1 + place * 29 // total) for place in range(total)]
    counts = [mark.count for mark in chart(today=START, lessons=lessons).marks]
    assert counts[0] == 0 and counts[-1] == total and len(counts) <= 5


@given(done=st.integers(0, 60), day=st.integers(0, 400))
def test_neither_line_ever_falls_or_leaves_its_box(done, day):
    found = chart(done, today=START + timedelta(days=day))
    for path in (found.planned_path, found.done_path):
        heights = [int(point.split()[1]) for point in path[1:].split("L")]
        assert heights == sorted(heights, reverse=True)
        assert 0 <= heights[-1] <= heights[0] <= found.total
    assert len(found.planned_path.split("L")) == found.days + 1 >= found.day + 1
