"""Letters and mails, to look something up. They are written and stopped on the instructors' pages."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from .models import Letter, Recipient


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = ("subject", "by", "course", "made_at")
    list_filter = ("course",)
    list_select_related = ("by", "course")
    search_fields = ("subject", "text", "by__email")
    date_hierarchy = "made_at"
    ordering = ("-pk",)
    fields: ClassVar = ("subject", "text", "by", "course", "is_answered_to_writer", "made_at")


@admin.register(Recipient)
class RecipientAdmin(ReadOnlyAdmin):
    list_display = ("show_learner", "letter", "status", "sent_at")
    list_filter = ("status",)
    list_select_related = ("letter", "enrollment__user")
    search_fields = ("enrollment__user__email", "enrollment__user__display_name", "letter__subject")
    ordering = ("-pk",)
    fields: ClassVar = ("show_learner", "letter", "status", "subject", "text", "sent_at")
    readonly_fields = ("show_learner",)

    @display(description=_("收信人"), ordering="enrollment__user__email")
    def show_learner(self, recipient: Recipient) -> str:
        return str(recipient.enrollment.user)
