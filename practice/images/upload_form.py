from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from ..forms import LONGEST_PROMPT, Kept, Words

MOST_AT_ONCE = 24


class Files(forms.FileInput):
    allow_multiple_selected = True


class Pictures(forms.Field):
    """One or several files, as they came. What is in them is looked at one by one."""

    widget = Files

    def validate(self, value: Any) -> None:
        if not value:
            raise forms.ValidationError(_("先选至少一张图。"))
        if len(value) > MOST_AT_ONCE:
            message = _("一次最多传 %(most)d 张，分几次传。")
            raise forms.ValidationError(message, params={"most": MOST_AT_ONCE})


class UploadForm(Kept):
    pictures = Pictures()
    prompt = Words(longest=LONGEST_PROMPT, required=False)

    def __init__(self, data: QueryDict, files: MultiValueDict, *, key: str | None = None):
        super().__init__(data, key=key)
        self.files = files
