"""Who is learning, in this request: asked once, shared by the header, the page and its fragments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from courses.models import Course, Lesson

from .clock import today_of
from .joined import Joined, joined_by
from .learner_plan import LearnerPlan
from .models import Enrollment, QuizAnswer

_KEPT = "_learner"


@dataclass(frozen=True)
class LessonRecord:
    """What one learner did in one lesson. `answers` hold the latest choice and fingerprint by question key."""

    done_on: date | None = None
    done_wording: str | None = None  # of the revision it was finished with
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    tasks_left: int = 0  # required ones not passed yet


class Learner:
    """One query for the enrollments with everything the header shows; with a lesson, its record comes along."""

    def __init__(self, user: User, lesson: Lesson | None = None):
        self.user = user
        self.today = today_of(user)
        self._records: dict[int, LessonRecord] = {}
        self._plans: dict[int, LearnerPlan] = {}
        self._joined = joined_by(user, lesson)
        if lesson is not None:
            self._records[lesson.pk] = _record(self._joined, lesson)

    @property
    def joined(self) -> Joined | None:
        """The course joined last."""
        return self._joined[0] if self._joined else None

    @property
    def enrollment(self) -> Enrollment | None:
        return self.joined.enrollment if self.joined else None

    def enrollment_in(self, course_id: int) -> Enrollment | None:
        enrollments = (joined.enrollment for joined in self._joined)
        return next((enrollment for enrollment in enrollments if enrollment.course_id == course_id), None)

    def record_of(self, lesson: Lesson) -> LessonRecord:
        if lesson.pk not in self._records:
            self._records[lesson.pk] = _record(joined_by(self.user, lesson), lesson)
        return self._records[lesson.pk]

    def plan_in(self, course: Course) -> LearnerPlan | None:
        enrollment = self.enrollment_in(course.pk)
        return self.plan_of(enrollment) if enrollment else None

    def plan_of(self, enrollment: Enrollment) -> LearnerPlan:
        if enrollment.pk not in self._plans:
            self._plans[enrollment.pk] = LearnerPlan.read(enrollment, self.today)
        return self._plans[enrollment.pk]


def learner(request: HttpRequest, lesson: Lesson | None = None) -> Learner | None:
    """None for a visitor."""
    if not request.user.is_authenticated:
        return None
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, Learner(request.user, lesson))
    return getattr(request, _KEPT)


def forget(request: HttpRequest) -> None:
    """After a change, so that the answer to the same request shows it."""
    if hasattr(request, _KEPT):
        delattr(request, _KEPT)


def _record(joined: Iterable[Joined], lesson: Lesson) -> LessonRecord:
    for here in joined:
        if here.enrollment.course_id == lesson.course_id:
            answers = QuizAnswer.objects.latest_by_key(here.enrollment, lesson) if here.has_answers else {}
            return LessonRecord(here.lesson_done_on, here.lesson_done_wording, answers, here.lesson_tasks_left)
    return LessonRecord()
