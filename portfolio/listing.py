"""All projects of the learner's course, each with how far it has come. Four questions, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpRequest

from courses.models import Exercise, Lesson
from progress import current
from progress.models import Enrollment

from .mine import MODE
from .models import Project
from .standing import State
from .work import Work, latest_hand_ins


@dataclass(frozen=True)
class Listing:
    is_enrolled: bool
    works: Sequence[Work] = ()

    @property
    def underway(self) -> list[Work]:
        """Begun and not passed: what one comes here for."""
        return [work for work in self.works if work.project and work.standing.state != State.PASSED]

    @property
    def by_stage(self) -> list[tuple[object, list[Work]]]:
        rest = [work for work in self.works if work not in self.underway]
        return [(stage, list(some)) for stage, some in groupby(rest, key=lambda work: work.exercise.lesson.stage)]

    @property
    def passed_count(self) -> int:
        return sum(work.standing.state == State.PASSED for work in self.works)


def of(request: HttpRequest) -> Listing:
    learner = current.learner(request)
    enrollment = learner.enrollment if learner else None
    if enrollment is None:
        return Listing(is_enrolled=False)
    projects = {row.exercise_id: row for row in enrollment.projects.prefetch_related("steps")}
    exercises = list(_exercises(enrollment, projects))
    hand_ins = latest_hand_ins(enrollment, [exercise.pk for exercise in exercises])
    works = [Work(exercise, projects.get(exercise.pk), hand_ins.get(exercise.pk)) for exercise in exercises]
    return Listing(is_enrolled=True, works=works)


def _exercises(enrollment: Enrollment, projects: dict[int, Project]) -> QuerySet[Exercise]:
    """What learners can see now, and what this one has begun."""
    open_ones = Exercise.objects.filter(
        removed_at=None, lesson__in=Lesson.objects.open().filter(course=enrollment.course_id)
    )
    known = open_ones | Exercise.objects.filter(pk__in=projects)
    order = ("lesson__stage__number", "lesson__order", "position")
    return known.filter(mode=MODE).select_related("lesson__stage", "lesson__course").order_by(*order)
