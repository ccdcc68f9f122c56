from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine

from progress import quiz, services
from progress.learner_plan import LearnerPlan
from progress.models import Award, Enrollment, LessonCompletion, QuizAnswer
from progress.public_holidays import HolidayYear
from progress.schedule import Mode
from progress.services import Wish
from progress.study_days import Break
from tests.conftest import make_lesson

pytestmark = pytest.mark.usefixtures("sunday")

TODAY = date(2026, 11, 22)
NEXT_WEEK = (Break(date(2026, 11, 23), date(2026, 11, 29)),)


def plan_of(enrollment) -> LearnerPlan:
    return LearnerPlan.read(Enrollment.objects.select_related("user").get(pk=enrollment.pk), TODAY)


def apply(enrollment, **wish) -> LearnerPlan:
    return services.apply_plan(enrollment=enrollment, wish=Wish(**wish))


def test_joining_again_keeps_the_first_start_date(stranger, course):
    for starts_on in (TODAY, TODAY + timedelta(days=9)):
        services.enrol(user=stranger, course=course, starts_on=starts_on)
    assert stranger.enrollments.get().starts_on == TODAY


def test_done_twice_is_done_once(enrollment, lesson):
    first = services.complete_lesson(enrollment=enrollment, lesson=lesson)
    assert services.complete_lesson(enrollment=enrollment, lesson=lesson) == first


def test_done_is_dated_where_the_learner_lives(enrollment, lesson):
    enrollment.user.time_zone = "Pacific/Kiritimati"
    with time_machine.travel("2026-11-22T12:00:00Z"):
        done = services.complete_lesson(enrollment=enrollment, lesson=lesson)
    assert done.done_on == date(2026, 11, 23)


def test_done_points_at_the_revision_it_was_made_against(enrollment, lesson):
    assert services.complete_lesson(enrollment=enrollment, lesson=lesson).revision == lesson.published


def test_a_lesson_being_written_cannot_be_done(enrollment, draft):
    with pytest.raises(services.LessonNotOpen):
        services.complete_lesson(enrollment=enrollment, lesson=draft)


def test_reopening_twice_does_no_harm(enrollment, lesson):
    services.complete_lesson(enrollment=enrollment, lesson=lesson)
    for _ in range(2):
        services.reopen_lesson(enrollment=enrollment, lesson=lesson)
    assert not LessonCompletion.objects.filter(lesson=lesson).exists()


def test_every_answer_is_kept_with_its_revision(enrollment, lesson):
    question = lesson.questions.get(key="q1")
    for choice in ("0", "1"):
        services.answer_question(enrollment=enrollment, question=question, given=[choice])
    kept = QuizAnswer.objects.filter(revision=lesson.published).order_by("pk").values_list("choice", "is_correct")
    assert list(kept) == [([0], False), ([1], True)]


def test_a_choice_that_is_not_there_writes_nothing(enrollment, lesson):
    with pytest.raises(quiz.UnreadableAnswer):
        services.answer_question(enrollment=enrollment, question=lesson.questions.get(key="q1"), given=["2"])
    assert not QuizAnswer.objects.exists()


def test_a_question_of_a_lesson_being_written_cannot_be_answered(enrollment, draft):
    with pytest.raises(services.LessonNotOpen):
        services.answer_question(enrollment=enrollment, question=draft.questions.get(key="q1"), given=["1"])


def test_a_preview_changes_nothing(enrollment):
    before = plan_of(enrollment)
    services.preview_plan(current=before, wish=Wish(breaks=NEXT_WEEK))
    assert plan_of(enrollment).as_json() == before.as_json()


def test_what_was_previewed_is_what_is_applied(enrollment):
    wish = Wish(mode=Mode.DATE, weekdays="12345", breaks=NEXT_WEEK)
    previewed = services.preview_plan(current=plan_of(enrollment), wish=wish)
    services.apply_plan(enrollment=enrollment, wish=wish)
    assert plan_of(enrollment).as_json() == previewed.as_json()


def test_days_off_push_the_finish(enrollment):
    assert apply(enrollment, breaks=NEXT_WEEK).finish_on == date(2027, 4, 12)


def test_the_same_change_twice_is_one_change(enrollment):
    apply(enrollment, breaks=NEXT_WEEK)
    apply(enrollment, breaks=NEXT_WEEK)
    assert enrollment.changes.count() == 1


def test_keeping_the_date_twice_on_one_day_is_one_change(bens):
    apply(bens, mode=Mode.DATE)
    apply(bens, mode=Mode.DATE)
    assert bens.changes.count() == 1


def test_keeping_the_date_clears_what_was_behind(bens):
    before = plan_of(bens)
    after = apply(bens, mode=Mode.DATE)
    assert (before.behind, after.behind, after.finish_on) == (10, 0, before.finish_on)


def test_weekdays_not_named_stay_as_they_are(enrollment):
    apply(enrollment, weekdays="12345")
    assert apply(enrollment, breaks=NEXT_WEEK).facts.rhythm.weekdays == "12345"


def test_undo_restores_every_day(enrollment):
    before = plan_of(enrollment).as_json()
    apply(enrollment, mode=Mode.DATE, weekdays="67")
    services.undo_plan(enrollment=enrollment)
    assert plan_of(enrollment).as_json() == before


def test_undo_with_nothing_to_undo_does_no_harm(enrollment):
    before = plan_of(enrollment).as_json()
    assert services.undo_plan(enrollment=enrollment).as_json() == before


def test_undoing_one_change_twice_undoes_no_other(enrollment):
    apply(enrollment, weekdays="12345")
    apply(enrollment, breaks=NEXT_WEEK)
    last = enrollment.changes.last()
    for _ in range(2):
        services.undo_plan(enrollment=enrollment, change_id=last.pk)
    assert plan_of(enrollment).facts.rhythm.weekdays == "12345"


def test_a_pause_begins_today(enrollment):
    assert apply(enrollment, pause=True).pause == Break(date(2026, 11, 22))


def test_a_second_pause_changes_nothing(enrollment):
    apply(enrollment, pause=True)
    apply(enrollment, pause=True)
    assert enrollment.changes.count() == 1


def test_coming_back_closes_the_pause_on_the_day_before(enrollment):
    apply(enrollment, pause=True)
    with time_machine.travel("2026-12-03T04:00:00Z"):
        back = apply(enrollment, resume=True)
    assert back.facts.rhythm.breaks == (Break(date(2026, 11, 22), date(2026, 12, 2)),)


def test_a_pause_called_off_on_its_first_day_leaves_no_trace_in_the_plan(enrollment):
    before = plan_of(enrollment).as_json()
    apply(enrollment, pause=True)
    assert apply(enrollment, resume=True).as_json() == before


def test_a_pause_of_two_years_pushes_by_its_days(enrollment):
    finish_on = plan_of(enrollment).finish_on
    apply(enrollment, pause=True)
    with time_machine.travel("2028-11-22T04:00:00Z"):
        back = apply(enrollment, resume=True)
    assert back.finish_on - finish_on == date(2028, 11, 22) - date(2026, 11, 22)


def test_another_start_date_moves_what_is_not_done(enrollment):
    later = apply(enrollment, starts_on=date(2027, 3, 1))
    assert (later.starts_on, later.behind) == (date(2027, 3, 1), 0)
    assert min(lesson.on for lesson in later.lessons if lesson.is_waiting) >= date(2027, 3, 1)


def test_another_start_date_is_taken_back_exactly(enrollment):
    before = plan_of(enrollment).as_json()
    apply(enrollment, starts_on=date(2027, 3, 1))
    assert services.undo_plan(enrollment=enrollment).as_json() == before


def test_the_same_start_date_changes_nothing(enrollment):
    apply(enrollment, starts_on=enrollment.starts_on)
    assert not enrollment.changes.exists()


def test_a_wish_for_minutes_fills_no_day_with_more(enrollment):
    paced = apply(enrollment, minutes=60)
    by_day = Counter()
    for lesson in paced.lessons:
        if lesson.is_waiting and not lesson.fact.stage.has_floor:
            by_day[lesson.on] += lesson.minutes
    assert max(by_day.values()) <= 60


def test_minutes_stay_through_a_later_break(enrollment):
    paced = apply(enrollment, minutes=60)
    later = apply(enrollment, breaks=NEXT_WEEK)
    assert later.facts.rhythm.minutes == 60
    assert later.finish_on > paced.finish_on


def test_zero_minutes_go_back_to_the_days_of_the_syllabus(enrollment):
    before = plan_of(enrollment)
    apply(enrollment, minutes=240)
    assert apply(enrollment, minutes=0).plan.on == before.plan.on


def test_keeping_the_date_gives_up_the_minutes(enrollment):
    apply(enrollment, minutes=240)
    assert apply(enrollment, mode=Mode.DATE).facts.rhythm.minutes is None


def test_public_holidays_push_what_follows(enrollment):
    services.apply_plan(enrollment=enrollment, wish=Wish(starts_on=date(2026, 9, 28)))
    kept = apply(enrollment, holidays=True)
    assert not {lesson.on for lesson in kept.lessons} & {date(2026, 10, day) for day in range(1, 8)}


def test_new_holidays_reach_a_plan_that_keeps_them(enrollment):
    before = apply(enrollment, holidays=True)
    HolidayYear.objects.create(
        year=2027, off=["2027-02-05/2027-02-11"], worked=[], source="通知", checked_on=date(2026, 11, 22)
    )
    services.holidays_changed()
    after = plan_of(Enrollment.objects.select_related("course", "user").get(pk=enrollment.pk))
    assert after.finish_on - before.finish_on == timedelta(days=7)


def test_coming_back_without_a_pause_changes_nothing(enrollment):
    apply(enrollment, resume=True)
    assert not enrollment.changes.exists()


def test_while_paused_nobody_falls_further_behind(bens):
    apply(bens, pause=True)
    with time_machine.travel("2026-12-20T04:00:00Z"):
        later = LearnerPlan.read(Enrollment.objects.get(pk=bens.pk), date(2026, 12, 20))
    assert later.behind == 10


def test_naming_breaks_does_not_end_a_pause(enrollment):
    apply(enrollment, pause=True)
    assert apply(enrollment, breaks=()).pause


def test_the_date_cannot_be_kept_when_no_study_day_is_left(enrollment):
    with pytest.raises(services.NotPossible):
        apply(enrollment, mode=Mode.DATE, breaks=(Break(date(2026, 11, 22), date(2027, 4, 30)),))


def test_a_plan_is_not_changed_without_end_and_an_undo_makes_room(enrollment, monkeypatch):
    monkeypatch.setattr(services, "MOST_CHANGES", 2)
    apply(enrollment, weekdays="12345")
    apply(enrollment, weekdays="1234567")
    with pytest.raises(services.NotPossible):
        apply(enrollment, weekdays="123456")
    services.undo_plan(enrollment=enrollment)
    assert apply(enrollment, weekdays="123456").facts.rhythm.weekdays == "123456"


def test_a_plan_cannot_be_stretched_without_end(enrollment):
    apply(enrollment, weekdays="1")
    apply(enrollment, mode=Mode.DATE, weekdays="1234567")
    with pytest.raises(services.NotPossible):
        apply(enrollment, weekdays="1")


def test_finishing_a_lesson_today_moves_no_lesson(enrollment, lesson):
    apply(enrollment, mode=Mode.DATE, weekdays="12345")
    before = plan_of(enrollment).plan.on
    services.complete_lesson(enrollment=enrollment, lesson=lesson)
    assert plan_of(enrollment).plan.on == before


def test_the_first_look_at_the_last_stage_is_the_one_that_counts(enrollment):
    services.note_floor_opened(enrollment=enrollment)
    with time_machine.travel("2026-12-03T04:00:00Z"):
        services.note_floor_opened(enrollment=enrollment)
    enrollment.refresh_from_db()
    assert enrollment.floor_opened_on == TODAY


# --- The ladder ---------------------------------------------------------------------------------------------


def finish(enrollment, count: int) -> None:
    """The next lessons nobody has done yet. Amy has done 20 of the 38; 23 are the first rung."""
    waiting = enrollment.course.lessons.exclude(completions__enrollment=enrollment).select_related("published")
    for lesson in waiting.in_order()[:count]:
        services.complete_lesson(enrollment=enrollment, lesson=lesson)


def rungs(enrollment) -> list[str]:
    return list(enrollment.awards.values_list("rung", flat=True))


def test_one_lesson_short_of_a_rung_notes_nothing(enrollment):
    finish(enrollment, 2)
    assert rungs(enrollment) == []


def test_the_lesson_that_reaches_a_rung_notes_it(enrollment):
    finish(enrollment, 3)
    award = enrollment.awards.get()
    assert (award.rung, award.reached_on, award.days, award.lesson_count) == ("starter", TODAY, 21, 23)


def test_a_rung_once_reached_stays_when_a_lesson_is_opened_again(enrollment):
    finish(enrollment, 3)
    services.reopen_lesson(enrollment=enrollment, lesson=enrollment.completions.last().lesson)
    services.awards_of(plan=plan_of(enrollment))
    assert rungs(enrollment) == ["starter"]


def test_a_rung_once_reached_stays_when_the_course_grows(enrollment, course):
    finish(enrollment, 3)
    for place in range(40, 90):
        make_lesson(course.stages.get(number=1), place, day=30)
    assert [award.rung for award in services.awards_of(plan=plan_of(enrollment))] == ["starter"]


def test_looking_twice_notes_a_rung_once(enrollment):
    finish(enrollment, 3)
    Award.objects.all().delete()
    for _ in range(2):
        services.awards_of(plan=plan_of(enrollment))
    assert rungs(enrollment) == ["starter"]


def test_whoever_finishes_everything_waits_for_the_floor_to_graduate(enrollment):
    finish(enrollment, 18)
    assert "graduate" not in rungs(enrollment)
