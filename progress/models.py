"""What each learner has done and the facts their plan is computed from. Lateness is never stored."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Lesson, LessonRevision, Question


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def of(self, user) -> "EnrollmentQuerySet":
        return self.filter(user=user)

    def covering(self, lesson: Lesson) -> "EnrollmentQuerySet":
        return self.filter(course_id=lesson.course_id)


class Enrollment(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrollments")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrollments")
    starts_on = models.DateField(_("开始日期"))
    # ISO weekdays on which the learner studies, as digits: Monday is 1.
    weekdays = models.CharField(_("学习日"), max_length=7, default="1234567")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("学习者进度")
        verbose_name_plural = _("学习者进度")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "course"], name="enrolled_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.course}"


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


class QuizAnswer(models.Model):
    """Every answer given, right or wrong; the latest one counts."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT)
    choice = models.JSONField()  # indexes of the chosen options, or true / false
    is_correct = models.BooleanField()
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("小测回答")
        verbose_name_plural = _("小测回答")
        indexes: ClassVar = [
            models.Index(fields=["enrollment", "question", "-answered_at"], name="latest_answer_first")
        ]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.question}"
