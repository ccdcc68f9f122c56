"""The shape of what learners send: a start date, a wish for the plan."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .schedule import Mode
from .services import Wish
from .study_days import EVERY_DAY, ONE_DAY, Break

EARLIEST = timedelta(days=731)
LATEST = timedelta(days=366)
LONGEST_BREAK = timedelta(days=366)
FARTHEST_BREAK = timedelta(days=3 * 366)
MOST_BREAKS = 20
FEWEST_MINUTES, MOST_MINUTES = 15, 600


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # A native date field reads and writes nothing but this form, whatever the language.
        super().__init__(format="%Y-%m-%d")


def date_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=DateInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("请选一个日期。"),
            "invalid": gettext_lazy("请写成 2026-11-22 这样的日期。"),
        },
        **options,
    )


class EnrolForm(forms.Form):
    starts_on = date_field(
        label=gettext_lazy("从哪一天开始"),
        help_text=gettext_lazy("可以是今天、以后，也可以是你已经开始自学的那一天。"),
    )

    def __init__(self, *args: Any, today: date, **options: Any):
        super().__init__(*args, **options)
        self.today = today
        self.fields["starts_on"].initial = today
        bound_start(self.fields["starts_on"], today)

    def clean_starts_on(self) -> date:
        return checked_start(self.cleaned_data["starts_on"], self.today)


def bound_start(field: forms.Field, today: date) -> None:
    field.widget.attrs |= {"min": str(today - EARLIEST), "max": str(today + LATEST)}


def checked_start(starts_on: date, today: date) -> date:
    earliest, latest = today - EARLIEST, today + LATEST
    if not earliest <= starts_on <= latest:
        raise forms.ValidationError(
            _("请选 %(earliest)s 到 %(latest)s 之间的一天。"), params={"earliest": earliest, "latest": latest}
        )
    return starts_on


class ManyValues(forms.Field):
    """All values of one name. A name that was not sent leaves things as they are; sent empty, it clears them."""

    class widget(forms.MultipleHiddenInput):
        def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
            if name not in data:
                return None
            return data.getlist(name) if hasattr(data, "getlist") else list(data[name])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is not None


class PlanForm(forms.Form):
    """A wish for the plan. Checkboxes and the digits of the contract (`12345`) are read alike."""

    mode = forms.ChoiceField(
        choices=[
            (Mode.LOAD.value, gettext_lazy("每天的量不变，整体往后推")),
            (Mode.DATE.value, gettext_lazy("结束日期不变，没做的课重新摊匀")),
        ],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("方式请选 load（往后推）或 date（日期不变）。")},
    )
    weekdays = ManyValues(required=False)
    breaks = ManyValues(required=False)
    holidays = forms.TypedChoiceField(
        choices=[("0", ""), ("1", "")],
        coerce=lambda sent: sent == "1",
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("节假日请选 1（不学）或 0（照学）。")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("每天大约学几分钟"),
        help_text=gettext_lazy("不填就照大纲的天数。一课比这长，就单独占一天。"),
        required=False,
        error_messages={"invalid": gettext_lazy("请写一个整数，例如 60。")},
    )
    starts_on = date_field(
        label=gettext_lazy("从哪一天开始"),
        help_text=gettext_lazy("课程第 1 天的日期。做完的课不动，没做的按大纲跟着它排。"),
        required=False,
    )
    break_from = date_field(label=gettext_lazy("休息从"), required=False)
    break_to = date_field(label=gettext_lazy("休息到"), required=False)
    pause = forms.BooleanField(required=False)
    resume = forms.BooleanField(required=False)

    def __init__(self, *args: Any, today: date, **options: Any):
        super().__init__(*args, **options)
        self.today = today
        bound_start(self.fields["starts_on"], today)
        self.fields["minutes"].widget.attrs |= {"inputmode": "numeric", "min": FEWEST_MINUTES, "max": MOST_MINUTES}

    def clean_mode(self) -> Mode:
        return Mode(self.cleaned_data["mode"] or Mode.LOAD)

    def clean_weekdays(self) -> str | None:
        sent = self.cleaned_data["weekdays"]
        if sent is None:
            return None
        digits = set("".join(sent))
        if digits - set(EVERY_DAY):
            raise forms.ValidationError(_("学习日用 1 到 7 表示，1 是星期一，例如 12345。"))
        if not digits:
            raise forms.ValidationError(_("每周至少留一天学习；想停一阵子，请用「暂停」。"))
        return "".join(sorted(digits))

    def clean_breaks(self) -> tuple[Break, ...] | None:
        sent = self.cleaned_data["breaks"]
        if sent is None:
            return None
        return tuple(self._read(text) for text in sent if text)

    def clean_minutes(self) -> int | None:
        """None leaves things as they are, 0 (a field sent empty) goes back to the days of the syllabus."""
        minutes = self.cleaned_data["minutes"]
        if minutes is None:
            return 0 if "minutes" in self.data else None
        if minutes and not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
            raise forms.ValidationError(
                _("请写 %(fewest)d 到 %(most)d 之间的分钟数；不填就照大纲的天数。"),
                params={"fewest": FEWEST_MINUTES, "most": MOST_MINUTES},
            )
        return minutes

    def clean_starts_on(self) -> date | None:
        sent = self.cleaned_data["starts_on"]
        return checked_start(sent, self.today) if sent else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("pause") and data.get("resume"):
            self.add_error("pause", _("暂停和恢复只能选一个。"))
        added = self._added(data)
        if added:
            data["breaks"] = (*(data.get("breaks") or ()), added)
        if data.get("breaks"):
            data["breaks"] = merged(data["breaks"])
            if len(data["breaks"]) > MOST_BREAKS:
                self.add_error("breaks", _("最多留 %(most)s 段休息，请先去掉几段。") % {"most": MOST_BREAKS})
        return data

    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(
            mode=data["mode"],
            weekdays=data["weekdays"],
            breaks=data["breaks"],
            holidays=data["holidays"],
            minutes=data["minutes"],
            starts_on=data["starts_on"],
            pause=data["pause"],
            resume=data["resume"],
        )

    def _added(self, data: dict[str, Any]) -> Break | None:
        first, last = data.get("break_from"), data.get("break_to")
        if "break_from" in self.errors or "break_to" in self.errors or not (first or last):
            return None
        if not (first and last):
            self.add_error("break_to" if first else "break_from", _("休息要有开始和结束；只歇一天，两边写同一天。"))
            return None
        try:
            return self._checked(first, last)
        except forms.ValidationError as error:
            self.add_error("break_to", error)
            return None

    def _read(self, text: str) -> Break:
        try:
            off = Break.read(text)
        except ValueError:
            off = None
        if off is None or off.last_on is None:
            raise forms.ValidationError(
                _("「%(text)s」不是一段休息，请写成 2026-12-01/2026-12-10，开始在前，结束在后。"),
                params={"text": text[:40]},
            )
        return self._checked(off.first_on, off.last_on)

    def _checked(self, first: date, last: date) -> Break:
        if last < first:
            raise forms.ValidationError(_("休息的结束不能早于开始。"))
        if last - first > LONGEST_BREAK:
            raise forms.ValidationError(_("一段休息最长一年；不知道停多久，请用「暂停」。"))
        if last > self.today + FARTHEST_BREAK or first < self.today - FARTHEST_BREAK:
            raise forms.ValidationError(_("休息的日期离今天太远了，请选三年以内的日子。"))
        return Break(first, last)


def merged(breaks: tuple[Break, ...]) -> tuple[Break, ...]:
    """Breaks that touch or overlap become one."""
    joined: list[Break] = []
    for off in sorted(breaks, key=lambda off: off.first_on):
        before = joined[-1] if joined else None
        if before and before.last_on and off.last_on and off.first_on <= before.last_on + ONE_DAY:
            joined[-1] = Break(before.first_on, max(before.last_on, off.last_on))
        else:
            joined.append(off)
    return tuple(joined)
