"""Providers that instructors set up in the admin: where prompts may go, with which models, at what price."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from ..llm import Prices, Source, roster
from .sealing import WrongKey, seal, unseal


class ProviderQuerySet(models.QuerySet["Provider"]):
    def asked(self) -> "ProviderQuerySet":
        """In the order in which they are asked."""
        return self.filter(is_enabled=True).order_by("-is_default", "position", "pk")


class Provider(models.Model):
    """A service that speaks OpenAI's chat completions."""

    name = models.CharField(_("名称"), max_length=60, unique=True)
    address = models.URLField(_("地址"), max_length=200)
    sealed_key = models.TextField(blank=True, editable=False)
    answer_model = models.CharField(_("练习用的模型"), max_length=100)
    judge_model = models.CharField(_("评分用的模型"), max_length=100, blank=True)
    image_model = models.CharField(_("画图用的模型"), max_length=100, blank=True)
    price_input = models.DecimalField(
        _("输入单价"), max_digits=10, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price_output = models.DecimalField(
        _("输出单价"), max_digits=10, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price_picture = models.DecimalField(
        _("每张图的价钱"), max_digits=10, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    is_enabled = models.BooleanField(_("启用"), default=True)
    is_default = models.BooleanField(_("默认"), default=False)
    position = models.PositiveSmallIntegerField(_("备用顺序"), default=10)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    objects: ClassVar = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("模型服务")
        verbose_name_plural = _("模型服务")
        ordering: ClassVar = ["-is_default", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_provider"),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(is_enabled=True), name="default_provider_is_enabled"
            ),
            models.CheckConstraint(
                condition=Q(price_input=None, price_output=None)
                | Q(price_input__isnull=False, price_output__isnull=False),
                name="prices_of_a_provider_come_in_pairs",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def set_key(self, key: str) -> None:
        """Empty for a service that wants none."""
        self.sealed_key = seal(key) if key else ""

    @property
    def is_key_readable(self) -> bool:
        return self._key() is not None

    def as_source(self) -> Source:
        return Source(
            name=self.name,
            address=self.address,
            key=self._key(),
            answer=self.answer_model,
            judge=self.judge_model,
            image=self.image_model,
            is_default=self.is_default,
            prices=self._prices(),
            picture_price=self.price_picture,
        )

    def _key(self) -> str | None:
        try:
            return unseal(self.sealed_key) if self.sealed_key else ""
        except WrongKey:
            return None

    def _prices(self) -> Prices | None:
        if self.price_input is None or self.price_output is None:
            return None
        return Prices(self.price_input, self.price_output)


@receiver([post_save, post_delete], sender=Provider)
def _forget(**kwargs: object) -> None:
    """This process sees the change at once, the others within two seconds."""
    roster.forget()
