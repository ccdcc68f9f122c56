"""People and invitations, for instructors. The admin itself signs in through allauth's pages and limits."""

from typing import TYPE_CHECKING

from allauth.account.decorators import secure_admin_login
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from .models import Invitation, User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.unregister([Group, Authenticator, UserSession])


class NewUserForm(UserCreationForm):
    class Meta:
        model = User
        fields = ("email", "display_name")

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("这个邮箱已经有帐号了。"))
        return email


class GivenPasswordForm(AdminPasswordChangeForm):
    def save(self, commit: bool = True) -> User:
        # As with a new account: whoever typed this password knows it.
        self.user.must_change_password = self.cleaned_data.get("set_usable_password", True)
        return super().save(commit)


@admin.register(User)
class UserAdmin(DjangoUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = NewUserForm
    change_password_form = GivenPasswordForm
    list_display = ("email", "display_name", "show_role", "joined_at", "last_login", "is_active")
    list_filter = ("is_staff", "is_active", "must_change_password", "groups", "language")
    list_filter_submit = False
    search_fields = ("email", "display_name")
    ordering = ("-joined_at",)
    date_hierarchy = "joined_at"
    readonly_fields = ("last_login", "joined_at")
    filter_horizontal = ("groups", "user_permissions")
    fieldsets = (
        (None, {"fields": ("email", "password", "display_name")}),
        (_("学习环境"), {"fields": ("time_zone", "language")}),
        (_("可以做什么"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (_("登录"), {"fields": ("must_change_password", "last_login", "joined_at")}),
    )
    add_fieldsets = (
        (
            None,
            {"classes": ("wide",), "fields": ("email", "display_name", "usable_password", "password1", "password2")},
        ),
    )

    @display(description=_("身份"), ordering="is_staff", label={"admin": "warning", "staff": "info", "": ""})
    def show_role(self, user: User) -> "tuple[str, StrOrPromise]":
        if user.is_superuser:
            return "admin", _("管理员")
        return ("staff", _("老师")) if user.is_staff else ("", _("学习者"))

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        obj.email = obj.email.lower()
        if not change:
            # Whoever made this account knows its password; without one there is nothing to change.
            obj.must_change_password = obj.has_usable_password()
        super().save_model(request, obj, form, change)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):
    pass


@admin.register(Invitation)
class InvitationAdmin(ModelAdmin):
    list_display = ("__str__", "show_link", "made_by", "made_at", "used_by", "used_at")
    list_filter = (("used_at", admin.EmptyFieldListFilter),)
    list_select_related = ("made_by", "used_by")
    search_fields = ("note", "code", "used_by__email")
    fields = ("note", "show_link", "made_by", "made_at", "used_by", "used_at")
    readonly_fields = ("show_link", "made_by", "made_at", "used_by", "used_at")

    @display(description=_("邀请链接"))
    def show_link(self, invitation: Invitation) -> "StrOrPromise":
        if not invitation.pk:
            return _("保存以后显示在这里。")
        if invitation.used_at:
            return _("已经用过")
        link = f"{settings.SITE_URL}{invitation.get_absolute_url()}"
        return format_html('<a href="{}">{}</a>', link, link)

    def save_model(self, request: HttpRequest, obj: Invitation, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.made_by = request.user  # type: ignore[assignment]  # the admin lets nobody else in
        super().save_model(request, obj, form, change)


class SecretAdmin(ModelAdmin):
    """What proves who somebody is: its secret is shown to nobody, and it can only be taken away."""

    list_filter_submit = False
    list_select_related = ("user",)
    search_fields = ("user__email", "user__display_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(SecretAdmin):
    list_display = fields = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)


@admin.register(UserSession)
class UserSessionAdmin(SecretAdmin):
    list_display = fields = ("user", "user_agent", "ip", "created_at", "last_seen_at")

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        obj.end()  # deleting the row alone would leave the browser signed in

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:
        for session in queryset:
            session.end()
