"""What a learner writes down about a key of their own. The key goes in and never comes out again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .own_key import OwnKey, offered


class OwnKeyForm(forms.ModelForm):
    service = forms.ChoiceField(label=_("哪一家"))
    new_key = forms.CharField(
        label=_("密钥"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("加密保存，以后不再显示，只留末四位。换一家要重新填。"),
    )
    model = forms.CharField(
        label=_("模型名"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "own-models", "autocomplete": "off"}),
        help_text=_("留空就用查到的那一个。名字要和服务方的文档一样，大小写也要一样。"),
    )

    class Meta:
        model = OwnKey
        fields = ("service", "new_key", "model")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen = self.fields["service"]
        chosen.choices = [(key, preset.name) for key, preset in offered().items()]  # type: ignore[attr-defined]
        # Who keeps the service may keep the key; another host never gets it.
        self.fields["new_key"].required = not self._keeps_the_key()

    def clean_new_key(self) -> str:
        key = self.cleaned_data["new_key"].strip()
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ValidationError(_("密钥里有空格、换行或中文，多半是复制时多带了字。"))
        if key and len(key) < 8:
            raise ValidationError(_("密钥太短，多半没有复制完整。"))
        return key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("service") and not data.get("model"):
            data["model"] = offered()[data["service"]].answer_model
        return data

    def save(self, commit: bool = True) -> OwnKey:
        if self.cleaned_data["new_key"]:
            self.instance.set_key(self.cleaned_data["new_key"])
        return super().save(commit)

    def _keeps_the_key(self) -> bool:
        saved = self.initial.get("service") if self.instance.pk else None
        return bool(saved) and self.data.get("service", saved) == saved
