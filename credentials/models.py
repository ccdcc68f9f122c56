"""A status of the ladder, shown to whoever has the code. The learner decides whether there is one."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from progress.models import Award

from . import codes


class CredentialQuerySet(models.QuerySet["Credential"]):
    def of(self, user) -> "CredentialQuerySet":
        return self.filter(award__enrollment__user=user)

    def with_owner(self) -> "CredentialQuerySet":
        return self.select_related("award__enrollment")


class Credential(models.Model):
    """Says what was done when it was issued (`snapshot`, see snapshots.py), whatever the course becomes later."""

    award = models.OneToOneField(Award, on_delete=models.CASCADE, related_name="credential", verbose_name=_("称号"))
    code = models.CharField(_("编号"), max_length=20, unique=True, default=codes.new, editable=False)
    name = models.CharField(_("公开的名字"), max_length=60)
    # When the fonts lack a character of the name, the learner may give another spelling for the pictures.
    drawn_name = models.CharField(_("证书上的写法"), max_length=60, blank=True)
    snapshot = models.JSONField(editable=False)
    issued_at = models.DateTimeField(_("签发时间"))
    withdrawn_at = models.DateTimeField(_("本人收回的时间"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    revoked_because = models.CharField(_("撤销的原因"), max_length=200, blank=True)

    objects: ClassVar = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("证书")
        verbose_name_plural = _("证书")
        ordering: ClassVar = ["-issued_at", "-pk"]
        permissions: ClassVar = [("revoke_credential", _("撤销证书"))]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="credential_bears_a_name"),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_because="")
                | models.Q(revoked_at__isnull=False) & ~models.Q(revoked_because=""),
                name="credential_is_revoked_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("credentials:page", args=[self.code])

    @property
    def address(self) -> str:
        """Of its page, as it is printed, signed and drawn as a QR code."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    @property
    def is_valid(self) -> bool:
        return self.withdrawn_at is None and self.revoked_at is None

    @property
    def rung(self) -> str:
        return str(Award.Rung(self.snapshot["rung"]).label)

    @property
    def chinese_rung(self) -> str:
        """For certificates, which are Chinese whoever asks for them."""
        with translation.override("zh-hans"):
            return self.rung

    @property
    def name_to_draw(self) -> str:
        return self.drawn_name or self.name

    def belongs_to(self, user: Any) -> bool:
        return bool(user.is_authenticated and self.award.enrollment.user_id == user.pk)
