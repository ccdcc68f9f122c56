"""The days of a learner as a grid of weeks: what was studied, what was off. Pure: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .study_days import ONE_DAY, StudyDays

WEEKS = 26  # at most
FULLEST = 4  # lessons; a day with more looks the same
STEP = 12  # pixels from one cell to the next


@dataclass(frozen=True)
class Cell:
    on: date
    count: int
    look: str  # off, ahead, or l0 to l4
    x: int
    y: int


@dataclass(frozen=True)
class Week:
    """One row of the table: `studied` of the week's study days up to today, and the lessons done in it."""

    first_on: date
    studied: int
    planned: int
    count: int


@dataclass(frozen=True)
class Month:
    on: date
    x: int


@dataclass(frozen=True)
class HeatMap:
    cells: list[Cell]
    weeks: list[Week]
    months: list[Month]
    studied: int
    planned: int

    @property
    def width(self) -> int:
        return len(self.weeks) * STEP

    @property
    def height(self) -> int:
        return 7 * STEP


def heat_map(*, done: Mapping[date, int], studied: set[date], study_days: StudyDays, today: date) -> HeatMap:
    """`done` are lessons by day; `studied` every day on which something was done, a review too.

    From the week of the first day, at most half a year back, to the end of this week.
    """
    first = min([study_days.starts_on, *studied])
    monday = max(_monday(first), _monday(today) - timedelta(weeks=WEEKS - 1))
    days = [monday + timedelta(days=n) for n in range((_monday(today) - monday).days + 7)]
    cells = [_cell(on, place, done, studied, study_days, today) for place, on in enumerate(days)]
    weeks = [_week(cells[start : start + 7], studied, study_days, today) for start in range(0, len(cells), 7)]
    return HeatMap(
        cells=[cell for cell in cells if cell.on >= first],
        weeks=weeks,
        months=[Month(on, place // 7 * STEP) for place, on in enumerate(days) if on.day == 1],
        studied=sum(week.studied for week in weeks),
        planned=sum(week.planned for week in weeks),
    )


def _monday(on: date) -> date:
    return on - (on.isoweekday() - 1) * ONE_DAY


def _cell(
    on: date, place: int, done: Mapping[date, int], studied: set[date], study_days: StudyDays, today: date
) -> Cell:
    count = done.get(on, 0)
    week, weekday = divmod(place, 7)
    return Cell(on, count, _look(on, count, studied, study_days, today), week * STEP, weekday * STEP)


def _look(on: date, count: int, studied: set[date], study_days: StudyDays, today: date) -> str:
    if on in studied:
        return f"l{max(1, min(count, FULLEST))}"
    if on > today:
        return "ahead"
    return "l0" if study_days.is_study_day(on) else "off"


def _week(cells: list[Cell], studied: set[date], study_days: StudyDays, today: date) -> Week:
    days = [cell.on for cell in cells if study_days.starts_on <= cell.on <= today]
    planned = [on for on in days if study_days.is_study_day(on)]
    return Week(
        first_on=cells[0].on,
        studied=sum(on in studied for on in planned),
        planned=len(planned),
        count=sum(cell.count for cell in cells),
    )
