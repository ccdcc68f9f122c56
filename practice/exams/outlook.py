"""What a page says before anything is handed in: whether a model will grade it.

Lesson pages ask for each of their tasks, so what the exams say is remembered for a few seconds, as the providers are:
a change is seen by every process that soon. Handing in asks the exams themselves.
"""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from courses.models import Exercise

from ..assignment import assignment_of
from ..grading.judge_prompt import fingerprint_of
from ..models import RubricExam
from . import standings
from .exam_rule import Sat, held_back, standing

REMEMBERED = 5.0  # seconds


@dataclass(frozen=True)
class Outlook:
    """The exams with one judge, by exercise, the newest first."""

    judge: str
    exams: Mapping[int, Sequence[Sat]]
    is_any_held: bool
    # Rendering what a judge reads is work, too; by exercise and revision.
    reasons: dict[tuple[int, int | None], str] = field(default_factory=dict)

    def reason(self, exercise: Exercise) -> str:
        if not self.is_any_held:
            return ""
        key = exercise.pk, exercise.lesson.published_id
        if key not in self.reasons:
            fingerprint = fingerprint_of(assignment_of(exercise))
            found = standing(self.exams.get(exercise.pk, ()), fingerprint=fingerprint, judge=self.judge)
            self.reasons[key] = held_back(found, is_any_held=True)
        return self.reasons[key]


_known: Outlook | None = None
_known_until = 0.0


def why_held_back(exercise: Exercise) -> str:
    """As `HandIn.held_back` would say it of work handed in now. Only for a task that is judged, on a site with a model.

    May ask the database: not inside an event loop.
    """
    judge = standings.judge_now()
    known = _known
    if known is None or known.judge != judge or time.monotonic() >= _known_until:
        known = _read(judge)
        remember(known)
    return known.reason(exercise)


def forget() -> None:
    global _known
    _known = None


def remember(outlook: Outlook, *, lasts: float = REMEMBERED) -> None:
    global _known, _known_until
    _known, _known_until = outlook, time.monotonic() + lasts


def _read(judge: str) -> Outlook:
    rows = RubricExam.objects.filter(judge=judge).order_by("-pk")
    exams: dict[int, list[Sat]] = defaultdict(list)
    for exercise, fingerprint, is_passed in rows.values_list("exercise_id", "fingerprint", "is_passed"):
        exams[exercise].append(Sat(fingerprint, judge, is_passed))
    return Outlook(judge, exams, is_any_held=bool(exams) or standings.is_any_held())
