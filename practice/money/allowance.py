"""How much may be asked of models, and what this month's questions took. One row each: an instructor's, the site's."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """The limits an instructor sets; 0 is no limit. Without a row the defaults below hold."""

    ONLY = 1  # the key of the one row
    LEARNER_DAY = 1_000_000
    LESSON_DAY = 300
    SITE_MONTH = 100_000_000

    learner_day = models.PositiveIntegerField(
        _("每人每天多少 token"),
        default=LEARNER_DAY,
        help_text=_("按学习者自己的时区算一天。练习和评分都算；一次普通的发送大约 2,500 token。0 表示不限。"),
    )
    lesson_day = models.PositiveIntegerField(
        _("每人每课每天发几次"),
        default=LESSON_DAY,
        help_text=_("只数发送，不数评分。0 表示不限。"),
    )
    site_month = models.PositiveBigIntegerField(
        _("全站每月多少 token"),
        default=SITE_MONTH,
        help_text=_("按网站的时区算一个月，所有学习者加在一起；删除了帐号的人用掉的也算。0 表示不限。"),
    )

    class Meta:
        verbose_name = _("额度")
        verbose_name_plural = _("额度")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_allowance_for_the_site")]

    def __str__(self) -> str:
        return str(_("额度"))


class SiteMonth(models.Model):
    """What all learners together reserved and spent in one month of the site's calendar.

    The sum of their charges, kept in one row: a limit needs something to lock, and the money stays spent when
    a learner is erased and their charges with them.
    """

    month = models.DateField(_("月份"), primary_key=True)  # its first day
    tokens = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("每月用量")
        verbose_name_plural = _("每月用量")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
