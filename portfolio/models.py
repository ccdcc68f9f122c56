"""What a learner keeps while working on a project: only facts. How far it has come is computed (`standing.py`)."""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Exercise
from practice.models import Artwork
from progress.models import Enrollment

CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 and o, no 1, i and l
CODE_LENGTH = 12


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


class ProjectQuerySet(models.QuerySet["Project"]):
    def of(self, user: Any) -> "ProjectQuerySet":
        return self.filter(enrollment__user=user)


class Project(models.Model):
    """A project task that a learner has begun."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="projects")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="projects")
    begun_on = models.DateField(_("第 1 天"))
    # Where and how AI was declared; empty until the step is ticked.
    disclosure = models.TextField(_("AI 标注说明"), blank=True)
    # What is going to be handed in; empty as long as it is put together from the milestones.
    summary = models.TextField(_("总结草稿"), blank=True)

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目")
        verbose_name_plural = _("项目")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrollment", "exercise"], name="project_begun_once"),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} {self.enrollment}"

    def get_absolute_url(self) -> str:
        return reverse("portfolio:project", args=[self.exercise_id])


class Step(models.Model):
    """A milestone as far as the learner has come with it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    milestone = models.CharField(_("节点"), max_length=4)
    note = models.TextField(_("记录"), blank=True)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("节点")
        verbose_name_plural = _("节点")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "milestone"], name="one_step_for_each_milestone"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.milestone}"


class Entry(models.Model):
    """Something noted down in a project. What is removed can be put back."""

    # Of the form it came from, so that a double click writes it once.
    key = models.CharField(max_length=80)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    removed_at = models.DateTimeField(_("删除时间"), null=True, blank=True)

    class Meta:
        abstract = True


class Proof(Entry):
    """A link or a screenshot that shows what a milestone delivered. Words stand in the note of its step."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="proofs")
    milestone = models.CharField(_("节点"), max_length=4)
    url = models.CharField(_("链接"), max_length=500, blank=True)
    # RESTRICT: erasing a person takes both, and nobody deletes a picture that proves something.
    artwork = models.ForeignKey(
        Artwork, on_delete=models.RESTRICT, null=True, blank=True, related_name="proofs", verbose_name=_("截图")
    )
    text = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("项目证明")
        verbose_name_plural = _("项目证明")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "key"], name="proof_kept_once_for_each_key"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://", artwork=None) | Q(url="", artwork__isnull=False),
                name="a_proof_is_a_link_or_a_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.milestone} {self.url}"


class Reading(Entry):
    """What a number was on a day: sold three, spent five hours."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="readings")
    name = models.CharField(_("指标"), max_length=120)
    unit = models.CharField(_("单位"), max_length=40)
    on = models.DateField(_("日期"))
    value = models.DecimalField(_("数值"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("指标记录")
        verbose_name_plural = _("指标记录")
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "key"], name="reading_kept_once_for_each_key"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.name} {self.on} {self.value}"


class Spending(Entry):
    """Hours and money that went into a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="spendings")
    on = models.DateField(_("日期"))
    what = models.CharField(_("做了什么"), max_length=120, blank=True)
    hours = models.DecimalField(_("小时"), max_digits=6, decimal_places=2, default=0)
    yuan = models.DecimalField(_("元"), max_digits=9, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("项目花费")
        verbose_name_plural = _("项目花费")
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "key"], name="spending_kept_once_for_each_key"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, yuan__gte=0) & (Q(hours__gt=0) | Q(yuan__gt=0)),
                name="spending_takes_hours_or_money",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.on} {self.hours} {self.yuan}"


class PublicPageQuerySet(models.QuerySet["PublicPage"]):
    def open(self) -> "PublicPageQuerySet":
        """Whoever may not sign in any more could not take it back either."""
        return self.filter(withdrawn_at=None, project__enrollment__user__is_active=True)


class PublicPage(models.Model):
    """What a stranger with the address reads: what the learner chose and saw before, until they take it back."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="public_page")
    code = models.CharField(_("编号"), max_length=20, unique=True, default=new_code, editable=False)
    # What was ticked, to tick it again, and what came of it (public.py).
    choices = models.JSONField(_("选了什么"))
    snapshot = models.JSONField(_("公开的内容"))
    is_listed = models.BooleanField(_("搜索引擎可以收录"), default=False)
    published_at = models.DateTimeField(_("公开时间"))
    withdrawn_at = models.DateTimeField(_("收回时间"), null=True, blank=True)

    objects: ClassVar = PublicPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开页")
        verbose_name_plural = _("公开页")

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("portfolio:public", args=[self.code])
