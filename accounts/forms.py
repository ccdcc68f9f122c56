from zoneinfo import available_timezones

from allauth.account import forms as account_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import time_zones
from .models import User

LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]  # each in its own words


class PlainForm(forms.Form):
    """allauth's forms without placeholders, which repeat the label and vanish with the first letter."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = _("至少 8 个字符，不要只用数字，也不要用常见的密码。")


class LoginForm(PlainForm, account_forms.LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignupForm(PlainForm, account_forms.SignupForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("用来登录和找回密码，不发广告。")


class ChangePasswordForm(PlainForm, account_forms.ChangePasswordForm):
    pass


class SetPasswordForm(PlainForm, account_forms.SetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainForm, account_forms.ResetPasswordKeyForm):
    pass


class AddPasskeyForm(PlainForm, webauthn_forms.AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Signing in without a password is what most people add a key for.
        self.fields["passwordless"].initial = True


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=_("时区"),
        help_text=_("决定「今天」从几点开始。"),
        widget=forms.Select(attrs={"data-search": _("搜索城市或地区")}),
    )
    language = forms.ChoiceField(label=_("界面语言"), choices=LANGUAGES, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ("display_name", "time_zone", "language")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        groups = time_zones.choices(at=timezone.now())
        if self.instance.time_zone in available_timezones() - {zone for _, zones in groups for zone, _ in zones}:
            groups.insert(0, ("", [(self.instance.time_zone, self.instance.time_zone)]))
        self.fields["time_zone"].choices = groups  # type: ignore[attr-defined]
        self.fields["display_name"].help_text = _("老师在名单里看到它；不填就显示邮箱。")
        self.fields["display_name"].widget.attrs["autocomplete"] = "nickname"
