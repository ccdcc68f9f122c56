from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress import schedule
from progress.schedule import Facts, LessonFact, Mode, Replan
from progress.study_days import EVERY_DAY, Break, Rhythm

from .scenes import STAGES, START, done
from .slow_plan import LESSONS, PLANS, after, changes, compare_plans

ENROLLED = Facts(START, EVERY_DAY)


def replanned(*changes: Replan) -> Facts:
    return Facts(START, EVERY_DAY, changes)


def plan(facts=ENROLLED, lessons=LESSONS, today=START):
    return schedule.plan(facts=facts, lessons=lessons, today=today)


def off(first: int, last: int | None) -> Rhythm:
    return Rhythm(breaks=(Break(after(first), None if last is None else after(last)),))


def test_stages_begin_after_0_30_60_90_and_110_study_days():
    assert schedule.stage_offsets(set(STAGES)) == {1: 0, 2: 30, 3: 60, 4: 90, 5: 110}


@pytest.mark.parametrize(("key", "days"), [("s1-001", 0), ("s1-012", 5), ("s5-016", 152)])
def test_with_every_day_a_study_day_lessons_fall_where_the_syllabus_says(key, days):
    assert plan().on[key] == after(days)


def test_the_plan_ends_on_day_155():
    assert plan().finish_on == after(154)


def test_days_off_push_what_follows_and_nothing_before():
    pushed = plan(replanned(Replan(START, Mode.LOAD, off(10, 19))))
    assert (pushed.on["s1-012"], pushed.on["s5-016"], pushed.finish_on) == (after(5), after(162), after(164))


def test_keeping_the_date_keeps_the_finish():
    kept = plan(replanned(Replan(START, Mode.DATE, off(10, 19))))
    assert kept.finish_on == after(154)
    assert max(kept.on.values()) <= after(154)


def test_keeping_the_date_starts_today_with_what_was_left_lying():
    kept = plan(replanned(Replan(after(20), Mode.DATE, Rhythm())), today=after(20))
    assert kept.on["s1-001"] == after(20)


def test_keeping_the_date_with_no_day_left_uses_the_first_day_that_comes():
    late = after(200)
    kept = plan(replanned(Replan(late, Mode.DATE, Rhythm())), today=late)
    assert set(kept.on.values()) == {late}


def test_a_finished_lesson_never_moves():
    change = Replan(after(5), Mode.LOAD, off(2, 4), finished=frozenset({"s1-012"}))
    assert plan(replanned(change)).on["s1-012"] == after(5)


def test_a_finished_lesson_stays_through_later_changes():
    finished = frozenset({"s1-012"})
    first = Replan(after(5), Mode.LOAD, off(2, 4), finished)
    second = Replan(after(6), Mode.DATE, off(2, 30), finished)
    assert plan(replanned(first, second)).on["s1-012"] == after(5)


def test_finishing_a_lesson_moves_no_other():
    change = Replan(after(5), Mode.DATE, Rhythm("12345"))
    finished = done(LESSONS, {"s1-001": after(5)})
    assert plan(replanned(change), finished).on == plan(replanned(change)).on


def test_a_break_after_keeping_the_date_pushes_the_dealt_days():
    dealt = Replan(START, Mode.DATE, Rhythm("12345"))
    pushed = Replan(START, Mode.LOAD, Rhythm("12345", (Break(after(7), after(13)),)))
    week_later = plan(replanned(dealt)).on["s3-001"] + timedelta(days=7)
    assert plan(replanned(dealt, pushed)).on["s3-001"] == week_later


def test_while_paused_what_follows_waits_for_tomorrow():
    paused = replanned(Replan(after(4), Mode.LOAD, off(5, None)))
    assert plan(paused, today=after(40)).on["s1-012"] == after(41)


def test_a_closed_pause_pushes_by_its_days_whatever_day_it_is_looked_at():
    paused = Replan(after(4), Mode.LOAD, off(5, None))
    resumed = Replan(after(10), Mode.LOAD, off(5, 9), finished=frozenset({"s2-001"}))
    soon, much_later = (plan(replanned(paused, resumed), today=day) for day in (after(10), after(90)))
    assert soon.on["s1-012"] == after(10)
    assert soon.on == much_later.on


def test_a_lesson_that_is_not_open_keeps_its_day():
    outline = [replace(lesson, is_open=lesson.key != "s1-012") for lesson in LESSONS]
    assert plan(lessons=outline).on == plan().on


def lateness(lessons, today, facts=ENROLLED):
    seen = plan(facts, lessons, today)
    return (
        schedule.behind(plan=seen, lessons=lessons, today=today),
        schedule.ahead(plan=seen, lessons=lessons, today=today),
    )


def finished_before(day: int) -> list[LessonFact]:
    on = plan().on
    return done(LESSONS, {key: planned for key, planned in on.items() if planned < after(day)})


def test_on_the_first_day_nobody_is_behind():
    assert lateness(LESSONS, START) == (0, 0)


def test_before_the_start_nobody_is_behind_or_ahead():
    assert lateness(LESSONS, after(-5)) == (0, 0)


def test_with_nothing_done_every_study_day_up_to_yesterday_counts():
    assert lateness(LESSONS, after(8)) == (8, 0)


def test_days_off_do_not_count_as_behind():
    weekends_off = Facts(START, "12345")
    assert lateness(LESSONS, after(7), weekends_off) == (5, 0)


def test_with_today_done_the_learner_is_one_day_ahead():
    assert lateness(finished_before(6), after(5)) == (0, 1)


def test_on_schedule_is_neither_behind_nor_ahead():
    assert lateness(finished_before(6), after(6)) == (0, 0)


def test_stage_five_is_never_overdue():
    assert lateness(finished_before(112), after(140)) == (0, 0)


def test_what_is_not_open_is_never_overdue():
    outline = [replace(lesson, is_open=lesson.stage.number > 1) for lesson in LESSONS]
    assert lateness(outline, after(20)) == (0, 10)


def test_with_everything_done_nobody_is_behind_or_ahead():
    assert lateness(finished_before(999), after(200)) == (0, 0)


def test_stage_five_is_complete_only_after_its_45_days():
    lessons = finished_before(999)
    last, planned = STAGES[4], after(110)
    seen = {
        days: schedule.is_stage_complete(
            stage=last, lessons=lessons, plan=plan(), opened_on=None, today=planned + timedelta(days=days)
        )
        for days in (44, 45)
    }
    assert seen == {44: False, 45: True}


def test_opening_stage_five_early_starts_its_45_days():
    floor_on = schedule.stage_floor_on(stage=STAGES[4], planned_on=after(110), opened_on=after(60))
    assert floor_on == after(105)


def test_an_unfinished_stage_is_not_complete():
    complete = schedule.is_stage_complete(
        stage=STAGES[0], lessons=finished_before(20), plan=plan(), opened_on=None, today=after(500)
    )
    assert not complete


# --- Against a slow and obvious model -------------------------------------------------------------------


# In parts, so that they share the cores.
@pytest.mark.parametrize("part", range(4))
def test_the_plan_is_what_a_slow_walk_through_the_calendar_finds(part):
    compare_plans(PLANS // 4)


@settings(max_examples=60, deadline=None)
@given(changes, st.integers(-10, 300).map(after))
def test_lessons_that_move_stay_in_order(made, today):
    never_finished = tuple(replace(change, finished=frozenset()) for change in made)
    on = plan(replanned(*never_finished), today=today).on
    assert list(on.values()) == sorted(on.values())


@settings(max_examples=60, deadline=None)
@given(changes, st.integers(0, 300).map(after))
def test_nobody_is_behind_and_ahead_at_once(made, today):
    behind, ahead = lateness(LESSONS, today, replanned(*made))
    assert behind == 0 or ahead == 0


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(1, 60))
def test_dealing_gives_no_day_more_than_its_share_and_one_lesson(minutes, count):
    lessons = [LessonFact(str(n), STAGES[0], 1, length) for n, length in enumerate(minutes)]
    days = [after(n) for n in range(count)]
    dealt = schedule.deal(lessons, days)
    share = Fraction(sum(minutes), count)
    for day in days:
        of_day = [lesson.minutes for lesson in lessons if dealt[lesson.key] == day]
        assert sum(of_day) < share + max(minutes)
