from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.models import Lesson
from progress.models import Enrollment
from teaching.funnel import Cohort, Funnel, months
from tests.conftest import enrolled, person
from tests.teaching.conftest import enrollment_of, work_out


@pytest.fixture
def both(sunday, amy, ben):
    work_out(amy, ben)


def steps(course, **cohort) -> dict:
    funnel = Funnel(Cohort(course, **cohort), at=timezone.now())
    return {step.lesson.key: step for stage in funnel.stages for step in stage.steps}


def test_each_lesson_counts_who_finished_it(both, course):
    found = steps(course)
    assert [found[key].done for key in ("s1-010", "s1-011", "s1-020", "s1-021")] == [2, 1, 1, 0]
    assert (found["s1-010"].share, found["s1-011"].share) == (100, 50)


def test_each_lesson_counts_who_stands_before_it(both, course):
    found = steps(course)
    assert {key for key, step in found.items() if step.standing} == {"s1-011", "s1-021"}


def test_where_learners_went_quiet_is_a_stop(both, course, ben):
    quiet = timezone.now() - timedelta(days=20)
    Enrollment.objects.filter(pk=enrollment_of(ben).pk).update(created_at=quiet)
    enrollment_of(ben).completions.update(done_at=quiet)
    work_out(ben)
    funnel = Funnel(Cohort(course), at=timezone.now())
    assert [(step.lesson.key, step.quiet) for step in funnel.stops] == [("s1-011", 1)]


def test_nobody_quiet_means_no_stop(both, course):
    assert Funnel(Cohort(course), at=timezone.now()).stops == []


def test_a_cohort_is_who_began_in_its_months(both, course):
    late = person("late")
    enrolled(late, course, days_done=1)
    Enrollment.objects.filter(user=late).update(starts_on=date(2026, 12, 31))
    december = {"first": date(2026, 12, 1), "last": date(2026, 12, 1)}
    assert [Funnel(Cohort(course, **months), at=timezone.now()).learner_count for months in ({}, december)] == [3, 1]
    assert steps(course, **december)["s1-001"].done == 1
    assert steps(course, last=date(2026, 11, 1))["s1-001"].done == 2


def test_the_months_are_those_in_which_somebody_began(both, course):
    assert months(course) == [(date(2026, 11, 1), 2)]


def test_lessons_still_being_written_are_no_step(both, course):
    course.lessons.filter(key="s1-030").update(status=Lesson.Status.DRAFT)
    assert "s1-030" not in steps(course)


def test_the_page_reads_as_a_table_for_each_stage(teacher, both):
    page = teacher.get("/teaching/funnel/").text
    assert page.count("<table") == 5 and 'width="50%"' in page


@pytest.mark.parametrize("asked", ["first=2026-11", "first=1999-01", "first=x&last=2026-11"])
def test_a_month_that_nobody_began_in_is_left_out(teacher, both, asked):
    assert teacher.get(f"/teaching/funnel/?{asked}").status_code == 200


def test_the_first_month_after_the_last_finds_nobody(teacher, both, course):
    Enrollment.objects.filter(user__display_name="Ben").update(starts_on=date(2026, 10, 1))
    assert "没有人开始" in teacher.get("/teaching/funnel/?first=2026-11&last=2026-10").text


def test_a_course_nobody_joined_says_so(teacher, course):
    assert "没有人开始" in teacher.get("/teaching/funnel/").text


def test_the_funnel_costs_so_many_questions(teacher, both, django_assert_max_num_queries):
    teacher.get("/teaching/funnel/")
    with django_assert_max_num_queries(12):
        teacher.get("/teaching/funnel/")
