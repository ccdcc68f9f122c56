"""One question in words of its own says the same as the rows it counts."""

import pytest
from django.utils import timezone

from courses.models import Course, Lesson
from progress import services
from progress.joined import joined_by
from progress.models import LessonCompletion

pytestmark = pytest.mark.django_db


def test_who_has_joined_nothing_gets_nothing(stranger):
    assert joined_by(stranger) == []


def test_done_counts_the_lessons_that_are_open(amy):
    (joined,) = joined_by(amy)
    assert joined.done_count == LessonCompletion.objects.filter(enrollment=joined.enrollment).count() > 0
    done = LessonCompletion.objects.filter(enrollment=joined.enrollment).first()
    Lesson.objects.filter(pk=done.lesson_id).update(withdrawn_at=timezone.now())
    assert joined_by(amy)[0].done_count == joined.done_count - 1


def test_the_day_a_lesson_was_done_comes_as_a_day(amy):
    done = LessonCompletion.objects.filter(enrollment__user=amy).select_related("lesson").first()
    assert joined_by(amy, done.lesson)[0].lesson_done_on == done.done_on


def test_a_lesson_without_answers_says_so(amy, lesson):
    assert not joined_by(amy, lesson)[0].has_answers


def test_a_lesson_with_an_answer_says_so(amy, lesson):
    question = lesson.questions.first()
    question.lesson = lesson
    services.answer_question(enrollment=amy.enrollments.get(), question=question, given=["0"])
    assert joined_by(amy, lesson)[0].has_answers


def test_required_tasks_are_left_until_they_are_passed(amy, lesson):
    assert joined_by(amy, lesson)[0].lesson_tasks_left == 1
    services.note_task_passed(enrollment=amy.enrollments.get(), exercise=lesson.exercises.get())
    assert joined_by(amy, lesson)[0].lesson_tasks_left == 0


def test_optional_tasks_are_not_left(amy, lesson):
    lesson.exercises.update(is_optional=True)
    assert joined_by(amy, lesson)[0].lesson_tasks_left == 0


def test_the_course_joined_last_comes_first(amy, sunday):
    other = Course.objects.create(slug="other", title="别的课", language="zh-Hans", summary="另一门")
    services.enrol(user=amy, course=other, starts_on=sunday)
    assert [joined.enrollment.course.slug for joined in joined_by(amy)] == ["other", "aigc"]


def test_the_facts_of_the_plan_come_along(amy):
    (joined,) = joined_by(amy)
    assert joined.enrollment.facts == amy.enrollments.get().facts
