"""What each learner has done and the facts their plan is computed from. Lateness is never stored."""

import secrets
from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Exercise, Lesson, LessonRevision, Question
from courses.pieces import questions_of

from . import ladder, public_holidays, review
from .facts import read_replan
from .schedule import Facts
from .study_days import EVERY_DAY


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def of(self, user) -> "EnrollmentQuerySet":
        return self.filter(user=user)

    def covering(self, lesson: Lesson) -> "EnrollmentQuerySet":
        return self.filter(course_id=lesson.course_id)


class Enrollment(models.Model):
    """The facts of one learner's plan stand in this one row, so that every page gets them with one query."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrollments")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrollments")
    starts_on = models.DateField(_("开始日期"))
    # ISO weekdays on which the learner studied at first, as digits: Monday is 1.
    weekdays = models.CharField(_("最初的学习日"), max_length=7, default=EVERY_DAY)
    # A projection of the plan changes that were not undone, oldest first.
    replans = models.JSONField(default=list, editable=False)
    # The stage with a floor (45 days or more) counts its days from here when it was opened before its turn.
    floor_opened_on = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(_("加入时间"), auto_now_add=True)

    objects: ClassVar = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("学习者进度")
        verbose_name_plural = _("学习者进度")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "course"], name="enrolled_once"),
            models.CheckConstraint(condition=~models.Q(weekdays=""), name="enrolled_with_a_study_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.course}"

    @property
    def facts(self) -> Facts:
        replans = tuple(read_replan(replan) for replan in self.replans)
        return self.with_holidays(Facts(self.starts_on, self.weekdays, replans))

    def with_holidays(self, facts: Facts) -> Facts:
        """Who does not keep them needs no calendar."""
        if not facts.keeps_holidays:
            return facts
        return replace(facts, holidays=public_holidays.calendar(self.course.edition).days)


class PlanChange(models.Model):
    """One change of the plan. Undoing one keeps its row and leaves it out of the plan."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="changes")
    before = models.JSONField()  # weekdays and breaks
    after = models.JSONField()  # the same, and on which day, in which mode, with which lessons finished
    made_at = models.DateTimeField(_("时间"), auto_now_add=True)
    undone_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("计划的改动")
        verbose_name_plural = _("计划的改动")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.made_at:%Y-%m-%d}"


def _secret() -> str:
    return secrets.token_urlsafe(24)


class CalendarLink(models.Model):
    """A secret address under which the plan can be subscribed to. Taking it back deletes the row."""

    enrollment = models.OneToOneField(Enrollment, on_delete=models.CASCADE, related_name="calendar_link")
    token = models.CharField(_("地址里的暗号"), max_length=40, unique=True, default=_secret, editable=False)
    made_at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")

    def __str__(self) -> str:
        return str(self.enrollment)

    def get_absolute_url(self) -> str:
        return reverse("progress:calendar", args=[self.token])


class LessonCompletion(models.Model):
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="completions")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="completions")
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT)
    done_on = models.DateField(_("完成日期"))  # in the learner's time zone, fixed when it happened
    done_at = models.DateTimeField(_("完成时间"))

    class Meta:
        verbose_name = _("完成记录")
        verbose_name_plural = _("完成记录")
        constraints: ClassVar = [models.UniqueConstraint(fields=["enrollment", "lesson"], name="lesson_completed_once")]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.lesson.key}"


class TaskPass(models.Model):
    """A practice task this learner has passed. Practice says so; a later attempt never takes it away."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="passes")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="passes")
    passed_on = models.DateField(_("通过日期"))

    class Meta:
        verbose_name = _("通过的练习")
        verbose_name_plural = _("通过的练习")
        constraints: ClassVar = [models.UniqueConstraint(fields=["enrollment", "exercise"], name="task_passed_once")]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.exercise}"


class Award(models.Model):
    """A rung of the ladder, kept from the day it was reached: no later change of the course takes it away."""

    class Rung(models.TextChoices):
        STARTER = ladder.Rung.STARTER.value, _("入门合格")
        QUALIFIED = ladder.Rung.QUALIFIED.value, _("合格")
        AI_KID = ladder.Rung.AI_KID.value, _("AI小子")
        PRODIGY = ladder.Rung.PRODIGY.value, _("天才")
        GRADUATE = ladder.Rung.GRADUATE.value, _("毕业")

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="awards")
    rung = models.CharField(_("称号"), max_length=10, choices=Rung)
    reached_on = models.DateField(_("达到日期"))
    days = models.PositiveIntegerField(_("用了几天"))  # calendar days, both ends included
    lesson_count = models.PositiveIntegerField(_("当时做完的课"))
    noted_at = models.DateTimeField(_("记下的时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("称号")
        verbose_name_plural = _("称号")
        ordering: ClassVar = ["reached_on", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["enrollment", "rung"], name="each_rung_reached_once")]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.get_rung_display()}"


class QuizAnswerQuerySet(models.QuerySet["QuizAnswer"]):
    def latest_by_key(self, enrollment: Enrollment, lesson: Lesson) -> dict[str, dict[str, Any]]:
        """The newest answer to each question of the lesson, `choice` and `fingerprint`, by question key."""
        keys = {question.pk: question.key for question in questions_of(lesson)}
        given = self.filter(enrollment=enrollment, question__in=list(keys)).order_by("pk")
        return {
            keys[question]: {"choice": choice, "fingerprint": fingerprint}
            for question, choice, fingerprint in given.values_list("question_id", "choice", "fingerprint")
        }


class QuizAnswer(models.Model):
    """Every answer given, right or wrong; the latest one counts."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT)
    choice = models.JSONField(_("选择"))  # indexes of the chosen options, or true / false
    is_correct = models.BooleanField(_("答对"))
    # Of the question's words: an answer is shown again only beside the words it was given to.
    fingerprint = models.CharField(max_length=16, editable=False)
    answered_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects: ClassVar = QuizAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("小测回答")
        verbose_name_plural = _("小测回答")
        indexes: ClassVar = [models.Index(fields=["enrollment", "question", "-id"], name="latest_answer_first")]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.question}"


class ReviewCard(models.Model):
    """What a learner remembers of one question, by FSRS: its answers that were not undone, folded into one row.

    A question has a card from its first review on; until then it is due the day after its lesson was done.
    """

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="cards")
    stability = models.FloatField(_("记忆稳定度（天）"), null=True)
    difficulty = models.FloatField(_("难度（1 到 10）"), null=True)
    # Days of the learner, so that moving to another time zone neither loses nor doubles a review.
    reviewed_on = models.DateField(_("上次复习"), null=True)
    due_on = models.DateField(_("下次复习"), null=True)
    lapses = models.PositiveSmallIntegerField(_("忘过几次"), default=0)

    class Meta:
        verbose_name = _("复习卡")
        verbose_name_plural = _("复习卡")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrollment", "question"], name="one_card_for_each_question"),
            models.CheckConstraint(
                condition=models.Q(stability=None, difficulty=None, reviewed_on=None, due_on=None)
                | models.Q(
                    stability__gt=0,
                    difficulty__gte=1,
                    difficulty__lte=10,
                    reviewed_on__isnull=False,
                    due_on__gt=models.F("reviewed_on"),
                ),
                name="memory_is_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.question}"


class ReviewAnswer(models.Model):
    """One answer in a review. Undoing it keeps the row and leaves it out of the memory."""

    class Rating(models.IntegerChoices):
        AGAIN = review.Rating.AGAIN.value, _("没记住")
        HARD = review.Rating.HARD.value, _("有点难")
        GOOD = review.Rating.GOOD.value, _("记得")
        EASY = review.Rating.EASY.value, _("很轻松")

    card = models.ForeignKey(ReviewCard, on_delete=models.CASCADE, related_name="answers")
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT)
    choice = models.JSONField(_("选择"))  # indexes of the chosen options, or true / false
    fingerprint = models.CharField(max_length=16, editable=False)  # of the words that were answered
    rating = models.PositiveSmallIntegerField(_("记得怎样"), choices=Rating)
    on = models.DateField(_("复习日期"))  # in the learner's time zone, fixed when it happened
    answered_at = models.DateTimeField(_("时间"), auto_now_add=True)
    undone_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("复习回答")
        verbose_name_plural = _("复习回答")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.card} {self.on}"
