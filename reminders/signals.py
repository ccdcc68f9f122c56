"""accounts does not know of letters, so the clock is watched from here."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import User

from . import services


@receiver(post_save, sender=User, dispatch_uid="reminders_follow_clock")
def _moved(instance: User, created: bool, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    if not created and (update_fields is None or "time_zone" in update_fields):
        services.follow_clock(user=instance)
