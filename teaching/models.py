"""What an instructor works with: how each learner stands, and the letters written to them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Lesson
from progress.models import Enrollment


class StandingQuerySet(models.QuerySet["Standing"]):
    def of(self, course: Course) -> "StandingQuerySet":
        return self.filter(course=course)

    def stuck(self, *, days: int) -> "StandingQuerySet":
        """So many study days behind or more. Who pauses, has finished or has not begun is behind by none."""
        return self.filter(behind__gte=max(1, days))

    def idle(self, *, days: int, at: datetime) -> "StandingQuerySet":
        return self.filter(state=Standing.State.STUDYING, active_at__lte=at - timedelta(days=days))

    def matching(self, words: str) -> "StandingQuerySet":
        return self.filter(
            Q(enrollment__user__email__icontains=words) | Q(enrollment__user__display_name__icontains=words)
        )

    def with_learner(self) -> "StandingQuerySet":
        """With what a row of the list shows; a lesson's document is too large to come along."""
        return self.select_related("enrollment__user", "next_lesson").only(
            *(field.name for field in Standing._meta.concrete_fields),
            "enrollment__starts_on",
            "enrollment__user__email",
            "enrollment__user__display_name",
            "enrollment__user__language",
            "enrollment__user__is_active",
            "next_lesson__key",
            "next_lesson__title",
        )


class Standing(models.Model):
    """How one learner stood when it was last worked out. A projection: it may be thrown away and made anew."""

    class State(models.TextChoices):
        STUDYING = "studying", _("在学")
        PAUSED = "paused", _("暂停中")
        COMING = "coming", _("还没开始")
        FINISHED = "finished", _("做完了")

    enrollment = models.OneToOneField(
        Enrollment, on_delete=models.CASCADE, primary_key=True, related_name="standing", verbose_name=_("学习者")
    )
    # Copied from the enrollment, so that every index can begin with it.
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="standings", db_index=False)
    state = models.CharField(_("状态"), max_length=10, choices=State)
    stage_number = models.PositiveSmallIntegerField(_("学到第几阶段"))
    # The earliest lesson that is open and not done: where the learner stands.
    next_lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("下一课")
    )
    done_count = models.PositiveIntegerField(_("做完几课"))
    behind = models.PositiveIntegerField(_("落后几个学习日"))
    ahead = models.PositiveIntegerField(_("提前几个学习日"))
    forecast_on = models.DateField(_("预计做完"), null=True)
    active_at = models.DateTimeField(_("最近活动"))  # joining counts
    as_of = models.DateField(_("算到哪天"))  # today, where the learner lives
    made_at = models.DateTimeField(_("统计时间"), db_index=True)

    objects: ClassVar = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("学情")
        verbose_name_plural = _("学情")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(behind=0) | Q(state="studying"), name="only_who_studies_is_behind"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["course", "-behind", "enrollment"], name="most_behind_first"),
            models.Index(fields=["course", "active_at", "enrollment"], name="longest_quiet_first"),
            models.Index(fields=["course", "done_count", "enrollment"], name="fewest_done_first"),
            models.Index(fields=["course", "state", "active_at", "enrollment"], name="quiet_in_each_state"),
            models.Index(fields=["course", "stage_number", "-behind", "enrollment"], name="most_behind_in_each_stage"),
        ]

    def __str__(self) -> str:
        return str(self.enrollment)

    def get_absolute_url(self) -> str:
        return reverse("teaching:learner", args=[self.pk])


class Letter(models.Model):
    """What an instructor wrote to one learner or many; each gets a mail of their own."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="letters")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("谁写的")
    )
    # Made with the form, so that a second press sends nothing twice.
    key = models.UUIDField(unique=True, editable=False)
    subject = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("正文"))
    # The address itself is the instructor's, and stands with them.
    is_answered_to_writer = models.BooleanField(_("回信寄给写信的老师"), default=False)
    made_at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("给学习者的信")
        verbose_name_plural = _("给学习者的信")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("teaching:letter", args=[self.pk])


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def waiting(self) -> "RecipientQuerySet":
        return self.filter(status=Recipient.Status.WAITING)

    def lost(self, *, since: datetime) -> "RecipientQuerySet":
        """Claimed and never heard of again: the worker is gone."""
        return self.filter(status=Recipient.Status.SENDING, claimed_at__lt=since)


class Recipient(models.Model):
    """One mail to one learner, and the truth about it: the queue only says that there is something to do.

    waiting -> sending -> sent | failed | unsure        waiting -> skipped | stopped
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("等待发出")
        SENDING = "sending", _("正在发")
        SENT = "sent", _("已发出")
        FAILED = "failed", _("被邮件服务器退回")
        UNSURE = "unsure", _("不确定有没有发出")
        SKIPPED = "skipped", _("没有验证过的邮箱")
        STOPPED = "stopped", _("停下了，没有发")

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="recipients")
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="letters")
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.WAITING)
    # Word for word what was sent; empty until then.
    subject = models.CharField(_("标题"), max_length=200, blank=True)
    text = models.TextField(_("正文"), blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True)

    objects: ClassVar = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("收信人")
        verbose_name_plural = _("收信人")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "enrollment"], name="one_mail_of_a_letter_for_each_learner"),
            models.CheckConstraint(
                condition=~Q(status="sending") | Q(claimed_at__isnull=False), name="a_mail_being_sent_was_claimed"
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at=None)),
                name="a_mail_has_a_time_when_it_was_sent",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "id"], name="mails_in_line", condition=Q(status__in=["waiting", "sending"])),
        ]

    def __str__(self) -> str:
        return f"{self.letter} → {self.enrollment.user}"
