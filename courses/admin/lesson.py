"""Lessons in the admin: the list, the page, the history, withdrawing and bringing back."""

import copy
from typing import Any, ClassVar

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display

from accounts.models import User
from courses import services, views
from courses.admin import diff, filters
from courses.admin.lesson_page import FIELDS, TEXT, LessonPage, current, read
from courses.models import Lesson, LessonConflict, LessonRevision
from courses.problems import DocumentError

_STATES = {"draft": "info", "ready": "success", "outdated": "warning", "withdrawn": "danger"}


@admin.register(Lesson)
class LessonAdmin(ModelAdmin):
    list_display = (
        "key",
        "title",
        "stage",
        "day",
        "kind",
        "show_state",
        "sensitivity",
        "show_minutes",
        "show_conflict",
    )
    list_display_links = ("key", "title")
    list_filter: ClassVar = (
        "stage", "kind", "status", "sensitivity", filters.HasConflict, filters.IsWithdrawn
    )  # fmt: skip
    list_filter_submit = False
    list_select_related = ("stage", "conflict")
    list_per_page = 50
    search_fields = ("key", "title", "slug", "summary", "published__text")
    search_help_text = gettext_lazy("编号、标题、网址名，或正文里的任何词")
    actions = ("withdraw_chosen", "bring_back_chosen")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Lesson]:
        return super().get_queryset(request).order_by("stage__number", "order").defer("document", "parts", "headings")

    def has_delete_permission(self, request: HttpRequest, obj: Lesson | None = None) -> bool:
        return False  # learners' work points at it; a lesson is withdrawn instead

    @display(description=gettext_lazy("状态"), ordering="status", label=_STATES)
    def show_state(self, lesson: Lesson) -> tuple[str, str]:
        return ("withdrawn", _("已撤下")) if lesson.withdrawn_at else (lesson.status, lesson.get_status_display())

    @display(description=gettext_lazy("冲突"), label={"conflict": "danger"})
    def show_conflict(self, lesson: Lesson) -> tuple[str, str] | None:
        return ("conflict", _("等你决定")) if hasattr(lesson, "conflict") else None

    @display(description=gettext_lazy("分钟"), ordering="minutes")
    def show_minutes(self, lesson: Lesson) -> int | str:
        return lesson.minutes or "—"

    @admin.action(description=gettext_lazy("撤下选中的课"), permissions=["change"])
    def withdraw_chosen(self, request: HttpRequest, chosen: QuerySet[Lesson]) -> None:
        for lesson in chosen:
            services.withdraw(lesson=lesson)
        messages.success(request, _("已撤下。学习者的记录都还在，随时可以重新放出。"))

    @admin.action(description=gettext_lazy("重新放出选中的课"), permissions=["change"])
    def bring_back_chosen(self, request: HttpRequest, chosen: QuerySet[Lesson]) -> None:
        for lesson in chosen:
            services.bring_back(lesson=lesson)
        messages.success(request, _("已重新放出。"))

    def get_urls(self) -> list[URLPattern]:
        def of_one(name: str, view: Any) -> URLPattern:
            return path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"courses_lesson_{name}")

        return [
            of_one("history", self.show_history),
            of_one("restore", require_POST(self.restore)),
            of_one("withdraw", require_POST(self.turn_withdrawn)),
            *super().get_urls(),
        ]

    # The page: Django's own form for a row gives way to the document.
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        lesson = self._found(unquote(object_id)) if object_id else None
        if request.method == "POST":
            if not self._may_change(request, lesson):
                raise PermissionDenied
            return self._sent(request, lesson)
        if not (self.has_view_permission(request, lesson) if lesson else self.has_add_permission(request)):
            raise PermissionDenied
        return self._show(request, LessonPage.open(lesson, tab=TEXT if request.GET.get("tab") == TEXT else FIELDS))

    def _sent(self, request: HttpRequest, lesson: Lesson | None) -> HttpResponse:
        page = LessonPage.sent(lesson, request.POST)
        if "_add" in request.POST:
            page.add_row(request.POST["_add"])
            return self._show(request, page)
        if "_preview" in request.POST:
            return self._preview(request, page)
        try:
            saved = page.save(by=author(request))
        except DocumentError:
            return self._show(request, page, status=422)
        if saved is None:
            return self._show(request, page, status=409)
        messages.success(request, page.told())
        return redirect("admin:courses_lesson_change", saved.pk) if page.tab != TEXT else _to_text(saved)

    def _show(self, request: HttpRequest, page: LessonPage, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": str(page.lesson) if page.lesson else _("新的一课"),
            "opts": self.opts,
            "original": page.lesson,
            "page": page,
            "lesson": page.lesson,
            "groups": page.form.groups() if page.tab != TEXT else [],
            "conflict": LessonConflict.objects.filter(lesson=page.lesson).first() if page.lesson else None,
            "may_change": self._may_change(request, page.lesson),
        }
        return TemplateResponse(request, "admin/courses/lesson.html", context, status=status)

    @method_decorator(xframe_options_sameorigin)
    @method_decorator(csp_replace({"frame-ancestors": [SELF]}))
    def _preview(self, request: HttpRequest, page: LessonPage) -> HttpResponse:
        """The learner's page itself, drawn from a save that is taken back."""
        asked = copy.copy(request)
        asked.method = "GET"
        with transaction.atomic():
            try:
                lesson = page.publish(by=author(request))
                asked.advice = services.advice_on(lesson=lesson)  # type: ignore[attr-defined]  # for the template
                return views.lesson(asked, lesson.course.slug, lesson.stage.number, lesson.slug)
            except DocumentError:
                context = {"page": page, "title": _("还不能预览")}
                return TemplateResponse(request, "admin/courses/no_preview.html", context, status=422).render()
            finally:
                transaction.set_rollback(True)

    def show_history(self, request: HttpRequest, pk: int) -> HttpResponse:
        lesson = self._found(pk)
        if not self.has_view_permission(request, lesson):
            raise PermissionDenied
        revisions = list(lesson.revisions.select_related("by").defer("text"))
        newer = _chosen(lesson, request.GET.get("to"), or_else=current(lesson).number)
        older = _chosen(lesson, request.GET.get("from"), or_else=newer.number - 1) if newer else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(lesson)s 的修订记录") % {"lesson": lesson},
            "opts": self.opts,
            "original": lesson,
            "lesson": lesson,
            "revisions": revisions,
            "newer": newer,
            "older": older,
            "rows": diff.compare(older.text, newer.text) if older and newer else [],
            "may_change": self._may_change(request, lesson),
        }
        return TemplateResponse(request, "admin/courses/history.html", context)

    def restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        lesson = self._found(pk)
        if not self._may_change(request, lesson):
            raise PermissionDenied
        revision = _chosen(lesson, request.POST.get("number"))
        if revision is None:
            raise Http404
        why = _("恢复第 %(number)s 版") % {"number": revision.number}
        try:
            services.publish(lesson=lesson, document=read(revision.text), by=author(request), why=why)
        except DocumentError as error:
            messages.error(request, _("这一版不合现在的规则，没有恢复：%(problems)s") % {"problems": error})
        else:
            messages.success(request, _("已恢复第 %(number)s 版，记为新的一版。") % {"number": revision.number})
        return redirect("admin:courses_lesson_history", pk)

    def turn_withdrawn(self, request: HttpRequest, pk: int) -> HttpResponse:
        lesson = self._found(pk)
        if not self._may_change(request, lesson):
            raise PermissionDenied
        if lesson.withdrawn_at:
            services.bring_back(lesson=lesson)
            messages.success(request, _("已重新放出。"))
        else:
            services.withdraw(lesson=lesson)
            messages.success(request, _("已撤下。学习者的记录都还在，随时可以重新放出。"))
        return redirect("admin:courses_lesson_change", pk)

    def _found(self, pk: str | int) -> Lesson:
        if not str(pk).isdecimal():
            raise Http404
        return get_object_or_404(Lesson.objects.select_related("stage", "course", "published"), pk=pk)

    def _may_change(self, request: HttpRequest, lesson: Lesson | None) -> bool:
        return self.has_change_permission(request, lesson) if lesson else self.has_add_permission(request)


def author(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _chosen(lesson: Lesson, number: str | int | None, *, or_else: int | None = None) -> LessonRevision | None:
    wanted = int(number) if number and str(number).isdecimal() else or_else
    return lesson.revisions.filter(number=wanted).first() if wanted is not None else None


def _to_text(lesson: Lesson) -> HttpResponse:
    response = redirect("admin:courses_lesson_change", lesson.pk)
    response["Location"] += "?tab=text"
    return response
