"""A learner's own key for a service we know: theirs alone, sealed. What they ask with it costs the site nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..llm import Source
from ..llm.presets import Preset, presets
from .sealing import WrongKey, seal, unseal

TAIL = 4  # characters of a key that may be shown


class OwnKey(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_key")
    service = models.CharField(_("模型服务"), max_length=20)  # a preset: nobody types an address here
    sealed_key = models.TextField(editable=False)
    tail = models.CharField(_("密钥末四位"), max_length=TAIL)
    model = models.CharField(_("模型"), max_length=100)
    is_on = models.BooleanField(_("启用"), default=False)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        verbose_name = _("自己的密钥")
        verbose_name_plural = _("自己的密钥")

    def __str__(self) -> str:
        return f"{self.user} · {self.service}"

    def set_key(self, key: str) -> None:
        self.sealed_key, self.tail = seal(key), key[-TAIL:]

    @property
    def preset(self) -> Preset | None:
        return offered().get(self.service)

    def as_source(self) -> Source | None:
        """None when the service is offered no more."""
        if (preset := self.preset) is None:
            return None
        return Source(name=preset.name, address=preset.address, key=self._key(), answer=self.model)

    def _key(self) -> str | None:
        try:
            return unseal(self.sealed_key)
        except WrongKey:
            return None


def offered() -> dict[str, Preset]:
    """Services on the open network: a learner must not have this server knock at its neighbours."""
    return {key: preset for key, preset in presets().items() if preset.address.startswith("https://")}


def source_for(user_id: int) -> Source | None:
    """Whom everything this learner asks goes to; None when it goes where the site says."""
    row = OwnKey.objects.filter(user=user_id, is_on=True).first()
    return row.as_source() if row else None
