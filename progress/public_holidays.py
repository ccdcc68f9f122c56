"""Public holidays, year by year: what comes with the program, and what instructors add or put right in the admin."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from .study_days import ONE_DAY, Break, Holidays

SHIPPED = Path(__file__).with_name("public_holidays.toml")
LONGEST = timedelta(days=31)


class HolidayYear(models.Model):
    """One year as an instructor wrote it down; it stands in for what comes with the program."""

    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    # As texts: spans such as 2026-10-01/2026-10-07, and single days.
    off = models.JSONField(_("放假"), default=list)
    worked = models.JSONField(_("调休上班"), default=list)
    source = models.CharField(_("出处"), max_length=200)
    checked_on = models.DateField(_("核对日期"))

    class Meta:
        verbose_name = _("公共假期")
        verbose_name_plural = _("公共假期")
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


@dataclass(frozen=True)
class Calendar:
    """The days, and the years somebody has announced. A year that is missing has weekdays only."""

    days: Holidays
    years: frozenset[int]


@lru_cache(maxsize=8)
def calendar(edition: UUID | str) -> Calendar:
    """Read once in a process for each edition of the course: `services.holidays_changed` begins a new one."""
    years = {**_shipped(), **{row.year: (row.off, row.worked) for row in HolidayYear.objects.all()}}
    off = {on for spans, _worked in years.values() for span in spans for on in days_of(Break.read(span))}
    worked = {date.fromisoformat(on) for _off, days in years.values() for on in days}
    return Calendar(Holidays(frozenset(off), frozenset(worked)), frozenset(years))


def days_of(off: Break) -> Iterator[date]:
    if off.last_on is None:
        raise ValueError("a public holiday has a last day")
    on = off.first_on
    while on <= off.last_on:
        yield on
        on += ONE_DAY


def read_year(year: int, off: Iterable[str], worked: Iterable[str]) -> tuple[list[str], list[str]]:
    """The days in order, in the form they are kept in. Raises ValueError, with the text that does not fit."""
    spans, days = sorted(_span(year, text) for text in off), sorted(_day(year, text) for text in worked)
    resting = {on for span in spans for on in days_of(span)}
    both = next((on for on in days if on in resting), None)
    if both:
        raise ValueError(both.isoformat())
    return [str(span) for span in spans], [on.isoformat() for on in days]


def _span(year: int, text: str) -> Break:
    """One day, or two with a slash between them."""
    first, slash, last = text.partition("/")
    span = Break(_day(year, first), _day(year, last if slash else first)) if _in_order(first, last) else None
    if span is None or span.last_on is None or span.last_on - span.first_on > LONGEST:
        raise ValueError(text)
    return span


def _in_order(first: str, last: str) -> bool:
    return not last or first <= last


def _day(year: int, text: str) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError as broken:
        raise ValueError(text) from broken
    # New Year's holiday may begin in the old year, or end in it.
    if abs(on.year - year) > 1:
        raise ValueError(text)
    return on


@cache
def _shipped() -> dict[int, tuple[list[str], list[str]]]:
    years = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    return {int(year): (told["off"], told["worked"]) for year, told in years.items()}
