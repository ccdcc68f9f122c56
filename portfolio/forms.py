from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from practice.forms import LONGEST_DISCLOSURE, LONGEST_LINKS, LONGEST_WORK, Kept, Words
from practice.proof.links import Link
from practice.proof.links import read as read_links

LONGEST_NOTE = 8000


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("日期写成 2026-11-22 这样。")}  # noqa: RUF012


class NoteForm(forms.Form):
    note = Words(longest=LONGEST_NOTE, required=False)


class LinksForm(Kept):
    links = Words(longest=LONGEST_LINKS, error_messages={"required": _("先放一个链接。")})

    def clean_links(self) -> tuple[Link, ...]:
        return read_links(self.cleaned_data["links"])


class PictureForm(Kept):
    picture = forms.FileField(error_messages={"required": _("先选一张截图。")})
    text = forms.CharField(max_length=200, required=False)

    def __init__(self, data=None, files=None, **options):
        super().__init__(data, **options)
        self.files = files or MultiValueDict()


class ReadingForm(Kept):
    metric = forms.ChoiceField(label=_("哪个数"), error_messages={"invalid_choice": _("任务里没有这个数。")})
    on = Day(label=_("哪一天"))
    value = forms.DecimalField(
        label=_("数值"),
        max_digits=12,
        decimal_places=2,
        error_messages={"invalid": _("写成数字，比如 3 或 2.5。")},
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )

    def __init__(self, data=None, *, metrics: Sequence[tuple[str, str]], initial=None, **options):
        super().__init__(data, **options)
        self.initial = initial or {}
        choices = [
            (f"{name}|{unit}", _now("%(name)s（%(unit)s）") % {"name": name, "unit": unit}) for name, unit in metrics
        ]
        self.fields["metric"].choices = choices  # type: ignore[attr-defined]

    @property
    def pair(self) -> tuple[str, str]:
        name, _bar, unit = self.cleaned_data["metric"].rpartition("|")
        return name, unit


class SpendingForm(Kept):
    on = Day(label=_("哪一天"))
    what = forms.CharField(label=_("做了什么"), max_length=120, required=False)
    hours = forms.DecimalField(
        label=_("小时"),
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    yuan = forms.DecimalField(
        label=_("元"),
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )

    def __init__(self, data=None, *, initial=None, **options):
        super().__init__(data, **options)
        self.initial = initial or {}

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        given = {name: cleaned.get(name) or Decimal(0) for name in ("hours", "yuan")}
        if not self.errors and not any(given.values()):
            raise ValidationError(_("小时和元至少填一样。"))
        return cleaned | given


class DisclosureForm(forms.Form):
    is_done = forms.BooleanField(
        label=_("已经标了"), error_messages={"required": _("标注好了再打勾，这一步才算做完。")}
    )
    words = forms.CharField(
        label=_("在哪里、怎样标的"),
        max_length=LONGEST_DISCLOSURE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写下在哪里、怎样标注了 AI。没有用 AI，也写明没有用。")},
    )


class SummaryForm(Kept):
    text = Words(longest=LONGEST_WORK, error_messages={"required": _("先写下要提交的内容。")})


class PublicForm(forms.Form):
    """What a stranger sees. Nothing is ticked that the learner did not tick."""

    name = forms.CharField(
        label=_("公开的名字"),
        max_length=60,
        help_text=_("笔名也可以。邮箱不会出现。"),
        error_messages={"required": _("写一个名字，笔名也可以。")},
    )
    intro = forms.CharField(
        label=_("给看的人写几句"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    steps = forms.MultipleChoiceField(
        label=_("公开哪些节点的记录"), required=False, widget=forms.CheckboxSelectMultiple
    )
    shows_links = forms.BooleanField(label=_("这些节点的链接"), required=False)
    shows_pictures = forms.BooleanField(label=_("这些节点的截图"), required=False)
    shows_numbers = forms.BooleanField(label=_("指标和图线"), required=False)
    shows_budget = forms.BooleanField(label=_("花掉的小时和钱"), required=False)
    shows_verdict = forms.BooleanField(label=_("是不是过线了"), required=False)
    is_listed = forms.BooleanField(
        label=_("允许搜索引擎收录"), required=False, help_text=_("不勾的话，只有拿到网址的人会看到。")
    )

    def __init__(self, data=None, *, milestones: Sequence[tuple[str, str]], **options):
        super().__init__(data, **options)
        self.fields["steps"].choices = milestones  # type: ignore[attr-defined]


class ProofTextForm(forms.Form):
    text = forms.CharField(label=_("说明"), max_length=200, required=False)
