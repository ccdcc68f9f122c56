"""The name a learner wants on a page that everybody can read."""

import unicodedata
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from . import faces

LONGEST = 60
# A control, private to some font, or half a character: nobody else would see what the learner sees. Characters newer
# than Python's tables (Cn) may pass: rare ideographs are among them.
_NOT_FOR_NAMES = {"Cc", "Co", "Cs"}
_DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def as_name(text: str) -> str:
    """One way to write one name. Raises ValidationError for what no page could show alike everywhere."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(letter) in _NOT_FOR_NAMES or letter in _DIRECTIONS for letter in name):
        raise forms.ValidationError(_("里面有别人的屏幕显示不出来的字符，请删掉再试。"))
    if name and not faces.has_something_to_see(name):
        raise forms.ValidationError(_("这里没有看得见的字。"))
    MaxLengthValidator(LONGEST)(name)  # once more: written the one way, some letters become two or three
    return name


class CredentialForm(forms.Form):
    """The second field matters only for a name the fonts cannot draw whole."""

    name = forms.CharField(
        label=_("证书上的名字"),
        max_length=LONGEST,
        help_text=_("任何拿到网址的人都看得到。可以是真名，也可以是笔名。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("写一个名字。证书要有名字才说得清是谁的。")},
    )
    drawn_name = forms.CharField(
        label=_("图片和 PDF 上的另一种写法"),
        max_length=LONGEST,
        required=False,
        help_text=_("比如拼音，或者用别的字代替。网页上仍然是上面的名字。"),
    )
    with_boxes = forms.BooleanField(label=_("不另写：图片和 PDF 上画成方框，框里是字的编码"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.data.get("name") if self.is_bound else self.initial.get("name")
        self.missing = faces.undrawable(name or "")

    def clean_name(self) -> str:
        return as_name(self.cleaned_data["name"])

    def clean_drawn_name(self) -> str:
        drawn = as_name(self.cleaned_data["drawn_name"])
        if faces.undrawable(drawn):
            missing = " ".join(faces.undrawable(drawn))
            raise forms.ValidationError(_("这种写法里也有画不出的字：%(missing)s") % {"missing": missing})
        return drawn

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.missing = faces.undrawable(cleaned.get("name", ""))
        if not self.missing:
            cleaned["drawn_name"] = ""
        elif "drawn_name" in cleaned and not cleaned["drawn_name"] and not cleaned.get("with_boxes"):
            message = _("证书的字库画不出：%(missing)s。写另一种写法，或者选下面的方框。")
            self.add_error("drawn_name", message % {"missing": self.missing_in_words})
        return cleaned

    @property
    def missing_in_words(self) -> str:
        return "、".join(f"{character}（{faces.code_point(character)}）" for character in self.missing)

    @property
    def asks_for_spelling(self) -> bool:
        return bool(self.missing) or "drawn_name" in self.errors


class CheckForm(forms.Form):
    code = forms.CharField(label=_("证书编号"), max_length=40)


class RevokeForm(forms.Form):
    because = forms.CharField(
        label=_("撤销的原因"),
        max_length=200,
        help_text=_("会公开显示在证书页上。只说事实，不要写学习者的隐私。"),
        widget=UnfoldAdminTextInputWidget,
        error_messages={"required": _("写明原因：看到这一页的人要知道为什么。")},
    )
