"""Lessons that a file and the site changed in the same place, and the page on which an instructor decides."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from courses import canonical, document, merge, services
from courses.admin import diff
from courses.admin.lesson import author
from courses.admin.lesson_page import current, read
from courses.models import LessonConflict
from courses.problems import DocumentError, Problem
from courses.shapes import LessonDocument


class DecisionForm(forms.Form):
    """Which text the lesson shall have from now on."""

    take = forms.ChoiceField(choices=[("file", ""), ("site", ""), ("text", "")])
    text = forms.CharField(required=False, strip=False)
    # The decision is about the texts that were on the screen, not about what came since.
    seen = forms.CharField()

    def clean_text(self) -> str:
        return f"{self.cleaned_data['text'].replace(chr(13), '').rstrip()}\n"

    def taken(self) -> str:
        """As `services.resolve_conflict` wants it: "file", "site", or the whole text."""
        take: str = self.cleaned_data["take"]
        return self.cleaned_data["text"] if take == "text" else take


@admin.register(LessonConflict)
class LessonConflictAdmin(ModelAdmin):
    list_display = ("show_lesson", "show_places", "created_at")
    list_select_related = ("lesson__stage",)
    list_filter = ("lesson__stage",)
    search_fields = ("lesson__key", "lesson__title")
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=gettext_lazy("课"))
    def show_lesson(self, conflict: LessonConflict) -> str:
        return str(conflict.lesson)

    @display(description=gettext_lazy("撞上的地方"))
    def show_places(self, conflict: LessonConflict) -> str:
        return _("、").join(str(place["place"]) for place in conflict.places) or "—"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        related = LessonConflict.objects.select_related("lesson__stage", "lesson__course", "lesson__published")
        conflict = get_object_or_404(related, pk=object_id if str(object_id).isdecimal() else 0)
        if not self.has_view_permission(request, conflict):
            raise PermissionDenied
        if request.method != "POST":
            return self._show(request, conflict)
        if not self.has_change_permission(request, conflict):
            raise PermissionDenied
        return self._decide(request, conflict)

    def _decide(self, request: HttpRequest, conflict: LessonConflict) -> HttpResponse:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._refuse(request, conflict, _("请选一份文字。"), status=422)
        if form.cleaned_data["seen"] != seen(conflict):
            return self._refuse(request, conflict, _("这几份文字刚刚变了，请看过新的再决定。"), status=409)
        try:
            services.resolve_conflict(conflict=conflict, take=form.taken(), by=author(request))
        except DocumentError as error:
            return self._show(request, conflict, error.problems, status=422)
        messages.success(request, _("冲突已解决。"))
        return redirect("admin:courses_lesson_change", conflict.lesson_id)

    def _refuse(self, request: HttpRequest, conflict: LessonConflict, mend: str, *, status: int) -> HttpResponse:
        return self._show(request, conflict, [Problem("", 0, "", mend)], status=status)

    def _show(
        self, request: HttpRequest, conflict: LessonConflict, problems: Sequence[Problem] = (), status: int = 200
    ) -> HttpResponse:
        site = current(conflict.lesson).text
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(lesson)s 的冲突") % {"lesson": conflict.lesson},
            "opts": self.opts,
            "original": conflict.lesson,
            "conflict": conflict,
            "lesson": conflict.lesson,
            "site_text": site,
            "file_changes": diff.compare(conflict.base_text, conflict.file_text) if conflict.base_text else None,
            "site_changes": diff.compare(conflict.base_text, site) if conflict.base_text else None,
            "text": request.POST.get("text") or together(conflict),
            "seen": seen(conflict),
            "problems": problems,
            "may_change": self.has_change_permission(request, conflict),
        }
        return TemplateResponse(request, "admin/courses/conflict.html", context, status=status)


def seen(conflict: LessonConflict) -> str:
    digest = hashlib.sha256(conflict.file_text.encode()).hexdigest()[:16]
    return f"{current(conflict.lesson).number}-{digest}"


def together(conflict: LessonConflict) -> str:
    """A start for the edited text: everything both sides agree on, with the site's words where they do not."""
    sides = (conflict.base_text, conflict.file_text, current(conflict.lesson).text)
    data = merge.merge(*(document.to_json(read(text)) if text else {} for text in sides)).data
    try:
        return canonical.write(document.from_json(LessonDocument, data))
    except DocumentError:
        return current(conflict.lesson).text
