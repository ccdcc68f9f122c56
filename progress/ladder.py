"""The ladder: how far a learner has come, from dated facts. Pure: no database, no clock.

Its bounds count every lesson of the course, those being written included: 90 and 105 of 149. What was reached once
stays reached (`progress.services.awards_of`); this module only says what the facts of today amount to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from .schedule import LessonFact

PRODIGY_DAYS = 15  # calendar days, both ends included: a pause does not stretch them
AI_KID_STAGES = frozenset({1, 2})
STAGES = 5


class Rung(StrEnum):
    STARTER = "starter"  # 入门合格
    QUALIFIED = "qualified"  # 合格
    AI_KID = "ai-kid"  # AI小子
    PRODIGY = "prodigy"  # 天才
    GRADUATE = "graduate"  # 毕业


SHARES = {Rung.STARTER: 60, Rung.QUALIFIED: 70}  # per cent of all lessons


@dataclass(frozen=True)
class Reached:
    rung: Rung
    on: date
    days: int  # calendar days from the beginning, both ends included


@dataclass(frozen=True)
class Course:
    """The lessons in course order; which of them are projects, by key; stages with a floor: the day it ends."""

    lessons: Sequence[LessonFact]
    projects: frozenset[str] = frozenset()
    floors: Mapping[int, date] | None = None


def reached(course: Course, *, starts_on: date, today: date) -> list[Reached]:
    """The rungs in their own order. Who began before the planned start counts from the first lesson done."""
    done = sorted(lesson.done_on for lesson in course.lessons if lesson.done_on)
    if not done:
        return []
    begun = min(starts_on, done[0])
    days = {
        **{rung: _nth(done, needed(share, len(course.lessons))) for rung, share in SHARES.items()},
        Rung.AI_KID: _all_done([lesson for lesson in course.lessons if lesson.stage.number in AI_KID_STAGES]),
        Rung.PRODIGY: _within(_all_done(course.lessons), begun),
        Rung.GRADUATE: _graduated(course),
    }
    return [Reached(rung, on, (on - begun).days + 1) for rung, on in days.items() if on and on <= today]


def needed(share: int, total: int) -> int:
    """How many lessons a share in per cent asks for: a started lesson counts as a whole one."""
    return ceil(share * total / 100)


def _nth(done: Sequence[date], number: int) -> date | None:
    return done[number - 1] if 0 < number <= len(done) else None


def _all_done(lessons: Sequence[LessonFact]) -> date | None:
    days = [lesson.done_on for lesson in lessons]
    finished = [day for day in days if day]
    return max(finished) if finished and len(finished) == len(days) else None


def _within(on: date | None, begun: date) -> date | None:
    return on if on and (on - begun).days < PRODIGY_DAYS else None


def _graduated(course: Course) -> date | None:
    """Every lesson of all five stages, a project among them, and no floor still running."""
    last = _all_done(course.lessons)
    stages = {lesson.stage.number for lesson in course.lessons}
    has_project = any(lesson.key in course.projects for lesson in course.lessons)
    if last is None or len(stages) < STAGES or not has_project:
        return None
    return max([last, *(course.floors or {}).values()])
