"""Providers in the admin: set up from a preset, test, pick the default."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from unfold.admin import ModelAdmin
from unfold.decorators import action, display

from ..exams.exam_admin import tell_if_due
from ..llm import environment
from ..llm.presets import of_host, presets
from .provider import Provider
from .provider_form import ProviderForm
from .trial import try_out


class ProviderAdmin(ModelAdmin):
    form = ProviderForm
    list_display = (
        "name",
        "show_host",
        "answer_model",
        "judge_model",
        "show_key_state",
        "is_default",
        "is_enabled",
        "position",
    )
    search_fields = ("name", "address", "answer_model")
    list_before_template = "admin/practice/_providers.html"
    change_form_outer_before_template = "admin/practice/_presets.html"
    actions_submit_line: ClassVar = ["test_connection"]
    readonly_fields = ("show_key", "show_example")
    fieldsets: ClassVar = (
        (None, {"fields": ("name", "address", "show_key", "new_key", "drops_key")}),
        (
            _("模型"),
            {
                "fields": ("show_example", "answer_model", "judge_model", "image_model"),
                "description": _("评分用的留空，就用练习那个。画图用的留空，就不出图。"),
            },
        ),
        (
            _("单价"),
            {
                "fields": ("price_input", "price_output", "price_picture"),
                "description": _(
                    "每百万 token 多少钱，每张图多少钱，用全站同一种货币。不知道就都留空，那时只数 token。"
                ),
            },
        ),
        (
            _("什么时候用它"),
            {
                "fields": ("is_default", "is_enabled", "position"),
                "description": _(
                    "默认的那个先问。只有在什么都还没发出去就连不上时，才按备用顺序（小的在前）问下一个启用的。"
                    "每个启用的主机都要学习者同意以后，才会收到他们的文字。"
                ),
            },
        ),
    )

    @method_decorator(sensitive_post_parameters("new_key"))
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "presets": presets().values(), "is_new": object_id is None}
        return super().changeform_view(request, object_id, form_url, context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        given = environment.source()
        is_asked = given and not Provider.objects.filter(is_default=True).exists()
        context = {"given": given, "is_given_asked": is_asked}
        return super().changelist_view(request, {**(extra_context or {}), **context})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        preset = presets().get(request.GET.get("preset", ""))
        return dict(preset.as_initial()) if preset else {}

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Provider, form: ProviderForm, change: bool) -> None:
        if obj.is_default:
            Provider.objects.filter(is_default=True).exclude(pk=obj.pk).update(is_default=False)
        super().save_model(request, obj, form, change)
        transaction.on_commit(lambda: tell_if_due(request))
        if form.is_unresolved:
            messages.warning(request, _("已保存，可现在找不到这个域名。用之前还会再查一次。"))

    def response_change(self, request: HttpRequest, obj: Provider) -> HttpResponse:
        """Whoever tests stays where they can mend what was found."""
        if any(action.action_name in request.POST for action in self.get_actions_submit_line(request, obj.pk)):
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    @action(description=_("保存并测试连接"), icon="network_check")
    def test_connection(self, request: HttpRequest, obj: Provider) -> None:
        for finding in try_out(obj.as_source()):
            said = {"name": obj.name, "model": finding.model, "words": finding.words}
            if finding.code:
                messages.error(request, _("%(name)s，模型 %(model)s：%(words)s") % said)
            else:
                messages.success(request, _("%(name)s，模型 %(model)s：连上了，它回答了。") % said)

    @display(description=_("主机"), ordering="address")
    def show_host(self, provider: Provider) -> str:
        return provider.as_source().host

    @display(description=_("密钥"))
    def show_key_state(self, provider: Provider) -> Any:
        if not provider.sealed_key:
            return _("没有")
        return _("有") if provider.is_key_readable else _("打不开")

    @display(description=_("保存的密钥"))
    def show_key(self, provider: Provider) -> Any:
        if not provider.sealed_key:
            return _("没有")
        if provider.is_key_readable:
            return _("有（从不显示）")
        return format_html(
            "<strong>{}</strong>",
            _("打不开：它是用另一个 SECRET_KEY 加密的。把旧的放进 SECRET_KEY_FALLBACKS，或者重新填写。"),
        )

    @display(description=_("查到的模型名"))
    def show_example(self, provider: Provider) -> Any:
        preset = of_host(provider.as_source().host) if provider.pk else None
        if not preset or not preset.models:
            return _("型号几个月就换一批，以服务方的文档为准。")
        said = _("%(date)s 查到：%(models)s。") % {"date": preset.checked_on, "models": "、".join(preset.models)}
        return format_html('{} <a href="{}" rel="noreferrer">{}</a>', said, preset.source, _("文档"))
