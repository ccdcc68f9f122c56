from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User


class EraseForm(forms.Form):
    email = forms.CharField(
        label=gettext_lazy("输入你的邮箱，确认删除"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"].strip().lower()
        if typed != self.user.email:
            raise forms.ValidationError(_("和帐号的邮箱不一样，什么都没有删除。"))
        return typed
