"""What an instructor may write down about a provider. The key goes in and never comes out again."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from ..llm.addresses import PrivateAddress, Unresolved, check, is_public, resolved
from .provider import Provider


class ProviderForm(forms.ModelForm):
    # Not a URLField's own: that one knows no "http://ollama:11434".
    address = forms.CharField(
        label=_("地址"),
        max_length=200,
        widget=UnfoldAdminTextInputWidget({"inputmode": "url", "autocomplete": "off"}),
        help_text=_("到版本号为止，例如 https://api.deepseek.com；不要带 /chat/completions。"),
    )
    new_key = forms.CharField(
        label=_("密钥"),
        required=False,
        max_length=500,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
        help_text=_("加密保存，以后不再显示。留空表示不改。"),
    )
    drops_key = forms.BooleanField(label=_("删掉保存的密钥"), required=False, widget=UnfoldBooleanWidget)

    class Meta:
        model = Provider
        fields = (
            "name", "address", "new_key", "drops_key", "answer_model", "judge_model", "image_model", "price_input",
            "price_output", "price_picture", "is_default", "is_enabled", "position",
        )  # fmt: skip

    # Set while the address is checked: an address that leads nowhere now may be right later.
    is_unresolved = False

    def clean_address(self) -> str:
        address = self.cleaned_data["address"].strip().rstrip("/").removesuffix("/chat/completions")
        parts = _read(address)
        try:
            check(address)
        except Unresolved:
            self.is_unresolved = True
        except PrivateAddress as private:
            words = _(
                "%(host)s 通向内网地址 %(ip)s，不能用。"
                "确实要用内网的模型，请维护者设 AIGC_ALLOW_PRIVATE_LLM=on 并重启。"
            )
            raise ValidationError(words, params={"host": private.host, "ip": private.ip}) from private
        if parts.scheme == "http" and not _stays_inside(address):
            raise ValidationError(_("公网上的地址要用 https://，不然密钥和学习者的文字会明文经过网络。"))
        return address

    def clean_new_key(self) -> str:
        key = self.cleaned_data["new_key"].strip()
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ValidationError(_("密钥里有空格、换行或中文，多半是复制时多带了字。"))
        return key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_default") and not data.get("is_enabled"):
            self.add_error("is_enabled", _("默认的模型服务要启用。"))
        if (data.get("price_input") is None) != (data.get("price_output") is None):
            self.add_error("price_output", _("输入和输出的单价要么都填，要么都不填。"))
        if data.get("new_key") and data.get("drops_key"):
            self.add_error("drops_key", _("要么填新的密钥，要么删掉保存的密钥。"))
        self._refuse_to_carry_the_key(data)
        return data

    def _refuse_to_carry_the_key(self, data: dict[str, Any]) -> None:
        """Whoever may change the address must not learn the key by having it sent to their own machine."""
        was, now = self.initial.get("address", ""), data.get("address", "")
        if not self.instance.sealed_key or not now or _origin(was) == _origin(now):
            return
        if not data.get("new_key") and not data.get("drops_key"):
            self.add_error("new_key", _("主机换了，保存的密钥不会带过去：请重新填写密钥，或者勾选删掉。"))

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data["new_key"] or self.cleaned_data["drops_key"]:
            self.instance.set_key(self.cleaned_data["new_key"])
        return super().save(commit)

    def _get_validation_exclusions(self) -> set[str]:
        """Another default is no mistake: it gives way when this one is saved."""
        return super()._get_validation_exclusions() | {"is_default"}  # type: ignore[misc]


def _read(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port)
    except ValueError:
        is_address = False
    if not is_address or any(letter.isspace() for letter in address):
        raise ValidationError(_("这不是一个地址。它的样子是 https://api.example.com/v1。"))
    if "@" in parts.netloc:
        raise ValidationError(_("地址里不要写用户名和密码，密钥填在下面那一栏。"))
    if parts.query or parts.fragment:
        raise ValidationError(_("地址里不要带 ? 和 # 后面的部分。"))
    return parts


def _stays_inside(address: str) -> bool:
    """Whether the operator's own network is where it leads. A name nobody knows yet is not refused for it."""
    parts = _read(address)
    try:
        return not any(is_public(ip) for ip in resolved(parts.hostname or "", parts.port or 80))
    except Unresolved:
        return True


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port
