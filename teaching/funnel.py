"""How many of a group of learners finished each lesson, and before which one they stand now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from courses.models import Course, Lesson
from progress.models import Enrollment, LessonCompletion

from .models import Standing

QUIET = timedelta(days=14)
MOST_STOPS = 3


@dataclass(frozen=True)
class Cohort:
    """Who began from the first of one month to the end of another; None leaves an end open."""

    course: Course
    first: date | None = None
    last: date | None = None

    @property
    def began(self) -> Q:
        condition = Q(course=self.course)
        if self.first:
            condition &= Q(starts_on__gte=self.first)
        if self.last:
            condition &= Q(starts_on__lt=(self.last.replace(day=1) + timedelta(days=32)).replace(day=1))
        return condition


@dataclass(frozen=True)
class Step:
    """`standing` learners have this lesson before them now; `quiet` of those who study did nothing for two weeks."""

    lesson: Lesson
    done: int
    standing: int
    quiet: int
    learners: int
    is_stop: bool

    @property
    def share(self) -> int:
        return round(100 * self.done / self.learners) if self.learners else 0


@dataclass(frozen=True)
class StageSteps:
    number: int
    title: str
    steps: list[Step]

    @property
    def standing(self) -> int:
        return sum(step.standing for step in self.steps)

    @property
    def first_share(self) -> int:
        return self.steps[0].share

    @property
    def last_share(self) -> int:
        return self.steps[-1].share


class Funnel:
    def __init__(self, cohort: Cohort, *, at: datetime):
        self.cohort = cohort
        self.at = at

    @cached_property
    def learner_count(self) -> int:
        return Enrollment.objects.filter(self.cohort.began).count()

    @cached_property
    def stages(self) -> list[StageSteps]:
        return [
            StageSteps(number, steps[0].lesson.stage.title, steps)
            for number, group in groupby(self._steps(), key=lambda step: step.lesson.stage.number)
            if (steps := list(group))
        ]

    @cached_property
    def stops(self) -> list[Step]:
        """Where most of those who went quiet stand."""
        steps = [step for stage in self.stages for step in stage.steps if step.is_stop]
        return sorted(steps, key=lambda step: -step.quiet)

    @cached_property
    def finished_count(self) -> int:
        return self._standings.filter(state=Standing.State.FINISHED).count()

    @property
    def _standings(self):
        return Standing.objects.filter(enrollment__in=Enrollment.objects.filter(self.cohort.began))

    def _steps(self) -> Iterator[Step]:
        done, standing = self._done(), self._standing()
        quietest = sorted(standing, key=lambda lesson: standing[lesson][1], reverse=True)[:MOST_STOPS]
        lessons = Lesson.objects.filter(course=self.cohort.course).open().in_order().select_related("stage")
        for lesson in lessons.only("key", "title", "stage__number", "stage__title"):
            here, quiet = standing.get(lesson.pk, (0, 0))
            is_stop = quiet > 0 and lesson.pk in quietest
            yield Step(lesson, done.get(lesson.pk, 0), here, quiet, self.learner_count, is_stop)

    def _done(self) -> dict[int, int]:
        began = Enrollment.objects.filter(self.cohort.began)
        rows = LessonCompletion.objects.filter(enrollment__in=began).order_by().values_list("lesson")
        return dict(rows.annotate(Count("pk")))

    def _standing(self) -> dict[int, tuple[int, int]]:
        quiet = Q(state=Standing.State.STUDYING, active_at__lte=self.at - QUIET)
        rows = self._standings.exclude(next_lesson=None).order_by().values_list("next_lesson")
        counted = rows.annotate(here=Count("pk"), quiet=Count("pk", filter=quiet))
        return {lesson: (here, still) for lesson, here, still in counted}


def months(course: Course) -> list[tuple[date, int]]:
    """The months in which learners of this course began, newest first, with how many."""
    began = Enrollment.objects.filter(course=course).annotate(month=TruncMonth("starts_on")).values_list("month")
    return list(began.annotate(Count("pk")).order_by("-month"))
