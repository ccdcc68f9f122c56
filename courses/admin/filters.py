from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from courses.models import Lesson


class _YesOrNo(admin.SimpleListFilter):
    field: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("yes", _("是")), ("no", _("否"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Lesson]) -> QuerySet[Lesson]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(**{f"{self.field}__isnull": self.value() == "no"})


class HasConflict(_YesOrNo):
    title = _("有冲突")
    parameter_name = "conflict"
    field = "conflict"


class IsWithdrawn(_YesOrNo):
    title = _("已撤下")
    parameter_name = "withdrawn"
    field = "withdrawn_at"
