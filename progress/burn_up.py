"""Planned against done, day by day: the geometry of the chart, and the same as a table. Pure.

The scale is study days, so a break or a pause flattens nothing. Only lessons that are open count, on both lines.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from .schedule import LessonFact, Plan, course_days

TABLE_DAYS = 10  # every so many study days the table has a row
# The chart in pixels from above: its upper edge and the height of its field.
TOP, HEIGHT = 16, 180
# And in per cent of its width: where the field begins and how wide it is.
LEFT, WIDTH = 9, 88


@dataclass(frozen=True)
class Row:
    day: int
    planned: int
    done: int | None  # None in the days to come


@dataclass(frozen=True)
class Mark:
    count: int
    y: float


@dataclass(frozen=True)
class BurnUp:
    """`days` by `total` is the box of the paths; `x` and `y` place today's mark in the chart."""

    days: int
    total: int
    day: int
    planned: int
    done: int
    planned_path: str
    done_path: str
    marks: list[Mark]
    rows: list[Row]

    @property
    def area_path(self) -> str:
        return f"{self.done_path}V{self.total}H0z"

    @property
    def x(self) -> float:
        return round(LEFT + WIDTH * self.day / self.days, 2)

    @property
    def y(self) -> float:
        return _y(self.done, self.total)


def burn_up(*, plan: Plan, lessons: Sequence[LessonFact], today: date) -> BurnUp | None:
    """None while there is nothing to count, or before the first study day."""
    counted = [lesson for lesson in lessons if lesson.is_open]
    number = plan.study_days.number
    day = number(today)
    if not counted or day < 1:
        return None
    planned_on = [number(plan.on[lesson.key]) for lesson in counted]
    done_on = [number(lesson.done_on) for lesson in counted if lesson.done_on and lesson.done_on <= today]
    days = max(day, course_days({lesson.stage for lesson in lessons}), *planned_on)
    planned, done = _sums(planned_on, days), _sums(done_on, day)
    return BurnUp(
        days=days,
        total=len(counted),
        day=day,
        planned=planned[day],
        done=done[day],
        planned_path=_path(planned, len(counted)),
        done_path=_path(done, len(counted)),
        marks=[Mark(count, _y(count, len(counted))) for count in _grid(len(counted))],
        rows=_rows(planned, done),
    )


def _sums(days: Iterable[int], last: int) -> list[int]:
    """How many up to each day, from day 0 on. What was done before the first day counts from the beginning."""
    counts = Counter(max(0, day) for day in days)
    return list(accumulate(counts[day] for day in range(last + 1)))


def _path(sums: Sequence[int], total: int) -> str:
    return "M" + "L".join(f"{day} {total - count}" for day, count in enumerate(sums))


def _grid(total: int) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if total / step <= 3.5 or step == 1000)
    inner = [count for count in range(0, total, step) if total - count > step / 3]
    return [*inner, total]


def _y(count: int, total: int) -> float:
    return round(TOP + HEIGHT * (1 - count / total), 2)


def _rows(planned: Sequence[int], done: Sequence[int]) -> list[Row]:
    today, last = len(done) - 1, len(planned) - 1
    days = sorted({*range(TABLE_DAYS, last, TABLE_DAYS), today, last})
    return [Row(day, planned[day], done[day] if day <= today else None) for day in days]
