"""The limits, which instructors set, and the ledger, which they read."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from ..models import Allowance, Charge, ChargeQuerySet, SiteMonth
from .quota import grouped

SHOWN = 10  # days and lessons above the list


@admin.register(Allowance)
class AllowanceAdmin(ModelAdmin):
    """One row for the site, so its list is its form."""

    fields = ("learner_day", "lesson_day", "site_month", "show_used")
    readonly_fields = ("show_used",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        Allowance.objects.get_or_create(pk=Allowance.ONLY)
        return HttpResponseRedirect(reverse("admin:practice_allowance_change", args=[Allowance.ONLY]))

    @display(description=_("本月已经用掉和预留"))
    def show_used(self, allowance: Allowance) -> str:
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        month = SiteMonth.objects.filter(month=today.replace(day=1)).first()
        return f"{grouped(month.tokens if month else 0)} token"


@admin.register(Charge)
class ChargeAdmin(ReadOnlyAdmin):
    list_display = (
        "id", "show_learner", "lesson", "show_kind", "made_on", "reserved", "show_spent", "show_cost", "show_counted_by"
    )  # fmt: skip
    list_filter = ("call__kind", "call__is_estimated", "call__model", "lesson__stage")
    list_select_related = ("enrollment__user", "lesson", "call")
    list_before_template = "admin/practice/sums.html"
    search_fields = ("enrollment__user__email", "enrollment__user__display_name", "lesson__key", "lesson__title")
    date_hierarchy = "made_on"
    ordering = ("-id",)
    fields: ClassVar = (
        "show_learner", "lesson", "call", "made_on", "month", "reserved", "spent", "cost", "currency", "settled_at"
    )  # fmt: skip
    readonly_fields = ("show_learner",)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The sums are those of the list below them, as it is filtered."""
        answer = super().changelist_view(request, extra_context)
        if listed := getattr(answer, "context_data", {}).get("cl"):
            answer.context_data["sums"] = sums_of(listed.queryset)  # type: ignore[attr-defined]
        return answer

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, charge: Charge) -> str:
        return str(charge.enrollment.user)

    @display(description=_("种类"), ordering="call__kind")
    def show_kind(self, charge: Charge) -> str:
        return charge.call.get_kind_display()

    @display(description=_("用掉"), ordering="spent")
    def show_spent(self, charge: Charge) -> str:
        return "—" if charge.spent is None else grouped(charge.spent)

    @display(description=_("花费"), ordering="cost")
    def show_cost(self, charge: Charge) -> str:
        return "—" if charge.cost is None else f"{charge.cost:.4f} {charge.currency}"

    @display(description=_("谁数的"), ordering="call__is_estimated")
    def show_counted_by(self, charge: Charge) -> str:
        if charge.spent is None or not charge.reserved:
            return "—"
        return str(_("我们估算") if charge.call.is_estimated else _("模型服务"))


def sums_of(charges: ChargeQuerySet) -> list[dict[str, Any]]:
    """By day and by lesson: sends, tokens (what is open counts as reserved) and money."""
    counted = charges.counted().order_by()
    return [
        {"title": _("按天"), "rows": _rows(counted, "made_on", order="-made_on")},
        {"title": _("按课，用得最多的在前"), "rows": _rows(counted, "lesson__key", "lesson__title", order="-tokens")},
    ]


def _rows(charges: QuerySet[Charge], *names: str, order: str) -> list[dict[str, Any]]:
    sums = {"calls": Count("pk"), "tokens": Sum(Coalesce(F("spent"), F("reserved"))), "money": Sum("cost")}
    # Two currencies make no sum, so each has a row of its own.
    rows = charges.values(*names, "currency").annotate(**sums).order_by(order, "currency")[:SHOWN]
    return [row | {"name": " ".join(str(row[name]) for name in names), "shown": grouped(row["tokens"])} for row in rows]
