"""One thing changed on purpose: what a learner predicted, what they changed, and what came of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Exercise
from progress.models import Enrollment

from . import one_change


class VariationQuerySet(models.QuerySet["Variation"]):
    def of(self, user: Any) -> "VariationQuerySet":
        return self.filter(enrollment__user=user)


class Variation(models.Model):
    """Either both prompts were drawn here, or both pictures were brought along; it keeps the words either way."""

    class Outcome(models.TextChoices):
        SAME = "same", _("一样")
        PARTLY = "partly", _("一部分一样")
        DIFFERENT = "different", _("不一样")

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="variations")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="variations")
    key = models.CharField(max_length=80)
    vary = models.CharField(_("只改"), max_length=200)  # the one thing, as the task said it then
    before_attempt = models.ForeignKey(
        "practice.Attempt", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    attempt = models.OneToOneField(
        "practice.Attempt", on_delete=models.CASCADE, null=True, blank=True, related_name="variation"
    )
    # A picture that is compared stays as long as the comparison does.
    before_artwork = models.ForeignKey(
        "practice.Artwork", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    artwork = models.ForeignKey("practice.Artwork", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    before_text = models.TextField(_("原来的提示词"))
    before_settings = models.JSONField(_("原来的参数"), default=dict, blank=True)
    text = models.TextField(_("改过的提示词"))
    settings = models.JSONField(_("改过的参数"), default=dict, blank=True)
    prediction = models.TextField(_("预测"))
    outcome = models.CharField(_("和预测一样吗"), max_length=10, choices=Outcome, blank=True)
    words = models.TextField(_("看到了什么"), blank=True)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects: ClassVar = VariationQuerySet.as_manager()

    class Meta:
        verbose_name = _("只改一样")
        verbose_name_plural = _("只改一样")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrollment", "key"], name="variation_made_once_for_each_key"),
            models.CheckConstraint(
                condition=Q(before_attempt__isnull=False, attempt__isnull=False, before_artwork=None, artwork=None)
                | Q(before_attempt=None, attempt=None, before_artwork__isnull=False),
                name="a_variation_is_drawn_here_or_brought_along",
            ),
            models.CheckConstraint(condition=~Q(prediction=""), name="a_variation_begins_with_a_prediction"),
        ]
        indexes: ClassVar = [models.Index(fields=["enrollment", "exercise"], name="variations_of_a_task")]

    def __str__(self) -> str:
        return f"{self.exercise} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("practice:variation", args=[self.pk])

    @property
    def change(self) -> one_change.Change:
        return one_change.between(
            self.before_text, self.text, settings_before=self.before_settings, settings=self.settings
        )

    def pictures_before(self) -> list[Any]:
        return self._pictures(self.before_attempt, self.before_artwork)

    def pictures_after(self) -> list[Any]:
        return self._pictures(self.attempt, self.artwork)

    @staticmethod
    def _pictures(attempt: Any, artwork: Any) -> list[Any]:
        if attempt:
            return list(attempt.artworks.order_by("number"))
        return [artwork] if artwork else []

    @property
    def is_brought_along(self) -> bool:
        return self.before_artwork_id is not None
