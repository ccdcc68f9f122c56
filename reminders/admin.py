"""Who is reminded when, and which letters did not go out."""

from typing import ClassVar

from django.contrib import admin

from progress.admin import ReadOnlyAdmin

from .models import Letter, Reminder


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = ("user", "is_on", "hour", "next_at", "last_at")
    list_filter = ("is_on", "hour")
    list_select_related = ("user",)
    search_fields = ("user__email", "user__display_name")
    ordering = ("next_at", "pk")
    fields: ClassVar = ("user", "is_on", "hour", "next_at", "last_at")


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = ("user", "on", "state", "tries", "reason", "look_at", "sent_at")
    list_filter = ("state", "reason")
    list_select_related = ("user",)
    search_fields = ("user__email", "user__display_name")
    date_hierarchy = "on"
    ordering = ("-on", "-pk")
    fields: ClassVar = ("user", "on", "ends_at", "state", "tries", "reason", "look_at", "sent_at")
