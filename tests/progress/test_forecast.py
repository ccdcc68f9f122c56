from datetime import timedelta

import pytest

from progress import forecast, schedule
from progress.forecast import Review
from progress.schedule import Facts
from progress.study_days import EVERY_DAY

from .scenes import START, done
from .slow_plan import LESSONS, after

PLAN = schedule.plan(facts=Facts(START, EVERY_DAY), lessons=LESSONS, today=START)


def seen(lessons, today, review=None):
    return forecast.forecast(plan=PLAN, lessons=lessons, today=today, review=review)


def finished_before(day: int):
    return done(LESSONS, {key: on for key, on in PLAN.on.items() if on < after(day)})


def at_half_the_pace():
    slow = {key: START + 2 * (on - START) for key, on in PLAN.on.items() if on < after(15)}
    return done(LESSONS, slow)


def test_two_lessons_are_too_little_to_go_by():
    assert seen(done(LESSONS, {"s1-001": START, "s1-002": START}), after(10)) is None


def test_four_days_are_too_little_to_go_by():
    assert seen(finished_before(4), after(4)) is None
    assert seen(finished_before(5), after(5))


def test_at_the_pace_of_the_plan_it_is_near_its_end():
    assert abs(seen(finished_before(31), after(30)).on - PLAN.finish_on) <= timedelta(days=3)


def test_at_half_the_pace_what_is_left_takes_twice_as_long():
    assert abs(seen(at_half_the_pace(), after(29)).on - after(29 + 280)) <= timedelta(days=21)


def test_only_the_last_14_study_days_count():
    lazy_then_keen = done(LESSONS, {key: on + timedelta(days=60) for key, on in PLAN.on.items() if on < after(20)})
    keen = seen(lazy_then_keen, after(79)).on - after(79)
    assert abs(keen - (seen(finished_before(20), after(19)).on - after(19))) <= timedelta(days=1)


def test_a_day_that_has_only_begun_does_not_slow_the_pace():
    assert seen(finished_before(14), after(14)).on - seen(finished_before(14), after(13)).on == timedelta(days=1)


def test_the_ends_lie_on_both_sides():
    found = seen(finished_before(20), after(20))
    assert found.earliest < found.on < found.latest


def test_fewer_lessons_give_a_wider_range():
    few, many = seen(at_half_the_pace(), after(29)), seen(finished_before(30), after(29))
    assert (few.latest - few.earliest) / (few.on - after(29)) > (many.latest - many.earliest) / (many.on - after(29))


def test_more_review_than_before_moves_it_away():
    plain = seen(finished_before(20), after(20)).on - after(20)
    reviewed = seen(finished_before(20), after(20), Review(behind=0.0, ahead=0.2)).on - after(20)
    assert reviewed / plain == pytest.approx(1.25, abs=0.02)


def test_as_much_review_as_before_changes_nothing():
    assert seen(finished_before(20), after(20), Review(0.1, 0.1)) == seen(finished_before(20), after(20))


def test_with_nothing_left_there_is_none():
    assert seen(finished_before(999), after(30)) is None


def test_the_last_study_days_leave_out_the_days_off():
    weekdays = schedule.plan(facts=Facts(START, "12345"), lessons=LESSONS, today=START)
    assert forecast.window(plan=weekdays, lessons=LESSONS, today=after(27))[0] == after(8)
