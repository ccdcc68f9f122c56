"""What may still be asked of models, and the words when it may not. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Exceeded(Exception):
    """A limit stands in the way; `until` is when it begins anew."""

    def __init__(self, message: str, *, until: datetime):
        super().__init__(message)
        self.message, self.until = message, until

    def seconds_left(self, *, at: datetime) -> int:
        return max(1, round((self.until - at).total_seconds()))


@dataclass(frozen=True)
class Amounts:
    """As limits, 0 is none."""

    learner_day: int  # tokens
    lesson_day: int  # sends
    site_month: int  # tokens


@dataclass(frozen=True)
class Standing:
    """What counts is what is spent, and what is reserved for calls that have not ended."""

    used: Amounts
    limits: Amounts
    day_ends_at: datetime
    month_ends_at: datetime

    @property
    def tokens_left(self) -> int | None:
        """For this learner just now: of the day or of the site's month, whichever is less. None is no limit."""
        return _least(self._left("learner_day"), self._left("site_month"))

    @property
    def sends_left(self) -> int | None:
        return self._left("lesson_day")

    def refusal_of(self, tokens: int, *, is_send: bool) -> Exceeded | None:
        if is_send and self.sends_left == 0:
            message = _("这一课今天已经发了 %(count)d 次，到了上限。%(when)s 以后可以再发，别的课不受影响。")
            words = {"count": self.limits.lesson_day, "when": _clock(self.day_ends_at)}
            return Exceeded(message % words, until=self.day_ends_at)
        if not _fits(tokens, self._left("learner_day")):
            message = _("今天的额度不够了：还剩 %(left)s token，这一次大约要 %(asked)s。%(when)s 恢复。")
            return self._short_of(message, "learner_day", tokens, until=self.day_ends_at)
        if not _fits(tokens, self._left("site_month")):
            return self.refusal_of_the_month(tokens)
        return None

    def refusal_of_a_pair(self, tokens: int) -> Exceeded | None:
        """Of two sends that belong together."""
        if self.sends_left == 1:
            message = _("这一课今天只能再发 1 次，运行一次要发两边。%(when)s 以后可以再发，别的课不受影响。")
            return Exceeded(message % {"when": _clock(self.day_ends_at)}, until=self.day_ends_at)
        return self.refusal_of(tokens, is_send=True)

    def refusal_of_the_month(self, tokens: int) -> Exceeded:
        message = _("全站这个月的额度不够了：还剩 %(left)s token，这一次大约要 %(asked)s。%(when)s 恢复。")
        return self._short_of(message, "site_month", tokens, until=self.month_ends_at)

    def _short_of(self, message: str, name: str, tokens: int, *, until: datetime) -> Exceeded:
        words = {"left": grouped(self._left(name) or 0), "asked": grouped(tokens), "when": _clock(until)}
        return Exceeded(message % words, until=until)

    def _left(self, name: str) -> int | None:
        limit = getattr(self.limits, name)
        return max(0, limit - getattr(self.used, name)) if limit else None


def grouped(number: int) -> str:
    return f"{number:,}"


def _fits(tokens: int, left: int | None) -> bool:
    return left is None or tokens <= left


def _least(*numbers: int | None) -> int | None:
    return min((number for number in numbers if number is not None), default=None)


def _clock(moment: datetime) -> str:
    """In the zone of whoever reads it."""
    return date_format(timezone.localtime(moment), "m-d H:i")
