"""How rubrics did in their exams, for instructors to read."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from ..assignment import TaskGone, assignment_of
from ..grading.judge_prompt import fingerprint_of
from ..models import RubricExam
from . import standings

_STATES = {"passed": "success", "failed": "danger", "stale": "warning"}
_NAMES = {
    "passed": gettext_lazy("通过"),
    "failed": gettext_lazy("没有通过，不评分"),
    "stale": gettext_lazy("过期，要重考"),
}


def tell_if_due(request: HttpRequest) -> None:
    """After the judge was changed, no rubric has been tried with the new one, so none grades."""
    if standings.is_recheck_due():
        told = _(
            "评分模型换成了 %(judge)s，以前的考试不算数了：现在评分表都不评分，交上来的由学习者自己评。"
            "请运行 manage.py check_rubrics 重考。"
        )
        messages.warning(request, told % {"judge": standings.judge_now()})


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("现在")
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(_NAMES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in _NAMES:
            return queryset
        rows = queryset.select_related("exercise__lesson")
        return queryset.filter(pk__in=[exam.pk for exam in rows if state_of(exam) == self.value()])


@admin.register(RubricExam)
class RubricExamAdmin(ReadOnlyAdmin):
    list_display = ("exercise", "show_lesson", "show_state", "judge", "show_count", "asked", "held_at")
    list_filter = (StateFilter, "is_passed", "judge", "exercise__lesson__stage")
    list_select_related = ("exercise__lesson",)
    search_fields = ("exercise__lesson__key", "exercise__lesson__title", "judge")
    date_hierarchy = "held_at"
    ordering = ("-id",)
    fields: ClassVar = (
        "exercise", "show_lesson", "show_state", "judge", "show_findings", "asked", "input_tokens", "output_tokens",
        "held_at",
    )  # fmt: skip
    readonly_fields = ("show_lesson", "show_state", "show_findings")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        tell_if_due(request)
        return super().changelist_view(request, extra_context)

    @display(description=gettext_lazy("课"))
    def show_lesson(self, exam: RubricExam) -> str:
        return exam.exercise.lesson.title

    @display(description=gettext_lazy("现在"), label=_STATES)
    def show_state(self, exam: RubricExam) -> tuple[str, Any]:
        state = state_of(exam)
        return state, _NAMES[state]

    @display(description=gettext_lazy("几处不对"))
    def show_count(self, exam: RubricExam) -> int:
        return len(exam.findings)

    @display(description=gettext_lazy("哪里不对"))
    def show_findings(self, exam: RubricExam) -> SafeString | str:
        rows = [
            (row["name"], _total(row["total"]), row["why"], row["answer"] or _("没有回答")) for row in exam.findings
        ]
        return format_html_join("", '<p><b>{}</b>{}<br>{}</p><pre class="as-typed">{}</pre>', rows) or "—"


def state_of(exam: RubricExam) -> str:
    """What this exam is worth today."""
    try:
        fingerprint = fingerprint_of(assignment_of(exam.exercise))
    except TaskGone:
        return "stale"
    if (exam.fingerprint, exam.judge) != (fingerprint, standings.judge_now()):
        return "stale"
    return "passed" if exam.is_passed else "failed"


def _total(total: float | None) -> str:
    return "" if total is None else _("（得了 %(total)s 分）") % {"total": total}
