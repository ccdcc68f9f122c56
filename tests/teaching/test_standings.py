from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Lesson
from practice.models import Attempt
from progress import services
from progress.clock import today_of
from progress.learner_plan import LearnerPlan
from progress.models import Enrollment, LessonCompletion
from teaching import standings
from teaching.models import Standing
from tests.conftest import person
from tests.teaching.conftest import enrollment_of, work_out


def standing_of(user) -> Standing:
    work_out(user)
    return Standing.objects.get(pk=enrollment_of(user).pk)


@pytest.mark.parametrize("name", ["amy", "ben"])
def test_a_row_says_what_the_learners_own_plan_says(sunday, request, name):
    user = request.getfixturevalue(name)
    plan = LearnerPlan.read(enrollment_of(user), sunday)
    kept = standing_of(user)
    said = (kept.behind, kept.ahead, kept.done_count, kept.forecast_on, kept.as_of)
    assert said == (plan.behind, plan.ahead, plan.done_count, plan.forecast_on, plan.today)


def test_who_stopped_after_ten_days_is_ten_days_behind(sunday, ben):
    kept = standing_of(ben)
    assert (kept.state, kept.behind, kept.next_lesson.key, kept.stage_number) == ("studying", 10, "s1-011", 1)


def test_who_pauses_is_never_behind(sunday, ben):
    Enrollment.objects.update(replans=[_paused_since(sunday - timedelta(days=3))])
    kept = standing_of(ben)
    assert (kept.state, kept.behind) == ("paused", 0)


def _paused_since(day) -> dict:
    return {"on": day.isoformat(), "mode": "load", "weekdays": "1234567", "breaks": [f"{day}/"], "finished": []}


def test_who_has_not_begun_is_coming(sunday, course):
    late = person("late")
    services.enrol(user=late, course=course, starts_on=sunday + timedelta(days=3))
    assert standing_of(late).state == Standing.State.COMING


def test_who_did_every_open_lesson_has_finished(sunday, amy, course):
    enrollment = enrollment_of(amy)
    done = set(enrollment.completions.values_list("lesson", flat=True))
    LessonCompletion.objects.bulk_create(
        LessonCompletion(
            enrollment=enrollment, lesson=lesson, revision=lesson.published, done_on=sunday, done_at=timezone.now()
        )
        for lesson in course.lessons.exclude(pk__in=done).select_related("published")
    )
    kept = standing_of(amy)
    assert (kept.state, kept.next_lesson, kept.stage_number) == ("finished", None, 5)


def test_a_lesson_still_being_written_stops_nobody(sunday, ben, course):
    course.lessons.filter(key="s1-011").update(status=Lesson.Status.DRAFT)
    assert standing_of(ben).next_lesson.key == "s1-012"


def test_joining_is_the_first_activity(sunday, course):
    new = person("new")
    services.enrol(user=new, course=course, starts_on=sunday)
    assert standing_of(new).active_at == enrollment_of(new).created_at


def test_an_attempt_is_an_activity_and_the_latest_act_counts(sunday, ben, lesson):
    enrollment = enrollment_of(ben)
    attempt = Attempt.objects.create(
        enrollment=enrollment, exercise=lesson.exercises.get(), revision=lesson.published, key="1", text="……"
    )
    later = timezone.now() + timedelta(hours=1)
    Attempt.objects.filter(pk=attempt.pk).update(created_at=later)
    assert standing_of(ben).active_at == later


def test_today_is_the_day_where_the_learner_lives(sunday, ben):
    ben.time_zone = "Pacific/Honolulu"
    ben.save()
    assert standing_of(ben).as_of == today_of(ben) == sunday - timedelta(days=1)


def test_working_out_twice_keeps_one_row(sunday, ben):
    work_out(ben)
    work_out(ben)
    assert Standing.objects.count() == 1


def test_many_are_worked_out_with_as_many_questions_as_one(sunday, amy, ben, django_assert_num_queries):
    learners = [enrollment_of(user) for user in (amy, ben)]
    standings.refresh(learners, at=timezone.now())  # the first one of an edition reads the lessons for all that follow
    with django_assert_num_queries(11):
        standings.refresh(learners[:1], at=timezone.now())
    with django_assert_num_queries(11):
        standings.refresh(learners, at=timezone.now())


def test_a_round_takes_whoever_has_no_row_and_the_oldest(sunday, amy, ben):
    work_out(amy)
    Standing.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert standings.refresh_oldest(at=timezone.now()) == 2
    assert standings.refresh_oldest(at=timezone.now()) == 0


def test_no_row_is_made_for_somebody_who_leaves_meanwhile(sunday, amy, ben):
    learners = [enrollment_of(user) for user in (amy, ben)]
    ben.delete()
    standings.refresh(learners, at=timezone.now())
    assert [kept.enrollment.user for kept in Standing.objects.all()] == [amy]


def test_a_newcomer_has_a_row_before_the_next_round(sunday, amy, ben, course):
    work_out(amy)
    standings.welcome(course, at=timezone.now())
    assert Standing.objects.filter(pk=enrollment_of(ben).pk).exists()
