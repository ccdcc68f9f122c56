"""When the rest will be done at the pace of late, with the room a short look leaves. Pure: no database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt

from .schedule import LessonFact, Plan, unfinished

WINDOW = 14  # study days looked back
# It keeps silent until there is something to go by.
LEAST_LESSONS = 3
LEAST_DAYS = 5
FARTHEST = 3000  # study days; beyond that a date would mean nothing


@dataclass(frozen=True)
class Forecast:
    on: date
    earliest: date
    latest: date


@dataclass(frozen=True)
class Review:
    """Which part of the study minutes review took in the window, and will take from now on; 0 to 0.2."""

    behind: float = 0.0
    ahead: float = 0.0

    @property
    def drag(self) -> float:
        """What the lessons' pace is multiplied by when review takes more, or less, than it did."""
        return (1 - self.ahead) / (1 - self.behind)


def window(*, plan: Plan, lessons: Sequence[LessonFact], today: date) -> list[date]:
    """The last study days, oldest first; today only once something was finished on it."""
    has_begun = any(lesson.done_on == today for lesson in lessons)
    last = plan.study_days.number(today)
    if not has_begun and last and plan.study_days.day(last) == today:
        last -= 1
    return [plan.study_days.day(number) for number in range(max(1, last - WINDOW + 1), last + 1)]


def forecast(
    *, plan: Plan, lessons: Sequence[LessonFact], today: date, review: Review | None = None
) -> Forecast | None:
    """None when there is too little to go by, or nothing left.

    Each lesson counts for its share of its stage's days, so a dense stage does not flatter a sparse one. So many
    lessons counted by chance err by the square root of their number (Poisson); that gives the two ends.
    """
    left, days = unfinished(lessons), window(plan=plan, lessons=lessons, today=today)
    recent = [x for x in lessons if x.is_open and x.done_on and days and days[0] <= x.done_on <= today]
    if not left or len(recent) < LEAST_LESSONS or len(days) < LEAST_DAYS:
        return None
    worth = _days_worth(lessons)
    pace = sum(worth[lesson.stage.number] for lesson in recent) / len(days) * (review or Review()).drag
    work = sum(worth[lesson.stage.number] for lesson in left)
    if work / pace > FARTHEST:
        return None
    error = 1 / sqrt(len(recent))
    on, earliest, latest = (_day(plan, today, work / (pace * part)) for part in (1, 1 + error, 1 - error))
    return Forecast(on, earliest, latest)


def _day(plan: Plan, today: date, days: float) -> date:
    return plan.study_days.day(plan.study_days.number(today) + min(ceil(days), FARTHEST))


def _days_worth(lessons: Sequence[LessonFact]) -> dict[int, float]:
    """How many study days one open lesson of each stage stands for."""
    stages = {lesson.stage for lesson in lessons}
    return {
        stage.number: stage.days / max(1, sum(lesson.is_open and lesson.stage == stage for lesson in lessons))
        for stage in stages
    }
