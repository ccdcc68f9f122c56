"""Requests for a second look, for instructors to read; they are answered at the desk."""

from typing import ClassVar

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from ..models import SecondLook


@admin.register(SecondLook)
class SecondLookAdmin(ReadOnlyAdmin):
    list_display = ("hand_in", "show_learner", "show_reason", "asked_at", "taken_by", "answered_at")
    list_filter = (("answered_at", admin.EmptyFieldListFilter), "hand_in__exercise__lesson__stage")
    list_select_related = ("hand_in__enrollment__user", "hand_in__exercise__lesson", "taken_by")
    search_fields = ("hand_in__enrollment__user__email", "hand_in__exercise__lesson__key", "reason")
    date_hierarchy = "asked_at"
    ordering = ("-asked_at",)
    fields: ClassVar = ("hand_in", "show_learner", "reason", "asked_at", "taken_by", "answered_at", "show_desk")
    readonly_fields = ("show_learner", "show_desk")

    @display(description=_("学习者"), ordering="hand_in__enrollment__user__email")
    def show_learner(self, look: SecondLook) -> str:
        return str(look.hand_in.enrollment.user)

    @display(description=_("理由"))
    def show_reason(self, look: SecondLook) -> str:
        return look.reason[:60]

    @display(description=_("去评"))
    def show_desk(self, look: SecondLook) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("practice:work", args=[look.hand_in_id]), _("打开这一份"))
