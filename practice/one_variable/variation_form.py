from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..forms import LONGEST_PROMPT, Kept, Words
from ..models import Artwork, Attempt
from .variations import LONGEST_PREDICTION


class VariationForm(Kept):
    """`before` is an attempt that was drawn here, `before_artwork` a picture that was brought along: one of them."""

    before = forms.ModelChoiceField(
        Attempt.objects.none(), required=False, error_messages={"invalid_choice": _("找不到原来的那一次。")}
    )
    before_artwork = forms.ModelChoiceField(
        Artwork.objects.none(), required=False, error_messages={"invalid_choice": _("找不到原来的那张图。")}
    )
    before_text = Words(longest=LONGEST_PROMPT, required=False)
    text = Words(longest=LONGEST_PROMPT, error_messages={"required": _("先写点内容再发送。")})
    prediction = Words(longest=LONGEST_PREDICTION, error_messages={"required": _("先写下你猜会怎样，再发送。")})

    def __init__(self, data: Any, *, key: str | None, attempts: Any, artworks: Any):
        super().__init__(data, key=key)
        self.fields["before"].queryset = attempts  # type: ignore[attr-defined]
        self.fields["before_artwork"].queryset = artworks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("before") or cleaned.get("before_artwork")) and not self.errors:
            raise ValidationError(_("先有第一张图，再改一样。"))
        return cleaned

    @property
    def start(self) -> Attempt | Artwork:
        return self.cleaned_data["before"] or self.cleaned_data["before_artwork"]


class ResultForm(Kept):
    picture = forms.FileField(error_messages={"required": _("先选至少一张图。")})


class OutcomeForm(forms.Form):
    outcome = forms.CharField(required=False)
    words = Words(longest=LONGEST_PREDICTION, required=False)
