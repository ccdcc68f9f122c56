"""Course, tools, hotlines and terms: rows with forms, judged by the shapes of their files."""

from dataclasses import fields
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin
from unfold.admin import ModelAdmin
from unfold.contrib.import_export.forms import ExportForm
from unfold.decorators import display

from courses import document, markup, services, shapes
from courses.models import Course, Hotline, Term, Tool
from courses.problems import DocumentError


def the_course() -> Course | None:
    return Course.objects.order_by("pk").first()


class ShapedForm(forms.ModelForm):
    """A row whose fields must also stand in a file: what the file's shape refuses is said at the field."""

    shape: ClassVar[type]
    fixed: ClassVar[dict[str, Any]] = {}
    names: ClassVar[dict[str, str]] = {}  # of the file's fields, where the row's is another

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not isinstance(self.instance, Course) and self.instance.course_id is None:
            self.instance.course = the_course()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self._look_for_a_twin(cleaned)
        self._hold_against_shape(cleaned)
        self._try_to_render(cleaned.get("body", ""))
        return cleaned

    def _hold_against_shape(self, cleaned: dict[str, Any]) -> None:
        names = {field.name for field in fields(self.shape)}
        columns = [column.name for column in self.instance._meta.concrete_fields]
        typed = {name: cleaned.get(name, getattr(self.instance, name)) for name in columns if name != "course"}
        content = {self.names.get(name, name): _plain(value) for name, value in typed.items()}
        known = {name: value for name, value in content.items() if name in names and value not in ("", None)}
        try:
            document.from_json(self.shape, {**self.fixed, **known})
        except DocumentError as error:
            back = {other: name for name, other in self.names.items()}
            for problem in error.problems:
                name = back.get(problem.field, problem.field)
                self.add_error(name if name in self.fields else None, problem.mend)

    def _look_for_a_twin(self, cleaned: dict[str, Any]) -> None:
        """The course is not a field of the form, so Django cannot see the constraint."""
        for name in ("key", "number", "slug"):
            if name in cleaned and not isinstance(self.instance, Course):
                same = type(self.instance).objects.filter(course=self.instance.course, **{name: cleaned[name]})
                if same.exclude(pk=self.instance.pk).exists():
                    self.add_error(name, _("已经有了，换一个。"))

    def _try_to_render(self, body: str) -> None:
        try:
            markup.render_text(body)
        except markup.MarkupError as error:
            self.add_error("body", str(error))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class CourseForm(ShapedForm):
    shape = shapes.CourseDocument
    fixed: ClassVar = {"schema": 1}


class ToolForm(ShapedForm):
    shape = shapes.ToolEntry
    names: ClassVar = {"key": "id"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        replacement, course = cleaned.get("replacement"), cleaned.get("course") or self.instance.course
        if (
            replacement
            and not Tool.objects.filter(course=course, key=replacement).exclude(pk=self.instance.pk).exists()
        ):
            self.add_error("replacement", _("没有这个编号的工具；写另一个工具的编号。"))
        return cleaned


class HotlineForm(ShapedForm):
    shape = shapes.HotlineEntry


class TermForm(ShapedForm):
    shape = shapes.GlossaryTerm


class ShapedAdmin(ExportMixin, ModelAdmin):
    export_form_class = ExportForm
    list_filter_submit = False
    identity: ClassVar[tuple[str, ...]] = ()  # what lessons and files name it by; fixed once it is there
    warn_unsaved_form = True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(self.identity if obj else ()))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and (self.model is Course or the_course() is not None)

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        if not change and hasattr(obj, "position"):
            obj.position = (self.model._default_manager.aggregate(last=Max("position"))["last"] or 0) + 1
        services.save_row(row=obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a lesson may name it; the files decide what goes


@admin.register(Course)
class CourseAdmin(ShapedAdmin):
    form = CourseForm
    identity = ("slug",)
    list_display = ("title", "slug", "language")
    search_fields = ("title", "body")
    fields = ("title", "slug", "language", "summary", "body")


@admin.register(Tool)
class ToolAdmin(ShapedAdmin):
    form = ToolForm
    identity = ("key",)
    list_display = ("name", "key", "maker", "show_status", "checked", "replacement")
    list_filter = ("status",)
    list_select_related = ("course",)
    search_fields = ("name", "key", "maker")
    date_hierarchy = "checked"
    fields = ("key", "name", "maker", "status", "checked", "replacement", "source")

    @display(
        description=_("现状"),
        ordering="status",
        label={"active": "success", "limited": "warning", "changed": "warning", "closed": "danger", "unknown": "info"},
    )
    def show_status(self, tool: Tool) -> tuple[str, str]:
        return tool.status, tool.get_status_display()


@admin.register(Hotline)
class HotlineAdmin(ShapedAdmin):
    form = HotlineForm
    identity = ("number",)
    list_display = ("number", "name", "purpose", "checked", "verified")
    list_filter = ("verified",)
    list_select_related = ("course",)
    search_fields = ("number", "name", "purpose")
    date_hierarchy = "checked"
    fields = ("number", "name", "purpose", "source", "checked", "verified")


@admin.register(Term)
class TermAdmin(ShapedAdmin):
    form = TermForm
    identity = ("slug",)
    list_display = ("word", "slug", "show_start")
    list_select_related = ("course",)
    search_fields = ("word", "slug", "body")
    fields = ("slug", "word", "body")

    @display(description=_("解释"))
    def show_start(self, term: Term) -> str:
        return term.body[:60]
