"""Geometry of the rules we draw: percentages only, so that text and strokes never stretch.

Pictures are for the eye; what they show stands in words beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from courses.editions import StageLength

from .learner_plan import LearnerPlan, PlannedLesson
from .study_days import Break

TICK_DAYS = 5
TICK_MINUTES = 5
# A leaf bears its name only if the name fits on a phone: pixels of a rule there, of a character, of the margins.
PHONE, CHARACTER, MARGINS = 280, 12, 8


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "0%"


@dataclass(frozen=True)
class Leaf:
    x: str
    width: str
    middle: str
    title: str
    is_measured: bool


@dataclass(frozen=True)
class Tick:
    x: str
    is_long: bool
    is_measured: bool
    label: str = ""


@dataclass(frozen=True)
class DayRule:
    leaves: list[Leaf]
    ticks: list[Tick]
    filled: str
    day: int


def day_rule(stages: Sequence[StageLength], day: int) -> DayRule:
    """The course as one rule, each leaf as long as its days, measured up to today."""
    total = sum(stage.days for stage in stages)
    leaves, before = [], 0
    for stage in stages:
        title = stage.title.removeprefix("AI")
        leaves.append(_leaf(before, stage.days, total, title, is_measured=day > before))
        before += stage.days
    ticks = [
        Tick(percent(mark, total), mark % (2 * TICK_DAYS) == 0, mark <= day)
        for mark in range(TICK_DAYS, total, TICK_DAYS)
    ]
    return DayRule(leaves, ticks, percent(day, total), day)


def _leaf(start: float, length: float, total: float, title: str, *, is_measured: bool) -> Leaf:
    return Leaf(
        x=percent(start, total),
        width=percent(length, total),
        middle=percent(start + length / 2, total),
        title=title,
        is_measured=is_measured,
    )


@dataclass(frozen=True)
class MinuteRule:
    parts: list[Leaf]
    ticks: list[Tick]


def minute_rule(lessons: Iterable[PlannedLesson]) -> MinuteRule | None:
    """Today's minutes as one rule; what is done is measured. None when no length is known."""
    lessons = [lesson for lesson in lessons if lesson.minutes]
    total = sum(lesson.minutes for lesson in lessons)
    if not total:
        return None
    parts, before = [], 0
    for lesson in lessons:
        parts.append(_leaf(before, lesson.minutes, total, str(lesson.place), is_measured=lesson.done_on is not None))
        before += lesson.minutes
    step = TICK_MINUTES if total <= 120 else 2 * TICK_MINUTES
    ticks = [
        Tick(percent(mark, total), mark % (2 * step) == 0, False, str(mark) if mark % (2 * step) == 0 else "")
        for mark in range(step, total, step)
    ]
    return MinuteRule(parts, ticks)


@dataclass(frozen=True)
class CalendarRule:
    leaves: list[Leaf]
    rests: list[Leaf]
    today: str | None
    ends_on: date


def calendar_rules(plans: Sequence[LearnerPlan]) -> list[CalendarRule]:
    """Plans of one learner as rules on the same scale of calendar days, one below the other."""
    first = min(plan.starts_on for plan in plans)
    last = max(max(plan.finish_on, *(stage.ends_on for stage in plan.stages)) for plan in plans)
    return [_calendar_rule(plan, first, (last - first).days + 1) for plan in plans]


def _calendar_rule(plan: LearnerPlan, first: date, total: int) -> CalendarRule:
    starts = [stage.starts_on for stage in plan.stages]
    ends = [*(later - timedelta(days=1) for later in starts[1:]), plan.finish_on]
    leaves = [
        _span(stage.title.removeprefix("AI"), start, end, first, total)
        for stage, start, end in zip(plan.stages, starts, ends, strict=True)
        if start <= end
    ]
    rests = [_rest(off, plan, first, total) for off in plan.facts.rhythm.breaks if (off.last_on or plan.today) >= first]
    today = (plan.today - first).days
    return CalendarRule(
        leaves=leaves,
        rests=rests,
        today=percent(today, total) if 0 <= today <= total else None,
        ends_on=plan.finish_on,
    )


def _rest(off: Break, plan: LearnerPlan, first: date, total: int) -> Leaf:
    last = off.last_on or max(off.first_on, plan.today)
    return _span("", max(off.first_on, first), min(last, plan.finish_on), first, total)


def _span(title: str, start: date, end: date, first: date, total: int) -> Leaf:
    length = max(0, (end - start).days + 1)
    fits = len(title) * CHARACTER + MARGINS <= PHONE * length / total
    return _leaf((start - first).days, length, total, title if fits else "", is_measured=False)
