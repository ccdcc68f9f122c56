"""Done and mastered are two things. Mastered: every answer of the quiz is right, every required task passed."""

from django.db.models import OuterRef, QuerySet, Subquery

from courses.models import Exercise, Lesson, Question

from .models import Enrollment, QuizAnswer, TaskPass


def mastered(enrollment: Enrollment) -> QuerySet[Lesson]:
    """Lessons that are done and mastered. The latest answer to a question counts; a task once passed stays passed."""
    done = Lesson.objects.open().filter(course=enrollment.course_id, completions__enrollment=enrollment)
    return done.exclude(pk__in=_with_a_gap_in_the_quiz(enrollment)).exclude(pk__in=_with_a_task_to_pass(enrollment))


def _with_a_gap_in_the_quiz(enrollment: Enrollment) -> QuerySet:
    answers = QuizAnswer.objects.filter(enrollment=enrollment, question=OuterRef("pk")).order_by("-pk")
    asked = Question.objects.filter(lesson__course=enrollment.course_id, removed_at=None)
    return asked.alias(is_right=Subquery(answers.values("is_correct")[:1])).exclude(is_right=True).values("lesson")


def _with_a_task_to_pass(enrollment: Enrollment) -> QuerySet:
    passed = TaskPass.objects.filter(enrollment=enrollment).values("exercise")
    required = Exercise.objects.filter(lesson__course=enrollment.course_id, removed_at=None, is_optional=False)
    return required.exclude(pk__in=passed).values("lesson")
