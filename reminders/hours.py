"""A learner's own hour as a moment. Pure: no database, no clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

ONE_DAY = timedelta(days=1)


def zone_of(name: str) -> ZoneInfo:
    """The site's own zone when the name is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(timezone.get_default_timezone_name())


def due_at(*, on: date, hour: int, zone: ZoneInfo) -> datetime:
    """The moment at which the clock there shows this hour.

    An hour that clocks skip begins when they go on; of one that comes twice it is the first.
    """
    return datetime.combine(on, time(hour), zone).astimezone(UTC)


def next_due(*, after: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """The first such moment after this one."""
    today = day_of(after, zone)
    # Three, because a day that a country left out of its calendar has no such moment of its own.
    moments = (due_at(on=today + days * ONE_DAY, hour=hour, zone=zone) for days in range(3))
    return next(moment for moment in moments if moment > after)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def day_ends_at(at: datetime, zone: ZoneInfo) -> datetime:
    return due_at(on=day_of(at, zone) + ONE_DAY, hour=0, zone=zone)
