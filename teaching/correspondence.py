"""What became of a letter: how many mails went out, wait, or could not be sent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Value, When

from .models import Letter, Recipient

ON_A_PAGE = 100
_STATUS = Recipient.Status
# Those an instructor may have to do something about come first.
_ORDER = (
    _STATUS.SKIPPED, _STATUS.FAILED, _STATUS.UNSURE, _STATUS.STOPPED, _STATUS.SENDING, _STATUS.WAITING, _STATUS.SENT,
)  # fmt: skip


@dataclass(frozen=True)
class Delivery:
    letter: Letter
    counts: dict[str, int]

    @classmethod
    def of_each(cls, letters: Iterable[Letter]) -> "list[Delivery]":
        letters = list(letters)
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        rows = Recipient.objects.filter(letter__in=letters).order_by().values_list("letter", "status")
        for letter, status, count in rows.annotate(Count("pk")):
            counts[letter][status] = count
        return [cls(letter, counts[letter.pk]) for letter in letters]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def sent(self) -> int:
        return self.counts.get(_STATUS.SENT, 0)

    @property
    def open(self) -> int:
        return self.counts.get(_STATUS.WAITING, 0) + self.counts.get(_STATUS.SENDING, 0)

    @property
    def waiting(self) -> int:
        return self.counts.get(_STATUS.WAITING, 0)

    @property
    def share(self) -> int:
        """Of the mails that are to be sent, how many per cent are no longer open."""
        meant = self.total - self.counts.get(_STATUS.SKIPPED, 0)
        return round(100 * (meant - self.open) / meant) if meant else 100

    @property
    def told(self) -> list[tuple[str, int]]:
        """The counts in words, what may need somebody first."""
        return [(str(status.label), self.counts[status]) for status in _ORDER if self.counts.get(status)]

    def page(self, asked: Mapping[str, str]) -> Page:
        places = [When(status=status, then=Value(place)) for place, status in enumerate(_ORDER)]
        rows = self.letter.recipients.select_related("enrollment__user").defer("text")
        ordered = rows.order_by(Case(*places, output_field=IntegerField()), "pk")
        return Paginator(ordered, ON_A_PAGE).get_page(asked.get("page"))
