"""What a learner and an instructor write about a second look."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from ..assignment import Assignment, Criterion
from ..evaluation import LONGEST_ADVICE, Mark
from ..forms import LEVEL

LONGEST_REASON = 500
LONGEST_WORDS = 2000
LEVELS = (("full", _("做到了")), ("half", _("做到一半")), ("zero", _("还没有")))
ADVICE = "advice-"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("哪里觉得不对"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写一两句为什么想请老师再看。")},
    )


class Asked(NamedTuple):
    """One criterion of the form, with what the verdict before it said."""

    criterion: Criterion
    level: forms.BoundField
    advice: forms.BoundField
    before: Mapping[str, Any] | None


class VerdictForm(forms.Form):
    """A level and a piece of advice for each criterion, and words at the end."""

    words = forms.CharField(
        label=_("最后想说的话"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("学习者会看到。说清分数为什么变了，或者为什么没有变。"),
    )
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, assignment: Assignment, **options: Any):
        super().__init__(*args, **options)
        self.rubric = assignment.rubric
        for row in self.rubric:
            self.fields[f"{LEVEL}{row.id}"] = forms.ChoiceField(
                label=row.criterion,
                choices=LEVELS,
                widget=forms.RadioSelect,
                error_messages={"required": _("还没有给这一条打分。")},
            )
            self.fields[f"{ADVICE}{row.id}"] = forms.CharField(
                label=_("怎样能更好"),
                required=False,
                max_length=LONGEST_ADVICE,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        if not self.rubric:
            self.fields["words"].required = True

    def asked(self, before: Mapping[str, Mapping[str, Any]]) -> Iterator[Asked]:
        """`before`: the rows of the verdict to look at again, by criterion."""
        for row in self.rubric:
            yield Asked(row, self[f"{LEVEL}{row.id}"], self[f"{ADVICE}{row.id}"], before.get(row.id))

    @property
    def marks(self) -> list[Mark]:
        said = self.cleaned_data
        return [Mark(row, said[f"{LEVEL}{row.id}"], advice=said[f"{ADVICE}{row.id}"].strip()) for row in self.rubric]


def initial_of(criteria: list[dict[str, Any]]) -> dict[str, str]:
    """A verdict's own words, to be mended."""
    levels = {f"{LEVEL}{row['id']}": row["level"] for row in criteria}
    return levels | {f"{ADVICE}{row['id']}": row.get("advice") or "" for row in criteria}
