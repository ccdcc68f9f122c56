"""A learner asks a person to read once more what was judged."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SecondLookQuerySet(models.QuerySet["SecondLook"]):
    def waiting(self) -> "SecondLookQuerySet":
        return self.filter(answered_at=None)

    def untouched(self) -> "SecondLookQuerySet":
        """Nobody reads it yet, so its learner may still take it back."""
        return self.waiting().filter(taken_at=None)


class SecondLook(models.Model):
    """Asked once for each hand-in. A request that is taken back is gone, and may be made again."""

    hand_in = models.OneToOneField("practice.HandIn", on_delete=models.CASCADE, related_name="second_look")
    reason = models.TextField(_("理由"), max_length=1000)
    asked_at = models.DateTimeField(_("请求时间"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="second_looks_taken",
        verbose_name=_("谁在看"),
    )
    taken_at = models.DateTimeField(_("开始看的时间"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    objects: ClassVar = SecondLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("请老师再看")
        verbose_name_plural = _("请老师再看")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="second_look_has_a_reason"),
            models.CheckConstraint(condition=Q(taken_by=None) | Q(taken_at__isnull=False), name="taken_at_a_moment"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], condition=Q(answered_at=None), name="second_looks_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.hand_in}"

    @property
    def can_be_withdrawn(self) -> bool:
        return self.taken_at is None and self.answered_at is None
