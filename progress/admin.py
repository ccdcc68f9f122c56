"""How learners are doing, for instructors to read. Their records change through the site only."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from .holiday_admin import HolidayYearAdmin
from .models import Award, Enrollment, LessonCompletion, QuizAnswer, ReviewCard
from .public_holidays import HolidayYear


class ReadOnlyAdmin(ModelAdmin):
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


admin.site.register(HolidayYear, HolidayYearAdmin)


@admin.register(Enrollment)
class EnrollmentAdmin(ReadOnlyAdmin):
    list_display = ("user", "show_email", "course", "starts_on", "weekdays", "show_done", "created_at")
    list_filter = ("course", "weekdays")
    list_select_related = ("user", "course")
    search_fields = ("user__email", "user__display_name")
    date_hierarchy = "starts_on"
    ordering = ("-created_at",)
    fields = ("user", "course", "starts_on", "weekdays", "show_done", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Enrollment]:
        return super().get_queryset(request).annotate(done=Count("completions"))

    @display(description=_("邮箱"), ordering="user__email")
    def show_email(self, enrollment: Enrollment) -> str:
        return enrollment.user.email

    @display(description=_("学完几课"), ordering="done")
    def show_done(self, enrollment: Any) -> int:
        return enrollment.done  # annotated in get_queryset


@admin.register(LessonCompletion)
class LessonCompletionAdmin(ReadOnlyAdmin):
    list_display = ("show_learner", "lesson", "done_on", "done_at")
    list_filter = ("lesson__stage", "lesson__kind")
    list_select_related = ("enrollment__user", "enrollment__course", "lesson__stage")
    search_fields = ("enrollment__user__email", "enrollment__user__display_name", "lesson__key", "lesson__title")
    date_hierarchy = "done_on"
    ordering = ("-done_at",)
    fields: ClassVar = ("enrollment", "lesson", "revision", "done_on", "done_at")

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, completion: LessonCompletion) -> str:
        return str(completion.enrollment.user)


@admin.register(QuizAnswer)
class QuizAnswerAdmin(ReadOnlyAdmin):
    list_display = ("show_learner", "question", "show_lesson", "is_correct", "answered_at")
    list_filter = ("is_correct", "question__lesson__stage")
    list_select_related = ("enrollment__user", "enrollment__course", "question__lesson")
    search_fields = ("enrollment__user__email", "question__lesson__key", "question__lesson__title")
    date_hierarchy = "answered_at"
    ordering = ("-answered_at",)
    fields: ClassVar = ("enrollment", "question", "revision", "choice", "is_correct", "answered_at")

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, answer: QuizAnswer) -> str:
        return str(answer.enrollment.user)

    @display(description=_("课"))
    def show_lesson(self, answer: QuizAnswer) -> str:
        return answer.question.lesson.title


@admin.register(Award)
class AwardAdmin(ReadOnlyAdmin):
    list_display = ("show_learner", "rung", "reached_on", "days", "lesson_count")
    list_filter = ("rung",)
    list_select_related = ("enrollment__user",)
    search_fields = ("enrollment__user__email", "enrollment__user__display_name")
    date_hierarchy = "reached_on"
    ordering = ("-reached_on", "-pk")
    fields: ClassVar = ("enrollment", "rung", "reached_on", "days", "lesson_count", "noted_at")

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, award: Award) -> str:
        return str(award.enrollment.user)


@admin.register(ReviewCard)
class ReviewCardAdmin(ReadOnlyAdmin):
    list_display = ("show_learner", "question", "show_lesson", "reviewed_on", "due_on", "lapses")
    list_filter = ("question__lesson__stage",)
    list_select_related = ("enrollment__user", "question__lesson")
    search_fields = ("enrollment__user__email", "question__lesson__key", "question__lesson__title")
    date_hierarchy = "due_on"
    ordering = ("-reviewed_on", "-pk")
    fields: ClassVar = ("enrollment", "question", "reviewed_on", "due_on", "lapses", "stability", "difficulty")

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, card: ReviewCard) -> str:
        return str(card.enrollment.user)

    @display(description=_("课"))
    def show_lesson(self, card: ReviewCard) -> str:
        return card.question.lesson.title
