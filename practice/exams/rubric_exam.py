"""What a rubric showed when it was tried with one judge, before it grades anybody."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Exercise


class RubricExam(models.Model):
    """One sitting. It speaks for this judge and these words only: `fingerprint` is of all that a judge reads."""

    exercise = models.ForeignKey(
        Exercise, on_delete=models.CASCADE, related_name="rubric_exams", verbose_name=_("练习")
    )
    fingerprint = models.CharField(max_length=64)
    judge = models.CharField(_("评分模型"), max_length=430)  # the label of a provider and the name of its model
    is_passed = models.BooleanField(_("通过"))
    # [{"sitting": "lazy", "verdict": "…", "why": "…", "text": "…"}, …]: what went wrong, and nothing else.
    findings = models.JSONField(_("哪里不对"), default=list)
    asked = models.PositiveIntegerField(_("问了几次"))
    input_tokens = models.PositiveIntegerField()
    output_tokens = models.PositiveIntegerField()
    held_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("评分表考试")
        verbose_name_plural = _("评分表考试")
        indexes: ClassVar = [models.Index(fields=["exercise", "judge", "-id"], name="latest_exam_first")]

    def __str__(self) -> str:
        return f"{self.exercise} · {self.judge}"
