import secrets
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in with an e-mail address, kept in lower case."""

    email = models.EmailField(_("邮箱"), unique=True)
    display_name = models.CharField(_("昵称"), max_length=60, blank=True)
    time_zone = models.CharField(_("时区"), max_length=64, default="Asia/Shanghai")
    language = models.CharField(_("界面语言"), max_length=10, default="zh-hans")
    is_staff = models.BooleanField(_("可以进入管理后台"), default=False)
    is_active = models.BooleanField(_("可以登录"), default=True)
    must_change_password = models.BooleanField(_("下次登录要改密码"), default=False)
    joined_at = models.DateTimeField(_("加入时间"), default=timezone.now)

    objects: ClassVar = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def get_short_name(self) -> str:
        return self.display_name or self.email.partition("@")[0]

    get_full_name = get_short_name


def new_code() -> str:
    return secrets.token_urlsafe(9)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unused(self) -> "InvitationQuerySet":
        return self.filter(used_at=None)


class Invitation(models.Model):
    """Lets one person sign up while registration is by invitation."""

    code = models.CharField(_("邀请码"), max_length=40, unique=True, default=new_code, editable=False)
    note = models.CharField(
        _("给谁"), max_length=120, blank=True, help_text=_("只有老师看得见，方便记得这个码给了谁。")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="invitations_made",
        verbose_name=_("谁发的"),
    )
    made_at = models.DateTimeField(_("发出时间"), auto_now_add=True)
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        # The note may name the person, so an invitation goes with the one who used it.
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="invitation",
        verbose_name=_("谁用了"),
    )
    used_at = models.DateTimeField(_("使用时间"), null=True, editable=False)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("邀请")
        verbose_name_plural = _("邀请")
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(used_by=None, used_at=None) | models.Q(used_by__isnull=False, used_at__isnull=False),
                name="invitation_is_used_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.note or self.code

    def get_absolute_url(self) -> str:
        return f"{reverse('account_signup')}?invite={self.code}"
