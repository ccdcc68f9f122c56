"""The plan: facts folded into one day for each lesson. Pure: no database, no clock.

Lateness is computed here each time and stored nowhere. A plan day is a study day of the learner.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate, groupby

from .study_days import NO_HOLIDAYS, ONE_DAY, Holidays, Rhythm, StudyDays

# What an outline without a length counts for when lessons are dealt anew, so that it keeps a place of its own.
USUAL_MINUTES = 30


@dataclass(frozen=True)
class StageFact:
    number: int
    days: int
    has_floor: bool = False


@dataclass(frozen=True)
class LessonFact:
    """What the plan must know of a lesson; `done_on` and `is_open` never move a day."""

    key: str
    stage: StageFact
    day: int
    minutes: int = 0
    is_open: bool = True
    done_on: date | None = None


class Mode(StrEnum):
    LOAD = "load"
    DATE = "date"


@dataclass(frozen=True)
class Replan:
    """A change of the plan, in force from `on`. Lessons finished by then never move again."""

    on: date
    mode: Mode
    rhythm: Rhythm
    finished: frozenset[str] = frozenset()
    starts_on: date | None = None  # another start date, when it was changed


@dataclass(frozen=True)
class Facts:
    first_start_on: date
    weekdays: str
    replans: tuple[Replan, ...] = ()
    holidays: Holidays = NO_HOLIDAYS

    @property
    def starts_on(self) -> date:
        """The start date that holds now."""
        changed = (change.starts_on for change in reversed(self.replans) if change.starts_on)
        return next(changed, self.first_start_on)

    @property
    def rhythm(self) -> Rhythm:
        """What holds now."""
        return self.replans[-1].rhythm if self.replans else Rhythm(self.weekdays)

    @property
    def keeps_holidays(self) -> bool:
        """Now or before: days behind us stay as they were."""
        return any(change.rhythm.keeps_holidays for change in self.replans)

    def with_replan(self, change: Replan) -> "Facts":
        return replace(self, replans=(*self.replans, change))


@dataclass(frozen=True)
class Plan:
    on: dict[str, date]
    finish_on: date
    study_days: StudyDays


@dataclass(frozen=True)
class _State:
    """The plan between two changes: lessons by study day, except the fixed ones, which keep a date."""

    days: StudyDays
    numbers: dict[str, int]
    finish_on: date
    minutes: int | None = None
    fixed: dict[str, date] = field(default_factory=dict)

    def on(self, key: str) -> date:
        return self.fixed.get(key) or self.days.day(self.numbers[key])


def plan(*, facts: Facts, lessons: Sequence[LessonFact], today: date) -> Plan:
    """One planned day for each lesson. `lessons` stand in course order.

    `today` matters only to an open pause, which pushes what follows one day further each day.
    """
    # Until the next change, a pause is as long as it was known to be when that change was made.
    seen_on = [*(change.on for change in facts.replans), today]
    state = _as_enrolled(facts, lessons, seen_on[0])
    for change, until in zip(facts.replans, seen_on[1:], strict=True):
        state = _changed(state, change, lessons, until)
    return Plan({key: state.on(key) for key in state.numbers}, state.finish_on, state.days)


def study_days(*, facts: Facts, today: date) -> StudyDays:
    """The learner's study days, for who needs no lessons."""
    days = _first_days(facts, today)
    for change in facts.replans:
        days = _days_under(days, change, today)
    return days


def _first_days(facts: Facts, seen_on: date) -> StudyDays:
    rhythms = [(facts.first_start_on, Rhythm(facts.weekdays))]
    return StudyDays(starts_on=facts.first_start_on, rhythms=rhythms, seen_on=seen_on, holidays=facts.holidays)


def _days_under(days: StudyDays, change: Replan, seen_on: date) -> StudyDays:
    if change.starts_on:
        return days.restarted(change.rhythm, starts_on=change.starts_on, seen_on=seen_on)
    return days.changed(change.rhythm, since=change.on, seen_on=seen_on)


def _as_enrolled(facts: Facts, lessons: Sequence[LessonFact], seen_on: date) -> _State:
    days = _first_days(facts, seen_on)
    return _State(days, syllabus_days(lessons), finish_on=days.day(course_days({lesson.stage for lesson in lessons})))


def _changed(before: _State, change: Replan, lessons: Sequence[LessonFact], seen_on: date) -> _State:
    days = _days_under(before.days, change, seen_on)
    fixed = {key: before.on(key) for key in before.numbers if key in change.finished}
    moving = [lesson for lesson in lessons if lesson.key not in fixed]
    if change.mode is Mode.DATE:
        numbers, finish_on = _dealt(before, change, moving, days)
    else:
        numbers, finish = _loaded(before, change, moving, lessons, days)
        finish_on = days.day(finish)
    moved = {lesson.key: numbers[lesson.key] for lesson in moving}
    return _State(days, before.numbers | moved, finish_on, change.rhythm.minutes, fixed)


def _dealt(
    before: _State, change: Replan, moving: Sequence[LessonFact], days: StudyDays
) -> tuple[dict[str, int], date]:
    """The finish stays; what is left is dealt anew to the study days up to it."""
    left = study_days_left(days, since=max(change.on, days.starts_on), finish_on=before.finish_on)
    dealt = deal(moving, left)
    return {key: days.number(on) for key, on in dealt.items()}, max(before.finish_on, left[-1])


def _loaded(
    before: _State, change: Replan, moving: Sequence[LessonFact], lessons: Sequence[LessonFact], days: StudyDays
) -> tuple[dict[str, int], int]:
    """The load of a day stays, or becomes what was wished; the finish moves. Study-day numbers, and the last one."""
    first = days.number(days.next_from(max(change.on, days.starts_on)))
    minutes, is_paced_anew = change.rhythm.minutes, change.rhythm.minutes != before.minutes
    if minutes and (is_paced_anew or change.starts_on):
        return paced(moving, minutes=minutes, first=first)
    if change.starts_on:
        return syllabus_days(lessons), course_days({lesson.stage for lesson in lessons})
    if is_paced_anew:
        return _as_in_the_syllabus(moving, lessons, first)
    return before.numbers, before.days.number(before.finish_on)


def syllabus_days(lessons: Sequence[LessonFact]) -> dict[str, int]:
    """Each lesson's study day of the course, from 1."""
    offsets = stage_offsets({lesson.stage for lesson in lessons})
    return {lesson.key: offsets[lesson.stage.number] + lesson.day for lesson in lessons}


def _as_in_the_syllabus(
    moving: Sequence[LessonFact], lessons: Sequence[LessonFact], first: int
) -> tuple[dict[str, int], int]:
    """From `first` on, as far apart as the syllabus sets them."""
    numbers = syllabus_days(lessons)
    total = course_days({lesson.stage for lesson in lessons})
    shift = first - (numbers[moving[0].key] if moving else total)
    return {lesson.key: numbers[lesson.key] + shift for lesson in moving}, total + shift


def paced(lessons: Sequence[LessonFact], *, minutes: int, first: int) -> tuple[dict[str, int], int]:
    """Lessons in order, as many a day as fit into the minutes, from study day `first` on; and the last day.

    A lesson longer than the minutes has a day to itself. A stage begins on a day of its own. A stage with a floor
    keeps the days of its syllabus, since its work goes on between lessons.
    """
    numbers: dict[str, int] = {}
    last = first - 1
    for stage, group in groupby(lessons, key=lambda lesson: lesson.stage):
        own = list(group)
        if stage.has_floor:
            shift = last + 1 - own[0].day
            numbers |= {lesson.key: lesson.day + shift for lesson in own}
            last = stage.days + shift
        else:
            numbers |= _packed(own, minutes, last + 1)
            last = numbers[own[-1].key]
    return numbers, max(last, first)


def _packed(lessons: Sequence[LessonFact], minutes: int, first: int) -> dict[str, int]:
    numbers, number, used = {}, first, 0
    for lesson in lessons:
        length = lesson.minutes or USUAL_MINUTES
        if used and used + length > minutes:
            number, used = number + 1, 0
        numbers[lesson.key] = number
        used += length
    return numbers


def stage_offsets(stages: set[StageFact]) -> dict[int, int]:
    """The study days that lie before each stage: 0, 30, 60, 90, 110 for stages of 30, 30, 30, 20 and 45."""
    ordered = sorted(stages, key=lambda stage: stage.number)
    before = accumulate((stage.days for stage in ordered), initial=0)
    return {stage.number: days for stage, days in zip(ordered, before, strict=False)}


def course_days(stages: set[StageFact]) -> int:
    return max(1, sum(stage.days for stage in stages))


def study_days_left(days: StudyDays, *, since: date, finish_on: date) -> list[date]:
    """When none are left, the first study day that comes: a plan always has room for its lessons."""
    return days.between(since, finish_on) or [days.next_from(since)]


def deal(lessons: Sequence[LessonFact], days: Sequence[date]) -> dict[str, date]:
    """Spread lessons over days, in order, so that each day gets about the same minutes.

    A lesson stands on the day in which its first minute falls.
    """
    minutes = [lesson.minutes or USUAL_MINUTES for lesson in lessons]
    total = sum(minutes)
    starts = accumulate(minutes, initial=0)
    return {
        lesson.key: days[start * len(days) // total] for lesson, start in zip(lessons, starts, strict=False) if total
    }


def has_deadline(lesson: LessonFact) -> bool:
    """The days of a stage with a floor are suggestions, and what is not open cannot be done."""
    return lesson.is_open and not lesson.stage.has_floor


def unfinished(lessons: Sequence[LessonFact]) -> list[LessonFact]:
    return [lesson for lesson in lessons if lesson.is_open and lesson.done_on is None]


def behind(*, plan: Plan, lessons: Sequence[LessonFact], today: date) -> int:
    """Study days from the planned day of the earliest unfinished lesson with a deadline up to yesterday."""
    waiting = [plan.on[lesson.key] for lesson in unfinished(lessons) if has_deadline(lesson)]
    return len(plan.study_days.between(min(waiting), today - ONE_DAY)) if waiting else 0


def ahead(*, plan: Plan, lessons: Sequence[LessonFact], today: date) -> int:
    """Study days from today up to the planned day of the next unfinished lesson; 0 when anything is behind."""
    waiting = [plan.on[lesson.key] for lesson in unfinished(lessons)]
    return len(plan.study_days.between(today, min(waiting) - ONE_DAY)) if waiting else 0


def stage_floor_on(*, stage: StageFact, planned_on: date, opened_on: date | None) -> date | None:
    """The day from which a stage with a floor may be complete; None for a stage that ends with its lessons.

    Calendar days count, from the day its first lesson was planned or opened, whichever was earlier.
    """
    if not stage.has_floor:
        return None
    return min(planned_on, opened_on or planned_on) + timedelta(days=stage.days)


def is_stage_complete(
    *, stage: StageFact, lessons: Sequence[LessonFact], plan: Plan, opened_on: date | None, today: date
) -> bool:
    own = [lesson for lesson in lessons if lesson.stage == stage]
    counted = [lesson for lesson in own if lesson.is_open]
    if not counted or unfinished(own):
        return False
    floor_on = stage_floor_on(stage=stage, planned_on=min(plan.on[lesson.key] for lesson in own), opened_on=opened_on)
    return floor_on is None or today >= floor_on
