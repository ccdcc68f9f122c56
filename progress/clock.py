"""Which day it is where the learner lives."""

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from accounts.models import User


def today_of(user: User) -> date:
    try:
        zone = ZoneInfo(user.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.localdate()
    return timezone.localdate(timezone=zone)
