from datetime import date

import pytest

from progress import services
from progress.mastery import mastered
from progress.models import QuizAnswer

pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def learnt(enrollment, course):
    """A lesson Amy has done, with every question right and every required task passed."""
    lesson = course.lessons.filter(completions__enrollment=enrollment, exercises__isnull=False).first()
    for question in lesson.questions.all():
        answer(enrollment, question)
    for exercise in lesson.exercises.filter(is_optional=False):
        services.note_task_passed(enrollment=enrollment, exercise=exercise)
    return lesson


def answer(enrollment, question, *, is_correct=True):
    QuizAnswer.objects.create(
        enrollment=enrollment,
        question=question,
        revision=question.lesson.published,
        choice=[1],
        is_correct=is_correct,
    )


def test_all_questions_right_and_all_required_tasks_passed_is_mastered(enrollment, learnt):
    assert learnt in mastered(enrollment)


def test_the_latest_answer_counts(enrollment, learnt):
    answer(enrollment, learnt.questions.first(), is_correct=False)
    assert learnt not in mastered(enrollment)


def test_a_task_not_passed_leaves_it_done_only(enrollment, learnt):
    enrollment.passes.all().delete()
    assert learnt not in mastered(enrollment)


def test_a_task_taken_out_of_the_lesson_is_asked_of_nobody(enrollment, learnt):
    enrollment.passes.all().delete()
    learnt.exercises.update(removed_at="2026-11-22T04:00:00Z")
    assert learnt in mastered(enrollment)


def test_an_optional_task_is_not_needed(enrollment, learnt):
    enrollment.passes.all().delete()
    learnt.exercises.update(is_optional=True)
    assert learnt in mastered(enrollment)


def test_what_is_not_done_is_not_mastered(enrollment, learnt):
    services.reopen_lesson(enrollment=enrollment, lesson=learnt)
    assert learnt not in mastered(enrollment)


def test_passing_twice_keeps_the_first_day(enrollment, learnt):
    exercise = learnt.exercises.first()
    services.note_task_passed(enrollment=enrollment, exercise=exercise)
    assert enrollment.passes.get(exercise=exercise).passed_on == date(2026, 11, 22)
