"""Who wants a letter at which hour, and every letter there was. The rows are the truth, the queue is a doorbell."""

import secrets
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _secret() -> str:
    return secrets.token_urlsafe(24)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def due(self, *, at: datetime) -> "ReminderQuerySet":
        return self.filter(is_on=True, next_at__lte=at)


class Reminder(models.Model):
    """A learner's wish. Nobody gets a letter who has not asked for it."""

    USUAL_HOUR = 8

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder")
    is_on = models.BooleanField(_("每天发一封提醒"), default=False)
    hour = models.PositiveSmallIntegerField(_("几点"), default=USUAL_HOUR)  # of the learner's own clock
    # When to look whether there is something to say; worked out ahead, so that an index finds who is due.
    next_at = models.DateTimeField(_("下一次"), null=True, editable=False)
    # When a letter was last handed to the mail server, so that two never come close together.
    last_at = models.DateTimeField(_("上一封"), null=True, editable=False)
    token = models.CharField(max_length=40, unique=True, default=_secret, editable=False)  # stops the letters

    objects: ClassVar = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒设置")
        verbose_name_plural = _("提醒设置")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="reminded_at_an_hour_of_the_day"),
            models.CheckConstraint(
                condition=models.Q(is_on=False, next_at=None) | models.Q(is_on=True, next_at__isnull=False),
                name="reminded_next_only_while_on",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=models.Q(is_on=True), name="reminders_due_next"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def stop_path(self) -> str:
        return reverse("reminders:stop", args=[self.token])


class LetterQuerySet(models.QuerySet["Letter"]):
    def claimable(self, *, at: datetime) -> "LetterQuerySet":
        """Waiting for its turn, or left behind by a worker that certainly did not hand it over."""
        return self.filter(state__in=[Letter.State.WAITING, Letter.State.CLAIMED], look_at__lte=at, ends_at__gt=at)

    def expired(self, *, at: datetime) -> "LetterQuerySet":
        """The learner's day is over."""
        return self.filter(state__in=[Letter.State.WAITING, Letter.State.CLAIMED], look_at__lte=at, ends_at__lte=at)

    def lost(self, *, at: datetime) -> "LetterQuerySet":
        """Handed over by a worker that never said what came of it."""
        return self.filter(state=Letter.State.SENDING, look_at__lte=at)

    def held_with(self, *, pk: int, fence: int) -> "LetterQuerySet":
        return self.filter(pk=pk, fence=fence)


class Letter(models.Model):
    """One digest. See docs/decisions/0013 for which of its moments can be known.

    waiting -> claimed -> sending -> sent | unknown        claimed, sending -> waiting (certainly not taken)
    waiting, claimed -> failed (the day is over, or the address was refused for good)
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等着发")
        CLAIMED = "claimed", _("正在写")
        SENDING = "sending", _("正在交给邮件服务器")
        SENT = "sent", _("发出了")
        FAILED = "failed", _("没发出去")
        UNKNOWN = "unknown", _("不知道有没有发出去")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    on = models.DateField(_("哪一天"))  # of the learner's calendar
    ends_at = models.DateTimeField(_("那一天结束"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    # When somebody should look at it again: the next try, or the end of the lease of whoever holds it.
    look_at = models.DateTimeField(_("再看一次"))
    fence = models.PositiveIntegerField(default=0, editable=False)
    tries = models.PositiveSmallIntegerField(_("试了几次"), default=0)
    reason = models.CharField(_("原因"), max_length=60, blank=True)  # what the mail server said, never an address
    sent_at = models.DateTimeField(_("发出时间"), null=True)

    objects: ClassVar = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒邮件")
        verbose_name_plural = _("提醒邮件")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "on"], name="one_letter_a_day")]
        indexes: ClassVar = [
            models.Index(fields=["state", "look_at"], name="letters_to_look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.on}"
