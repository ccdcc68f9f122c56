"""What learners tried, handed in and were told, for instructors to read. Nothing is changed here."""

from typing import ClassVar

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from .comparison import run_admin as run_admin
from .desk import desk_admin as desk_admin
from .exams import exam_admin as exam_admin
from .images import artwork_admin as artwork_admin
from .models import Attempt, Call, Evaluation, HandIn, Provider
from .money import ledger_admin as ledger_admin
from .one_variable import variation_admin as variation_admin
from .proof import proofs
from .providers.provider_admin import ProviderAdmin
from .safety import labels

_ENDS = {
    "succeeded": "success",
    "partial": "warning",
    "failed": "danger",
    "cancelled": "",
    "queued": "info",
    "running": "info",
}
_GRADES = {"checking": "info", "refused": "warning", "graded": "success", "unreadable": "danger"}
_OF_A_LEARNER = ("enrollment__user", "enrollment__course", "exercise__lesson")
_FOUND_BY = ("enrollment__user__email", "enrollment__user__display_name", "exercise__lesson__key", "text")


admin.site.register(Provider, ProviderAdmin)


class OfALearnerAdmin(ReadOnlyAdmin):
    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, row: Attempt | HandIn) -> str:
        return str(row.enrollment.user)


@admin.register(Attempt)
class AttemptAdmin(OfALearnerAdmin):
    list_display = ("id", "show_learner", "exercise", "show_start", "show_status", "created_at")
    list_filter = ("call__status", "call__is_sample", "exercise__mode", "exercise__lesson__stage")
    list_select_related = (*_OF_A_LEARNER, "call")
    search_fields = _FOUND_BY
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields: ClassVar = (
        "show_learner", "exercise", "revision", "side", "parent", "show_text", "show_reply", "show_status", "created_at"
    )  # fmt: skip
    readonly_fields = ("show_learner", "show_text", "show_reply", "show_status")

    @display(description=_("提示词"))
    def show_start(self, attempt: Attempt) -> str:
        return attempt.text[:60]

    @display(description=_("提示词"))
    def show_text(self, attempt: Attempt) -> str:
        return as_typed(attempt.text)

    @display(description=_("回复"))
    def show_reply(self, attempt: Attempt) -> str:
        if not hasattr(attempt, "call"):
            return "—"
        return format_html("<p><b>{}</b></p>{}", labels.of_reply(attempt.call), as_typed(attempt.call.reply))

    @display(description=_("状态"), label=_ENDS)
    def show_status(self, attempt: Attempt) -> tuple[str, str] | str:
        return (attempt.call.status, attempt.call.get_status_display()) if hasattr(attempt, "call") else "—"


@admin.register(HandIn)
class HandInAdmin(OfALearnerAdmin):
    list_display = ("id", "show_learner", "exercise", "show_start", "show_status", "created_at")
    list_filter = ("status", "exercise__mode", "exercise__lesson__stage")
    list_select_related = _OF_A_LEARNER
    search_fields = _FOUND_BY
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields: ClassVar = (
        "show_learner", "exercise", "revision", "attempt", "show_text", "show_evidence", "show_status", "show_checks",
        "created_at"
    )  # fmt: skip
    readonly_fields = ("show_learner", "show_text", "show_evidence", "show_status", "show_checks")

    @display(description=_("内容"))
    def show_start(self, hand_in: HandIn) -> str:
        return hand_in.text[:60]

    @display(description=_("内容"))
    def show_text(self, hand_in: HandIn) -> str:
        return as_typed(hand_in.text)

    @display(description=_("证明"))
    def show_evidence(self, hand_in: HandIn) -> str:
        return mark_safe(render_to_string("practice/_evidence.html", {"evidence": proofs.shown(hand_in)})) or "—"  # noqa: S308

    @display(description=_("状态"), ordering="status", label=_GRADES)
    def show_status(self, hand_in: HandIn) -> tuple[str, str]:
        return hand_in.status, hand_in.get_status_display()

    @display(description=_("检查"))
    def show_checks(self, hand_in: HandIn) -> str:
        said = [("✓" if check.get("ok") else "✗", check.get("message", "")) for check in hand_in.checks]
        return format_html_join("", "<div>{} {}</div>", said) or "—"


@admin.register(Evaluation)
class EvaluationAdmin(ReadOnlyAdmin):
    list_display = ("hand_in", "show_learner", "by", "total", "is_passed", "created_at")
    list_filter = ("by", "is_passed", "hand_in__exercise__lesson__stage")
    list_select_related = ("hand_in__enrollment__user", "hand_in__exercise__lesson")
    search_fields = ("hand_in__enrollment__user__email", "hand_in__exercise__lesson__key")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields: ClassVar = (
        "hand_in",
        "show_learner",
        "by",
        "total",
        "is_passed",
        "show_criteria",
        "show_goals",
        "created_at",
    )
    readonly_fields = ("show_learner", "show_criteria", "show_goals")

    @display(description=_("学习者"), ordering="hand_in__enrollment__user__email")
    def show_learner(self, evaluation: Evaluation) -> str:
        return str(evaluation.hand_in.enrollment.user)

    @display(description=_("逐项"))
    def show_criteria(self, evaluation: Evaluation) -> str:
        told = ("criterion", "points", "weight", "quote", "advice")
        rows = [[row.get(name) or "" for name in told] for row in evaluation.criteria]
        return format_html_join("", "<p><b>{}</b> {}/{}<br>「{}」<br>{}</p>", rows) or "—"

    @display(description=_("目标"))
    def show_goals(self, evaluation: Evaluation) -> str:
        words = {True: _("达到了"), False: _("还没有"), None: _("没有读出来")}
        rows = [(goal["text"], words[goal["reached"]], goal["quote"]) for goal in evaluation.goals]
        return format_html_join("", "<p><b>{}</b> {}<br>「{}」</p>", rows) or "—"


@admin.register(Call)
class CallAdmin(ReadOnlyAdmin):
    list_display = (
        "id",
        "kind",
        "show_learner",
        "show_status",
        "reason",
        "provider",
        "model",
        "is_sample",
        "queued_at",
        "finished_at",
    )
    list_filter = ("status", "reason", "kind", "provider", "model", "is_sample")
    list_select_related = ("attempt__enrollment__user", "hand_in__enrollment__user")
    search_fields = ("attempt__enrollment__user__email", "hand_in__enrollment__user__email", "model", "reason")
    date_hierarchy = "queued_at"
    ordering = ("-id",)
    fields: ClassVar = (
        "kind", "show_learner", "attempt", "hand_in", "show_status", "reason", "model", "is_sample",
        "input_tokens", "output_tokens", "is_estimated", "queued_at", "started_at", "finished_at",
    )  # fmt: skip
    readonly_fields = ("show_learner", "show_status")

    @display(description=_("学习者"))
    def show_learner(self, call: Call) -> str:
        asked_by = call.attempt or call.hand_in
        return str(asked_by.enrollment.user) if asked_by else "—"

    @display(description=_("状态"), ordering="status", label=_ENDS)
    def show_status(self, call: Call) -> tuple[str, str]:
        return call.status, call.get_status_display()


def as_typed(text: str) -> str:
    return format_html('<pre class="as-typed">{}</pre>', text)
