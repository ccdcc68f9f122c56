"""Who is learning, in this request: asked once, shared by the header, the page and its fragments."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from courses.models import Course, Lesson
from courses.pieces import questions_of

from .clock import today_of
from .learner_plan import LearnerPlan
from .models import Enrollment

_KEPT = "_learner"
_TOO_LONG = ("course__body", "course__html")


@dataclass(frozen=True)
class StageLength:
    number: int
    title: str
    days: int


@dataclass(frozen=True)
class LessonRecord:
    """What one learner did in one lesson. `answers` hold the latest choice and fingerprint by question key."""

    done_on: date | None = None
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)


class Learner:
    """One query for the enrollments with everything the header shows; with a lesson, its record comes along."""

    def __init__(self, user: User, lesson: Lesson | None = None):
        self.user = user
        self.today = today_of(user)
        self._records: dict[int, LessonRecord] = {}
        rows: Any = Enrollment.objects.of(user).counted().by_stage().select_related("course").defer(*_TOO_LONG)
        if lesson is not None:
            rows = rows.with_record_of(lesson, questions_of(lesson))
        self._rows: list[Any] = list(rows)
        for row in self._rows:
            row.user = user
            if lesson is not None and row.course_id == lesson.course_id:
                self._records[lesson.pk] = _record(row, lesson)

    @property
    def enrollment(self) -> Enrollment | None:
        """The one joined last."""
        return self._rows[0] if self._rows else None

    def enrollment_in(self, course_id: int) -> Enrollment | None:
        return next((row for row in self._rows if row.course_id == course_id), None)

    def stages(self, enrollment: Enrollment) -> list[StageLength]:
        return [
            StageLength(row.stage_number, row.stage_title, row.stage_days)
            for row in self._rows
            if row.pk == enrollment.pk and row.stage_number is not None
        ]

    def record_of(self, lesson: Lesson) -> LessonRecord:
        if lesson.pk not in self._records:
            rows = Enrollment.objects.of(self.user).covering(lesson).with_record_of(lesson, questions_of(lesson))
            row = rows.first()
            self._records[lesson.pk] = _record(row, lesson) if row else LessonRecord()
        return self._records[lesson.pk]

    def plan_in(self, course: Course) -> LearnerPlan | None:
        enrollment = self.enrollment_in(course.pk)
        return self.plan_of(enrollment) if enrollment else None

    def plan_of(self, enrollment: Enrollment) -> LearnerPlan:
        if enrollment.pk not in self._plans:
            self._plans[enrollment.pk] = LearnerPlan.read(enrollment, self.today)
        return self._plans[enrollment.pk]

    @cached_property
    def _plans(self) -> dict[int, LearnerPlan]:
        return {}


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


def _record(row: Enrollment, lesson: Lesson) -> LessonRecord:
    answers = {question.key: getattr(row, f"answer_{question.pk}") for question in questions_of(lesson)}
    return LessonRecord(
        done_on=row.record_done_on,  # type: ignore[attr-defined]
        answers={key: _parsed(answer) for key, answer in answers.items() if answer},
    )


def _parsed(answer: dict[str, Any]) -> dict[str, Any]:
    # SQLite puts the JSON column into the object as text, PostgreSQL as JSON.
    choice = answer["choice"]
    return {**answer, "choice": json.loads(choice) if isinstance(choice, str) else choice}
