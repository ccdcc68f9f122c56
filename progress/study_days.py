"""Which calendar days a learner studies on, and their numbers. Pure: no database, no clock."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

EVERY_DAY = "1234567"
WORKDAYS = "12345"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Break:
    """Days off, both ends included. A pause that is still open has no last day."""

    first_on: date
    last_on: date | None = None

    def __post_init__(self) -> None:
        if self.last_on is not None and self.last_on < self.first_on:
            raise ValueError("a break ends before it begins")

    @property
    def is_open(self) -> bool:
        return self.last_on is None

    def __str__(self) -> str:
        """The form of the contract, 2026-12-01/2026-12-10; an open pause ends in the slash."""
        return f"{self.first_on}/{self.last_on or ''}"

    @classmethod
    def read(cls, text: str) -> "Break":
        """Raises ValueError for anything but two dates in order, or one date and a slash."""
        first, slash, last = text.partition("/")
        if not slash:
            raise ValueError("a break is two dates with a slash between them")
        return cls(date.fromisoformat(first), date.fromisoformat(last) if last else None)


@dataclass(frozen=True)
class Holidays:
    """Public days off, and the weekend days that are worked in exchange (调休)."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


NO_HOLIDAYS = Holidays()


@dataclass(frozen=True)
class Rhythm:
    """What the learner chose: ISO weekdays as digits (Monday is 1), days off, minutes a day if they wish."""

    weekdays: str = EVERY_DAY
    breaks: tuple[Break, ...] = ()
    keeps_holidays: bool = False
    minutes: int | None = None

    def __post_init__(self) -> None:
        # Without a single study day no lesson could ever be planned.
        if not self.weekdays or set(self.weekdays) - set(EVERY_DAY):
            raise ValueError("weekdays are digits from 1 to 7, at least one")

    @property
    def pause(self) -> Break | None:
        return next((off for off in self.breaks if off.is_open), None)

    def studies_on(self, on: date, holidays: Holidays) -> bool:
        """By weekday and public holiday alone; breaks are not asked."""
        if self.keeps_holidays and on in holidays.off:
            return False
        if self.keeps_holidays and on in holidays.worked:
            return self._studies_when_working(on)
        return str(on.isoweekday()) in self.weekdays

    def _studies_when_working(self, on: date) -> bool:
        """A worked weekend day is a workday to who studies on all workdays, or on none of them."""
        workdays = set(WORKDAYS) & set(self.weekdays)
        if len(workdays) in (0, len(WORKDAYS)):
            return bool(workdays)
        return str(on.isoweekday()) in self.weekdays


class StudyDays:
    """The study days from a start date on, numbered from 1, found as far as somebody asks.

    `rhythms` are pairs (in force from, rhythm), oldest first: changing the weekdays today leaves
    the days behind us as they were. The breaks of the newest rhythm hold for all days.
    """

    def __init__(
        self, *, starts_on: date, rhythms: list[tuple[date, Rhythm]], seen_on: date, holidays: Holidays = NO_HOLIDAYS
    ):
        self.starts_on = starts_on
        self._rhythms = rhythms
        self._holidays = holidays
        # Seen on this day, an open pause lasts at least through it; the learner may come back tomorrow.
        self._breaks = [(off.first_on, off.last_on or max(off.first_on, seen_on)) for off in rhythms[-1][1].breaks]
        self._days: list[date] = []
        self._next = starts_on

    def changed(self, rhythm: Rhythm, *, since: date, seen_on: date) -> "StudyDays":
        return StudyDays(
            starts_on=self.starts_on,
            rhythms=[*self._rhythms, (max(since, self.starts_on), rhythm)],
            seen_on=seen_on,
            holidays=self._holidays,
        )

    def restarted(self, rhythm: Rhythm, *, starts_on: date, seen_on: date) -> "StudyDays":
        """From another start date on, as if it had always been so."""
        rhythms = [(starts_on, rhythm)]
        return StudyDays(starts_on=starts_on, rhythms=rhythms, seen_on=seen_on, holidays=self._holidays)

    def is_study_day(self, on: date) -> bool:
        if on < self.starts_on or any(first <= on <= last for first, last in self._breaks):
            return False
        in_force = next(rhythm for since, rhythm in reversed(self._rhythms) if since <= on)
        return in_force.studies_on(on, self._holidays)

    def day(self, number: int) -> date:
        while len(self._days) < number:
            self._advance()
        return self._days[number - 1]

    def number(self, on: date) -> int:
        """How many study days there are up to this day, itself included; 0 before the first."""
        self._reach(on)
        return bisect_right(self._days, on)

    def between(self, first: date, last: date) -> list[date]:
        self._reach(last)
        return self._days[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def next_from(self, on: date) -> date:
        """This day, or the first study day after it."""
        return self.day(self.number(on - ONE_DAY) + 1)

    def _reach(self, on: date) -> None:
        while self._next <= on:
            self._advance()

    def _advance(self) -> None:
        if self.is_study_day(self._next):
            self._days.append(self._next)
        self._next += ONE_DAY
