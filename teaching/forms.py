"""What an instructor may ask for and write."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Stage

from .funnel import Cohort, months
from .models import Standing, StandingQuerySet
from .places import PLACES, unknown_places

STUCK, IDLE, EVERYBODY = "stuck", "idle", ""
USUAL_DAYS = {STUCK: 5, IDLE: 14}

# Each order is answered by an index of its own; the enrollment decides between equals.
ORDERS = {
    "behind": ("-behind", "enrollment"),
    "quiet": ("active_at", "enrollment"),
    "active": ("-active_at", "-enrollment"),
    "fewest": ("done_count", "enrollment"),
    "most": ("-done_count", "-enrollment"),
}


class RosterForm(forms.Form):
    """Which learners, and in which order. What cannot be read is said beside its field and left out."""

    q = forms.CharField(label=_("称呼或邮箱"), required=False, max_length=120)
    show = forms.ChoiceField(
        label=_("看谁"),
        required=False,
        choices=[
            (EVERYBODY, _("所有人")),
            (STUCK, _("落后的")),
            (IDLE, _("好久没动的")),
            (Standing.State.PAUSED, _("暂停中的")),
            (Standing.State.COMING, _("还没开始的")),
            (Standing.State.FINISHED, _("做完的")),
        ],
    )
    days = forms.IntegerField(
        label=_("几天以上"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("落后算学习日，没动算日历日。不填就是 5 和 14。"),
    )
    stage = forms.ChoiceField(label=_("学到"), required=False)
    sort = forms.ChoiceField(
        label=_("排序"),
        required=False,
        choices=[
            ("behind", _("最落后的在前")),
            ("quiet", _("最久没动的在前")),
            ("active", _("最近动过的在前")),
            ("fewest", _("做得最少的在前")),
            ("most", _("做得最多的在前")),
        ],
    )

    def __init__(self, data: Any, *, stages: Iterable[Stage]):
        super().__init__(data)
        named = [(str(stage.number), f"{stage.number} {stage.title}") for stage in stages]
        self.fields["stage"].choices = [("", _("任何阶段")), *named]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def group(self) -> str:
        return self.cleaned_data.get("show") or EVERYBODY

    @property
    def least_days(self) -> int:
        return self.cleaned_data.get("days") or USUAL_DAYS.get(self.group, 0)

    def standings(self, course: Course, *, at: datetime) -> StandingQuerySet:
        found = self._shown(Standing.objects.of(course), at)
        if stage := self.cleaned_data.get("stage"):
            found = found.filter(stage_number=int(stage))
        if words := self.cleaned_data.get("q"):
            found = found.matching(words)
        return found.order_by(*ORDERS[self.cleaned_data.get("sort") or "behind"])

    def _shown(self, everybody: StandingQuerySet, at: datetime) -> StandingQuerySet:
        if self.group == STUCK:
            return everybody.stuck(days=self.least_days)
        if self.group == IDLE:
            return everybody.idle(days=self.least_days, at=at)
        return everybody.filter(state=self.group) if self.group else everybody


class CohortForm(forms.Form):
    """Learners by the month in which they began."""

    first = forms.ChoiceField(label=_("从哪个月开始学的"), required=False)
    last = forms.ChoiceField(label=_("到哪个月开始学的"), required=False)

    def __init__(self, data: Any, *, course: Course):
        super().__init__(data)
        self.course = course
        self.months = {f"{month:%Y-%m}": count for month, count in months(course)}
        named = [
            (month, _("%(month)s（%(count)d 人）") % {"month": month, "count": self.months[month]})
            for month in self.months
        ]
        self.fields["first"].choices = [("", _("最早")), *named]  # type: ignore[attr-defined]
        self.fields["last"].choices = [("", _("最近")), *named]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def has_months(self) -> bool:
        return len(self.months) > 1

    @property
    def cohort(self) -> Cohort:
        return Cohort(self.course, self._month("first"), self._month("last"))

    def _month(self, name: str) -> date | None:
        month = self.cleaned_data.get(name)
        return date.fromisoformat(f"{month}-01") if month else None


def is_key(number: str) -> bool:
    """Whether this can be the number of a row."""
    return number.isascii() and number.isdigit() and len(number) < 19


class LetterForm(forms.Form):
    people = forms.CharField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label=_("标题"), max_length=120)
    text = forms.CharField(label=_("正文"), max_length=5000, widget=forms.Textarea(attrs={"rows": 12}))
    is_answered_to_writer = forms.BooleanField(
        label=_("回信寄到我的邮箱"),
        required=False,
        help_text=_("勾上以后，收信人回信时会看到你的邮箱。"),
    )

    def clean_people(self) -> list[int]:
        """The learners as they were shown on the page, so that nobody else gets the letter."""
        numbers = self.cleaned_data["people"].split(",")
        if not all(map(is_key, numbers)):
            raise forms.ValidationError(_("收信人读不出来了，请回到名单重新选。"))
        return [int(number) for number in numbers]

    def clean_subject(self) -> str:
        return self._with_known_places("subject")

    def clean_text(self) -> str:
        return self._with_known_places("text")

    def _with_known_places(self, name: str) -> str:
        words = self.cleaned_data[name]
        if unknown := unknown_places(words):
            message = _("%(places)s 不会被替换。能用的是 %(known)s。")
            raise forms.ValidationError(message % {"places": " ".join(unknown), "known": " ".join(PLACES)})
        return words
