"""Which day it is where the learner lives."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from accounts.models import User


def today_of(user: User) -> date:
    return timezone.localdate(timezone=zone_of(user))


def tomorrow_of(user: User) -> datetime:
    """The moment at which the learner's day ends."""
    return datetime.combine(today_of(user) + timedelta(days=1), time.min, zone_of(user))


def zone_of(user: User) -> ZoneInfo:
    """The zone of this request or of the site when the learner's is none."""
    try:
        return ZoneInfo(user.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(timezone.get_current_timezone_name())
