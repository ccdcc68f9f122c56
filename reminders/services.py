"""A learner's wish for letters. Keyword-only, harmless twice."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User

from . import hours
from .models import Reminder


@transaction.atomic
def set_reminder(*, user: User, is_on: bool, hour: int) -> Reminder:
    Reminder.objects.get_or_create(user=user)
    reminder = Reminder.objects.select_for_update().get(user=user)
    # Saving the same again must not push a letter that is just due to the next day.
    if (reminder.is_on, reminder.hour) != (is_on, hour):
        reminder.is_on, reminder.hour = is_on, hour
        reminder.next_at = _next(user, hour) if is_on else None
        reminder.save(update_fields=["is_on", "hour", "next_at"])
    return reminder


def stop(*, token: str) -> bool:
    """False when there is no such wish."""
    return bool(Reminder.objects.filter(token=token).update(is_on=False, next_at=None))


def follow_clock(*, user: User) -> None:
    """After a move to another time zone: the same hour, there."""
    for reminder in Reminder.objects.filter(user=user, is_on=True):
        Reminder.objects.filter(pk=reminder.pk, is_on=True).update(next_at=_next(user, reminder.hour))


def _next(user: User, hour: int):
    return hours.next_due(after=timezone.now(), hour=hour, zone=hours.zone_of(user.time_zone))
