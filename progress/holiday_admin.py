"""Public holidays in the admin: written as lines, checked before anything is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from . import services
from .public_holidays import HolidayYear, read_year

_EARLIEST, _LATEST = 2000, 2100


class _Lines(forms.Field):
    """A list of texts, one in a line."""

    def __init__(self, **options: Any):
        super().__init__(widget=UnfoldAdminTextareaWidget({"rows": 8}), required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return (value or "").split()


class HolidayYearForm(forms.ModelForm):
    off = _Lines(label=_("放假"), help_text=_("每行一段，例如 2026-10-01/2026-10-07；只放一天就写一个日期。"))
    worked = _Lines(label=_("调休上班"), help_text=_("每行一天，例如 2026-10-10。"))

    class Meta:
        model = HolidayYear
        fields = ("year", "off", "worked", "source", "checked_on")

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not _EARLIEST <= year <= _LATEST:
            raise ValidationError(_("年份请写四位数，例如 2027。"))
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "year" in data:
            self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> None:
        try:
            data["off"], data["worked"] = read_year(data["year"], data["off"], data["worked"])
        except ValueError as broken:
            words = _(
                "「%(text)s」不对：要写成 2026-10-01 这样的日期，在这一年前后，一段最长 31 天，放假和上班不能是同一天。"
            )
            raise ValidationError(words, params={"text": str(broken)[:40]}) from broken


class HolidayYearAdmin(ModelAdmin):
    form = HolidayYearForm
    list_display = ("year", "source", "checked_on")
    ordering = ("-year",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        return {"year": today.year + 1, "checked_on": today}

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: HolidayYear, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        services.holidays_changed()

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: HolidayYear) -> None:
        super().delete_model(request, obj)
        services.holidays_changed()

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[HolidayYear]) -> None:
        super().delete_queryset(request, queryset)
        services.holidays_changed()
