"""One run of a comparison: the attempts of its two sides share its group, and the learner may vote for one of them."""

import secrets
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Exercise
from progress.models import Enrollment

SIDES = ("a", "b")


class RunQuerySet(models.QuerySet["Run"]):
    def of(self, user) -> "RunQuerySet":
        return self.filter(enrollment__user=user)

    def hidden(self) -> "RunQuerySet":
        return self.filter(is_blind=True, revealed_at=None)


class Run(models.Model):
    class Vote(models.TextChoices):
        NONE = "", _("没有投票")
        A = "a", _("左边")
        B = "b", _("右边")
        NEITHER = "=", _("分不出")

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="runs")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="runs")
    group = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=80)
    # Whoever looks blindly is not told which side an answer is from, and nothing on the page may tell.
    is_blind = models.BooleanField(_("盲比"), default=False)
    is_flipped = models.BooleanField(default=False, editable=False)
    revealed_at = models.DateTimeField(_("揭晓时间"), null=True)
    vote = models.CharField(_("投给"), max_length=1, choices=Vote, blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    is_blind_vote = models.BooleanField(_("揭晓之前投的"), default=False)
    voted_at = models.DateTimeField(_("投票时间"), null=True)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects: ClassVar = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("左右对照")
        verbose_name_plural = _("左右对照")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrollment", "key"], name="run_sent_once_for_each_key"),
            models.CheckConstraint(
                condition=Q(is_flipped=False) | Q(is_blind=True), name="only_a_blind_run_is_flipped"
            ),
            models.CheckConstraint(
                condition=Q(vote="", voted_at=None) | (~Q(vote="") & Q(voted_at__isnull=False)),
                name="a_vote_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(vote="") | Q(is_blind=False) | Q(revealed_at__isnull=False),
                name="who_voted_has_seen_the_sides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} {self.group}"

    def get_absolute_url(self) -> str:
        return reverse("practice:run", args=[self.group])

    @property
    def is_hidden(self) -> bool:
        return self.is_blind and self.revealed_at is None

    @property
    def order(self) -> tuple[str, str]:
        """The sides as they stand on the page: shuffled until they are revealed."""
        return ("b", "a") if self.is_hidden and self.is_flipped else ("a", "b")

    def shuffle(self) -> None:
        self.is_flipped = self.is_blind and secrets.choice([True, False])
