"""Runs of comparisons and the votes on them, for instructors to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from ..models import Run


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("id", "show_learner", "exercise", "is_blind", "vote", "is_blind_vote", "reason", "created_at")
    list_filter = ("vote", "is_blind", "exercise__lesson__stage")
    list_select_related = ("enrollment__user", "exercise__lesson")
    search_fields = ("enrollment__user__email", "enrollment__user__display_name", "exercise__lesson__key", "reason")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields = (
        "show_learner", "exercise", "group", "is_blind", "revealed_at", "vote", "is_blind_vote", "reason", "voted_at",
        "created_at",
    )  # fmt: skip
    readonly_fields = ("show_learner", "group")

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, run: Run) -> str:
        return str(run.enrollment.user)
