"""Stages in the admin, and the order of their lessons."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from courses import shapes
from courses.admin.course import ShapedAdmin, ShapedForm
from courses.admin.lesson import author
from courses.admin.ordering import moved_by, reorder
from courses.models import Lesson, Stage
from courses.problems import DocumentError


class StageForm(ShapedForm):
    shape = shapes.StageDocument
    fixed: ClassVar = {"schema": 1}
    names: ClassVar = {"number": "stage", "has_floor": "floor"}


@admin.register(Stage)
class StageAdmin(ShapedAdmin):
    form = StageForm
    identity = ("number",)
    list_display = ("number", "title", "days", "has_floor", "show_lessons", "show_order")
    list_display_links = ("number", "title")
    list_select_related = ("course",)
    search_fields = ("title", "goal", "body")
    fields = ("number", "title", "days", "has_floor", "goal", "body")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Stage]:
        is_open = Q(lessons__status__in=Lesson.OPEN, lessons__withdrawn_at=None)
        counted = {"all_lessons": Count("lessons"), "open_lessons": Count("lessons", filter=is_open)}
        return super().get_queryset(request).annotate(**counted)

    @display(description=gettext_lazy("可学 / 全部"))
    def show_lessons(self, stage: Any) -> str:
        return f"{stage.open_lessons} / {stage.all_lessons}"

    @display(description=gettext_lazy("课的次序"))
    def show_order(self, stage: Stage) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:courses_stage_order", args=[stage.pk]), _("排序"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.order_lessons)
        return [path("<int:pk>/order/", view, name="courses_stage_order"), *super().get_urls()]

    def order_lessons(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Dragged rows send all ids at once; without script each arrow sends one step."""
        stage = get_object_or_404(Stage.objects.select_related("course"), pk=pk)
        if not request.user.has_perm("courses.view_lesson"):
            raise PermissionDenied
        may_change = request.user.has_perm("courses.change_lesson")
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            return self._reorder(request, stage)
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(stage)s：课的次序") % {"stage": stage},
            "opts": self.opts,
            "original": stage,
            "stage": stage,
            "lessons": stage.lessons.order_by("order").only("key", "title", "day", "status", "withdrawn_at", "stage"),
            "may_change": may_change,
        }
        return TemplateResponse(request, "admin/courses/order.html", context)

    def _reorder(self, request: HttpRequest, stage: Stage) -> HttpResponse:
        ids = request.POST.getlist("id")
        key, _space, step = request.POST.get("move", "").partition(" ")
        try:
            if key:
                ids = moved_by(ids, key, -1 if step == "up" else 1)
            reorder(stage=stage, ids=ids, by=author(request))
        except ValueError:
            messages.error(request, _("这一段的课刚刚变了，没有改次序；请再试一次。"))
        except DocumentError as error:
            messages.error(request, _("没有改次序：%(problems)s") % {"problems": error})
        else:
            messages.success(request, _("次序已保存，天数跟着位置走。"))
        return redirect("admin:courses_stage_order", stage.pk)
