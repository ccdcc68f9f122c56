"""The plans of many learners of one course, read together: as many questions for five hundred as for one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from courses.models import Lesson, Question
from progress.clock import today_of
from progress.learner_plan import Done, LearnerPlan, rows_with
from progress.models import Enrollment, LessonCompletion, ReviewCard
from progress.review import Memory
from progress.review_queue import Remembered


def plans_of(enrollments: Sequence[Enrollment]) -> Iterator[LearnerPlan]:
    """The learner's plan as of today where they live. The enrollments come with their users."""
    questions = _review_questions(enrollments[0].course_id)
    done, memories = _done(enrollments), _memories(enrollments)
    for enrollment in enrollments:
        own = done[enrollment.pk]
        rows = rows_with(enrollment.course, own)
        plan = LearnerPlan(enrollment=enrollment, rows=rows, today=today_of(enrollment.user), facts=enrollment.facts)
        # The forecast needs what the learner remembers; read alone, each plan would ask for it by itself.
        plan.reviews.remembered = [
            Remembered(question, lesson, own[lesson][0], memories[enrollment.pk].get(question))
            for question, lesson in questions
            if lesson in own
        ]
        yield plan


def _done(enrollments: Sequence[Enrollment]) -> dict[int, dict[int, Done]]:
    found: dict[int, dict[int, Done]] = defaultdict(dict)
    rows = LessonCompletion.objects.filter(enrollment__in=[enrollment.pk for enrollment in enrollments])
    for enrollment, lesson, on, wording in rows.values_list("enrollment", "lesson", "done_on", "revision__wording"):
        found[enrollment][lesson] = (on, wording)
    return found


def _review_questions(course_id: int) -> list[tuple[int, int]]:
    """Those that can come back, each with its lesson."""
    open_ones = Lesson.objects.open().filter(course=course_id)
    found = Question.objects.filter(is_for_review=True, removed_at=None, lesson__in=open_ones)
    return list(found.order_by("pk").values_list("pk", "lesson"))


def _memories(enrollments: Sequence[Enrollment]) -> dict[int, dict[int, Memory]]:
    """What each of them remembers, by question."""
    found: dict[int, dict[int, Memory]] = defaultdict(dict)
    cards = ReviewCard.objects.filter(enrollment__in=[enrollment.pk for enrollment in enrollments])
    rows: Any = cards.exclude(stability=None).values_list(
        "enrollment", "question", "stability", "difficulty", "reviewed_on", "due_on"
    )
    for enrollment, question, *memory in rows:
        found[enrollment][question] = Memory(*memory)
    return found
