"""What learners asked a model, and what came of it.

A `Call` row is the truth about everything asked of a model; the queue is only a doorbell.
"""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Exercise, Lesson, LessonRevision
from progress.models import Enrollment

from .comparison.run import Run as Run
from .desk.second_look import SecondLook as SecondLook
from .exams.rubric_exam import RubricExam as RubricExam
from .images.artwork import Artwork as Artwork
from .money.allowance import Allowance as Allowance
from .money.allowance import SiteMonth as SiteMonth
from .one_variable.variation import Variation as Variation
from .proof.evidence import Evidence as Evidence
from .providers.own_key import OwnKey as OwnKey
from .providers.provider import Provider as Provider


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def of(self, user) -> "AttemptQuerySet":
        return self.filter(enrollment__user=user)


class Attempt(models.Model):
    """One prompt, sent once: one call, one answer, one stream."""

    class Side(models.TextChoices):
        NONE = "", ""
        A = "a", _("左边")
        B = "b", _("右边")

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="attempts")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="attempts")
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT)
    key = models.CharField(max_length=80)
    text = models.TextField(_("提示词"))
    # Of a picture: {"size": "1024x1024", "count": 2}, and "seed" where the model takes one. Empty otherwise.
    settings = models.JSONField(_("参数"), default=dict, blank=True)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="followers")
    side = models.CharField(max_length=1, choices=Side, blank=True)
    # The turns of one conversation, and the runs of one comparison, share a group.
    group = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects: ClassVar = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("练习记录")
        verbose_name_plural = _("练习记录")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrollment", "key"], name="attempt_sent_once_for_each_key"),
            models.CheckConstraint(condition=~Q(text=""), name="attempt_has_a_text"),
        ]
        indexes: ClassVar = [models.Index(fields=["enrollment", "exercise", "-id"], name="latest_attempt_first")]

    def __str__(self) -> str:
        return f"{self.exercise} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("practice:attempt", args=[self.pk])


class HandInQuerySet(models.QuerySet["HandIn"]):
    def of(self, user) -> "HandInQuerySet":
        return self.filter(enrollment__user=user)

    def waiting_for_the_learner(self) -> "HandInQuerySet":
        """Passed its checks, and no model was asked or none gave a readable verdict: the learner grades it."""
        return self.filter(Q(status=HandIn.Status.CHECKING, call=None) | Q(status=HandIn.Status.UNREADABLE))

    def passing(self) -> "HandInQuerySet":
        """By the verdict that counts."""
        counting = Evaluation.objects.filter(hand_in=OuterRef("pk")).counting_first()
        return self.alias(passes=Subquery(counting.values("is_passed")[:1])).filter(passes=True)


class HandIn(models.Model):
    """What the learner asks to have judged. `text` is what was judged, word for word."""

    class Status(models.TextChoices):
        CHECKING = "checking", _("等待评分")
        REFUSED = "refused", _("检查没有通过")
        GRADED = "graded", _("已评分")
        UNREADABLE = "unreadable", _("评分结果读不懂")

    # Modes whose work is made elsewhere: a person looks at it, no model can.
    SHOWN_TO_PEOPLE = ("checklist", "project")

    class Held(models.TextChoices):
        FAILED = "failed", _("评分表没有通过考试")
        DUE = "due", _("评分表还没有考过")

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="hand_ins")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="hand_ins")
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT)
    key = models.CharField(max_length=80)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, null=True, blank=True, related_name="hand_ins")
    text = models.TextField(_("内容"), blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.CHECKING)
    # [{"id": "min_chars", "ok": false, "message": "…"}, …]
    checks = models.JSONField(_("检查"), default=list)
    # A judge would have been asked, and the allowance was used up: it waits for the learner instead.
    is_over_quota = models.BooleanField(_("额度不够，没有问模型"), default=False)
    # No model grades it, because of how its rubric did in its exam (practice/exams/exam_rule.py).
    held_back = models.CharField(_("没有问模型"), max_length=10, choices=Held, blank=True)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects: ClassVar = HandInQuerySet.as_manager()

    class Meta:
        verbose_name = _("提交")
        verbose_name_plural = _("提交")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrollment", "key"], name="handed_in_once_for_each_key"),
        ]
        indexes: ClassVar = [models.Index(fields=["enrollment", "exercise", "-id"], name="latest_hand_in_first")]

    def __str__(self) -> str:
        return f"{self.exercise} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("practice:hand_in", args=[self.pk])


class CallQuerySet(models.QuerySet["Call"]):
    def queued(self) -> "CallQuerySet":
        return self.filter(status=Call.Status.QUEUED)

    def running(self) -> "CallQuerySet":
        return self.filter(status=Call.Status.RUNNING)

    def held_with(self, *, pk: int, fence: int) -> "CallQuerySet":
        """The running call, as long as nobody has closed or taken it since `fence` was handed out."""
        return self.running().filter(pk=pk, fence=fence)

    def lost(self, *, at: datetime) -> "CallQuerySet":
        return self.running().filter(lease_until__lt=at)

    def of_disabled_learners(self) -> "CallQuerySet":
        """What still runs for somebody who may not sign in any more, and was not told to stop."""
        return self.filter(finished_at=None, cancel_requested_at=None, charge__enrollment__user__is_active=False)

    def waiting_since(self, moment: datetime) -> "CallQuerySet":
        return self.queued().filter(queued_at__lte=moment)


class Call(models.Model):
    """One question to a model, from the queue to its one end."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("回答")
        JUDGE = "judge", _("评分")
        IMAGE = "image", _("画图")

    class Status(models.TextChoices):
        QUEUED = "queued", _("排队中")
        RUNNING = "running", _("正在回答")
        SUCCEEDED = "succeeded", _("已完成")
        PARTIAL = "partial", _("不完整")
        FAILED = "failed", _("没有成功")
        CANCELLED = "cancelled", _("已取消")

    class Asks(models.TextChoices):
        ANYONE = "any", _("网站的服务，连不上就问备用的")
        ONE = "one", _("只问选定的那一个")
        OWN = "own", _("学习者自己的密钥")

    OPEN = (Status.QUEUED, Status.RUNNING)

    kind = models.CharField(max_length=10, choices=Kind)
    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, null=True, related_name="call")
    hand_in = models.OneToOneField(HandIn, on_delete=models.CASCADE, null=True, related_name="call")
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.QUEUED)
    reason = models.CharField(_("原因"), max_length=20, blank=True)
    # Seconds for which the provider wanted to be left alone; 0 where it did not say.
    wait = models.PositiveIntegerField(_("对方要求等待（秒）"), default=0)
    model = models.CharField(_("模型"), max_length=100, blank=True)
    asks = models.CharField(_("问谁"), max_length=3, choices=Asks, default=Asks.ANYONE)
    # Name and host of who was asked, written before anything is sent; from the beginning where one was chosen.
    provider = models.CharField(_("模型服务"), max_length=320, blank=True)
    is_sample = models.BooleanField(_("示例回复"), default=False)
    # Everything a worker writes carries the fence it was handed; a newer one shuts the older out.
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    # The pieces joined, stored once when the call ends.
    text = models.TextField(_("回复"), blank=True)
    input_tokens = models.PositiveIntegerField(null=True)
    output_tokens = models.PositiveIntegerField(null=True)
    is_estimated = models.BooleanField(default=False)
    # How many pictures were paid for; nobody knows how many came of one whose answer was lost.
    pictures = models.PositiveSmallIntegerField(_("图"), null=True)
    queued_at = models.DateTimeField(_("排队时间"))
    started_at = models.DateTimeField(_("开始时间"), null=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True)
    cancel_requested_at = models.DateTimeField(null=True)

    objects: ClassVar = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("模型调用")
        verbose_name_plural = _("模型调用")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["answer", "image"], attempt__isnull=False, hand_in=None)
                | Q(kind="judge", attempt=None, hand_in__isnull=False),
                name="call_answers_an_attempt_or_judges_a_hand_in",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["queued", "running"], finished_at=None)
                | (~Q(status__in=["queued", "running"]) & Q(finished_at__isnull=False)),
                name="call_has_an_end_when_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(lease_until__isnull=False, started_at__isnull=False),
                name="running_call_has_a_lease",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "queued_at"], name="calls_in_line", condition=Q(finished_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk} {self.status}"

    @property
    def is_over(self) -> bool:
        return self.status not in self.OPEN

    @property
    def reply(self) -> str:
        """What the model has said so far."""
        return self.text if self.is_over else "".join(piece.text for piece in self.pieces.all())


class Piece(models.Model):
    """A part of an answer, in the order in which it came: 1, 2, 3 …"""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "number"], name="one_piece_for_each_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="pieces_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}.{self.number}"


class ChargeQuerySet(models.QuerySet["Charge"]):
    def counted(self) -> "ChargeQuerySet":
        """What a limit is about. A call for which nothing was reserved costs the site nothing."""
        return self.filter(reserved__gt=0)


class Charge(models.Model):
    """What a call may cost and what it did cost, in tokens. Settled once, together with the call's end."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="charges")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="charges", verbose_name=_("课"))
    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="charge")
    # Fixed when it was reserved: a learner who changes their time zone gets no second day.
    made_on = models.DateField(_("日期"))
    month = models.DateField(_("月份"))  # its first day, by the site's calendar
    reserved = models.PositiveIntegerField(_("预留"))
    spent = models.PositiveIntegerField(_("用掉"), null=True)
    # Empty where nobody said what the model costs.
    cost = models.DecimalField(_("花费"), max_digits=14, decimal_places=6, null=True)
    currency = models.CharField(_("货币"), max_length=12, blank=True)
    settled_at = models.DateTimeField(_("结算时间"), null=True)

    objects: ClassVar = ChargeQuerySet.as_manager()

    class Meta:
        verbose_name = _("用量")
        verbose_name_plural = _("用量")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(spent=None, settled_at=None) | Q(spent__isnull=False, settled_at__isnull=False),
                name="charge_is_settled_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["enrollment", "made_on"], name="charges_of_a_day")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.reserved if self.spent is None else self.spent}"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def counting_first(self) -> "EvaluationQuerySet":
        """No model and no learner displaces what an instructor said; among equals the newest counts."""
        by_instructors_first = Case(When(by=Evaluation.By.INSTRUCTOR, then=0), default=1)
        return self.order_by(by_instructors_first, "-pk")

    def by_instructors(self) -> "EvaluationQuerySet":
        return self.filter(by=Evaluation.By.INSTRUCTOR)

    def unseen(self) -> "EvaluationQuerySet":
        """By an instructor, and not opened by its learner yet."""
        return self.by_instructors().filter(seen_at=None)


class Evaluation(models.Model):
    """One verdict on a hand-in. The newest of an instructor counts; without one the newest of all."""

    class By(models.TextChoices):
        MODEL = "model", _("模型")
        SELF = "self", _("自己")
        INSTRUCTOR = "instructor", _("老师")

    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="evaluations")
    by = models.CharField(_("评分人"), max_length=10, choices=By)
    # [{"id", "criterion", "weight", "level", "points", "quote", "advice"}, …]: with the words it was made against.
    criteria = models.JSONField(_("逐项"), default=list)
    # [{"id", "text", "reached", "quote"}, …]: worth reaching, without points; "reached" is null when it was not read.
    goals = models.JSONField(_("目标"), default=list)
    # Both are empty where a task has no rubric.
    total = models.DecimalField(_("总分"), max_digits=4, decimal_places=1, null=True)
    is_passed = models.BooleanField(_("通过"), null=True)
    call = models.OneToOneField(Call, on_delete=models.SET_NULL, null=True, related_name="evaluation")
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    # By a model with which this rubric had not been tried before (practice/exams/exam_rule.py).
    is_unexamined = models.BooleanField(default=False)
    # Of an instructor: who, what they say in the end, and when the learner opened it.
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="verdicts")
    words = models.TextField(_("结语"), blank=True)
    seen_at = models.DateTimeField(null=True)

    objects: ClassVar = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("评分")
        verbose_name_plural = _("评分")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["hand_in"], condition=Q(by="instructor", seen_at=None), name="verdicts_to_be_seen"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(total=None) | Q(total__gte=0, total__lte=100), name="total_between_0_and_100"
            ),
            models.CheckConstraint(
                condition=Q(total=None, is_passed=None) | Q(total__isnull=False, is_passed__isnull=False),
                name="a_total_passes_or_not",
            ),
            models.CheckConstraint(condition=Q(call=None) | Q(by="model"), name="only_a_model_verdict_has_a_call"),
            models.CheckConstraint(
                condition=Q(judge=None) | Q(by="instructor"), name="only_an_instructors_verdict_has_a_judge"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hand_in} {self.by} {self.total}"


class PracticeConsent(models.Model):
    """A learner was told that their prompts go to this host, and agreed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_consents")
    host = models.CharField(_("发送到"), max_length=255)
    agreed_at = models.DateTimeField(_("同意时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("发送同意")
        verbose_name_plural = _("发送同意")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "host"], name="agreed_once_to_each_host")]

    def __str__(self) -> str:
        return f"{self.user} → {self.host}"
