from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import LONGEST_PROMPT, Kept, Words
from ..models import Run
from ..providers.whom import Choice
from .comparing import Half
from .run import SIDES

# What a page says while it hides which side is which.
PLACES = ("first", "second")
NEITHER = "neither"


class RunForm(Kept):
    """Both sides in one form: two prompts, or one prompt and two models."""

    blind = forms.BooleanField(required=False)

    def __init__(self, data=None, *, choices: Mapping[str, Choice] | None = None, **options):
        """`choices` by key, where models are compared and there are some to choose from; None for two prompts."""
        super().__init__(data, **options)
        self.models = choices
        for name in ["text"] if self.has_one_text else [f"text_{side}" for side in SIDES]:
            self.fields[name] = Words(longest=LONGEST_PROMPT, error_messages={"required": _("两边都要写好再运行。")})
        for side in SIDES if choices else ():
            self.fields[f"model_{side}"] = forms.ChoiceField(
                choices=[(key, key) for key in choices or ()],
                error_messages={
                    "required": _("两边各选一个模型。"),
                    "invalid_choice": _("这个模型现在不能用了，换一个。"),
                },
            )

    @property
    def has_one_text(self) -> bool:
        return self.models is not None

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if self.models and cleaned.get("model_a") and cleaned.get("model_a") == cleaned.get("model_b"):
            self.add_error("model_b", _("两边要选两个不同的模型。"))
        return cleaned

    @property
    def halves(self) -> dict[str, Half]:
        return {side: Half(self._text_of(side), self._choice_of(side)) for side in SIDES}

    def _text_of(self, side: str) -> str:
        return self.cleaned_data["text" if self.has_one_text else f"text_{side}"]

    def _choice_of(self, side: str) -> Choice | None:
        return self.models[self.cleaned_data[f"model_{side}"]] if self.models else None


class VoteForm(forms.Form):
    """By place on the page. An empty vote takes an earlier one back."""

    vote = forms.ChoiceField(choices=[(value, value) for value in (*PLACES, NEITHER)], required=False)
    reason = forms.CharField(max_length=300, required=False)

    def vote_for(self, run: Run) -> str:
        place = self.cleaned_data["vote"]
        if place in PLACES:
            return run.order[PLACES.index(place)]
        return Run.Vote.NEITHER if place == NEITHER else Run.Vote.NONE
