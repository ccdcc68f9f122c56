"""The courses a learner has joined, with what every page shows of them: one question, in words of its own.

Every page of a signed-in learner asks it, and building such a query takes Django ten times as long as asking it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import User
from courses import editions
from courses.models import Lesson

from .models import Enrollment

_JOINED = """
SELECT e.*, c.edition,
    (SELECT count(*) FROM progress_lessoncompletion d JOIN courses_lesson l ON l.id = d.lesson_id
     WHERE d.enrollment_id = e.id AND l.status IN ('ready', 'outdated') AND l.withdrawn_at IS NULL) AS done_count,
    (SELECT d.done_on FROM progress_lessoncompletion d
     WHERE d.enrollment_id = e.id AND d.lesson_id = %(lesson)s) AS lesson_done_on,
    (SELECT r.wording FROM progress_lessoncompletion d JOIN courses_lessonrevision r ON r.id = d.revision_id
     WHERE d.enrollment_id = e.id AND d.lesson_id = %(lesson)s) AS lesson_done_wording,
    (SELECT count(*) FROM courses_exercise x
     WHERE x.lesson_id = %(lesson)s AND x.removed_at IS NULL AND NOT x.is_optional AND NOT EXISTS
     (SELECT 1 FROM progress_taskpass p WHERE p.exercise_id = x.id AND p.enrollment_id = e.id)) AS lesson_tasks_left,
    EXISTS (SELECT 1 FROM progress_quizanswer a JOIN courses_question q ON q.id = a.question_id
     WHERE a.enrollment_id = e.id AND q.lesson_id = %(lesson)s) AS has_answers
FROM progress_enrollment e JOIN courses_course c ON c.id = e.course_id
WHERE e.user_id = %(user)s ORDER BY e.id DESC
"""


@dataclass(frozen=True)
class Joined:
    """An enrollment; `done_count` of the lessons that are open; and of the lesson asked for, if any, what is done."""

    enrollment: Enrollment
    edition: UUID | str
    done_count: int
    lesson_done_on: date | None
    lesson_done_wording: str | None
    lesson_tasks_left: int  # required ones not passed yet
    has_answers: bool

    @property
    def outline(self) -> editions.Outline:
        return editions.outline(self.enrollment.course_id, self.edition)


def joined_by(user: User, lesson: Lesson | None = None) -> list[Joined]:
    """The course joined last comes first."""
    rows: Any = Enrollment.objects.raw(_JOINED, {"user": user.pk, "lesson": lesson.pk if lesson else None})
    return [_joined(user, row) for row in rows]


def _joined(user: User, row: Any) -> Joined:
    found = Joined(
        enrollment=row,
        edition=row.edition,
        done_count=row.done_count,
        lesson_done_on=_day(row.lesson_done_on),
        lesson_done_wording=row.lesson_done_wording,
        lesson_tasks_left=row.lesson_tasks_left,
        has_answers=bool(row.has_answers),
    )
    row.user, row.course = user, found.outline.course
    return found


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value  # SQLite keeps days as text
