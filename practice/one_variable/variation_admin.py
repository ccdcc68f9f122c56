"""What learners predicted, changed and saw, for instructors to read."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from ..models import Variation
from .change_words import changes_in_words


@admin.register(Variation)
class VariationAdmin(ReadOnlyAdmin):
    list_display = ("id", "show_learner", "exercise", "show_prediction", "outcome", "created_at")
    list_filter = ("outcome", "exercise__lesson__stage")
    list_select_related = ("enrollment__user", "enrollment__course", "exercise__lesson")
    search_fields = ("enrollment__user__email", "enrollment__user__display_name", "exercise__lesson__key", "prediction")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields: ClassVar = (
        "show_learner", "exercise", "vary", "before_text", "text", "show_change", "prediction", "outcome", "words",
        "before_attempt", "attempt", "before_artwork", "artwork", "created_at",
    )  # fmt: skip
    readonly_fields = ("show_learner", "show_change")

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, variation: Variation) -> str:
        return str(variation.enrollment.user)

    @display(description=_("预测"))
    def show_prediction(self, variation: Variation) -> str:
        return variation.prediction[:60]

    @display(description=_("改了哪里"))
    def show_change(self, variation: Variation) -> str:
        return "；".join(changes_in_words(variation.change))
