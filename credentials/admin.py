"""Credentials for instructors to read, and to revoke with a reason. Nobody edits what one says."""

from typing import ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin
from progress.models import Award

from . import services
from .forms import RevokeForm
from .models import Credential


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("状态")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("public", _("公开")), ("withdrawn", _("本人收回")), ("revoked", _("已撤销"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Credential]) -> QuerySet[Credential]:
        conditions: dict[str | None, dict[str, object]] = {
            "public": {"withdrawn_at": None, "revoked_at": None},
            "withdrawn": {"withdrawn_at__isnull": False},
            "revoked": {"revoked_at__isnull": False},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


@admin.register(Credential)
class CredentialAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "show_rung", "show_learner", "show_state", "issued_at")
    list_filter = (StateFilter, "award__rung")
    list_select_related = ("award__enrollment__user", "award__enrollment__course")
    search_fields = ("code", "name", "award__enrollment__user__email", "award__enrollment__user__display_name")
    date_hierarchy = "issued_at"
    ordering = ("-issued_at", "-pk")
    actions: ClassVar = ["revoke", "reinstate"]
    fields: ClassVar = (
        "code", "name", "drawn_name", "award", "issued_at", "withdrawn_at", "revoked_at", "revoked_because",
    )  # fmt: skip

    @display(description=gettext_lazy("称号"), ordering="award__rung")
    def show_rung(self, credential: Credential) -> str:
        return str(Award.Rung(credential.award.rung).label)

    @display(description=gettext_lazy("学习者"), ordering="award__enrollment__user__email")
    def show_learner(self, credential: Credential) -> str:
        return str(credential.award.enrollment.user)

    @display(description=gettext_lazy("状态"))
    def show_state(self, credential: Credential) -> str:
        if credential.revoked_at:
            return _("已撤销")
        return _("本人收回") if credential.withdrawn_at else _("公开")

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("credentials.revoke_credential")

    @admin.action(description=gettext_lazy("撤销选中的证书…"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[Credential]) -> HttpResponse | None:
        """First a page that asks for the reason, which becomes public; then the same action with it."""
        form = RevokeForm(request.POST if "because" in request.POST else None)
        if not form.is_valid():
            return self._ask_for_reason(request, queryset, form)
        for credential in queryset.filter(revoked_at=None):
            services.revoke(credential=credential, because=form.cleaned_data["because"])
            self.log_change(request, credential, _("撤销：%(reason)s") % {"reason": form.cleaned_data["because"]})
        messages.success(request, _("已撤销。证书页会写明日期和原因。"))
        return None

    @admin.action(description=gettext_lazy("恢复选中的证书（撤销有误）"), permissions=["revoke"])
    def reinstate(self, request: HttpRequest, queryset: QuerySet[Credential]) -> None:
        for credential in queryset.exclude(revoked_at=None):
            services.reinstate(credential=credential)
            self.log_change(request, credential, _("恢复"))
        messages.success(request, _("已恢复。"))

    def _ask_for_reason(self, request: HttpRequest, queryset: QuerySet[Credential], form: RevokeForm) -> HttpResponse:
        words = {
            **self.admin_site.each_context(request),
            "title": _("撤销证书"),
            "opts": self.model._meta,
            "credentials": queryset,
            "form": form,
            "chosen": ACTION_CHECKBOX_NAME,
        }
        return render(request, "admin/credentials/revoke.html", words)
