"""Two versions of one learner's work on one task, beside each other: what changed, and what that did to each criterion.

A version is a prompt that was sent or a piece of work that was handed in. Neither is ever written again, so any
two can be compared for good.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models.functions import Left

from courses.models import Exercise
from courses.word_diff import Fold, Row, diff_paragraphs, folded

from ..models import Attempt, Evaluation, HandIn
from .work import with_verdict

LISTED = 60  # newest of each sort to choose from; older ones are reached by their address
_START = 30  # characters that tell one version from another in a list
_ATTEMPT, _HAND_IN = "a", "h"


class NotYours(LookupError):
    """No such version among this learner's work on this task."""


@dataclass(frozen=True)
class Choice:
    """`name` is how an address calls a version: a12 is attempt 12, h12 is hand-in 12."""

    name: str
    start: str
    created_at: datetime
    total: Decimal | None = None

    @property
    def is_handed_in(self) -> bool:
        return self.name.startswith(_HAND_IN)


@dataclass(frozen=True)
class Version:
    row: Attempt | HandIn
    verdict: HandIn | None  # with the newest verdict of `work.with_verdict`

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def is_handed_in(self) -> bool:
        return isinstance(self.row, HandIn)

    @property
    def judged_by(self) -> str:
        return (self.verdict and self.verdict.verdict_by) or ""  # type: ignore[attr-defined]

    @property
    def judge(self) -> str:
        return str(Evaluation.By(self.judged_by).label) if self.judged_by else ""

    @property
    def total(self) -> Decimal | None:
        return self.verdict.verdict_total if self.verdict else None  # type: ignore[attr-defined]

    @property
    def criteria(self) -> dict[str, dict[str, Any]]:
        rows = (self.verdict and self.verdict.verdict_criteria) or ()  # type: ignore[attr-defined]
        return {row["id"]: row for row in rows}


@dataclass(frozen=True)
class Step:
    """One criterion, before and after; None where that verdict knew nothing of it."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def criterion(self) -> str:
        return (self.after or self.before or {})["criterion"]

    @property
    def is_reworded(self) -> bool:
        """The rubric was another one: its points do not measure the same."""
        if not (self.before and self.after):
            return False
        return any(self.before[name] != self.after[name] for name in ("criterion", "weight"))

    @property
    def gain(self) -> Decimal | None:
        if not (self.before and self.after) or self.is_reworded:
            return None
        return Decimal(str(self.after["points"])) - Decimal(str(self.before["points"]))

    @property
    def loss(self) -> Decimal | None:
        return -self.gain if self.gain is not None else None


@dataclass(frozen=True)
class Comparison:
    old: Version
    new: Version

    @property
    def is_one(self) -> bool:
        return self.old.row == self.new.row

    @cached_property
    def rows(self) -> list[Row | Fold]:
        """Nothing when not a word changed."""
        return folded(diff_paragraphs(_paragraphs(self.old.text), _paragraphs(self.new.text)))

    @cached_property
    def steps(self) -> list[Step]:
        before, after = self.old.criteria, self.new.criteria
        return [Step(before.get(name), after.get(name)) for name in [*after, *(n for n in before if n not in after)]]

    @property
    def is_judged_by_two(self) -> bool:
        return bool(self.old.judged_by and self.new.judged_by and self.old.judged_by != self.new.judged_by)

    @property
    def has_model_verdict(self) -> bool:
        return Evaluation.By.MODEL in {self.old.judged_by, self.new.judged_by}


def choices(user: Any, exercise: Exercise) -> list[Choice]:
    """What can be compared, newest first: hand-ins, then attempts."""
    start = Left("text", _START)
    hand_ins = with_verdict(HandIn.objects.of(user).filter(exercise=exercise)).annotate(start=start)
    attempts = Attempt.objects.of(user).filter(exercise=exercise).annotate(start=start)
    handed = hand_ins.order_by("-pk").values_list("pk", "start", "created_at", "verdict_total")[:LISTED]
    sent = attempts.order_by("-pk").values_list("pk", "start", "created_at")[:LISTED]
    return [
        *(Choice(f"{_HAND_IN}{pk}", _one_line(start), at, total) for pk, start, at, total in handed),
        *(Choice(f"{_ATTEMPT}{pk}", _one_line(start), at) for pk, start, at in sent),
    ]


def asked_for(listed: Sequence[Choice], *, old: str, new: str) -> tuple[str, str] | None:
    """The two names to compare: what was asked for, its neighbour for what was not, or the two newest.

    None when there are not two. Raises NotYours for a single name that is not listed.
    """
    if old and new:
        return old, new
    known = new or old
    if known:
        names = [choice.name for choice in listed if choice.name[0] == known[0]]
        if known not in names:
            raise NotYours(known)
        place = names.index(known)  # the newest comes first
        if new:
            return (names[place + 1], known) if place + 1 < len(names) else None
        return (known, names[place - 1]) if place else None
    handed = [choice.name for choice in listed if choice.is_handed_in]
    sent = [choice.name for choice in listed if not choice.is_handed_in]
    for names in (handed, sent):
        if len(names) >= 2:
            return names[1], names[0]
    return None


def compare(user: Any, exercise: Exercise, *, old: str, new: str) -> Comparison:
    """Raises NotYours when either is not among this learner's work on this task."""
    names = {name: _number(name) for name in (old, new)}
    sent = Attempt.objects.of(user).filter(exercise=exercise).in_bulk(_pks(names, _ATTEMPT))
    handed = _handed_in(user, exercise, names)
    return Comparison(*(_version(name, pk, sent, handed) for name, pk in ((old, names[old]), (new, names[new]))))


def _handed_in(user: Any, exercise: Exercise, names: dict[str, int]) -> list[HandIn]:
    """The hand-ins asked for, and those made of the attempts asked for: their verdict is the attempts' verdict."""
    mine = HandIn.objects.of(user).filter(exercise=exercise)
    wanted = mine.filter(pk__in=_pks(names, _HAND_IN)) | mine.filter(attempt__in=_pks(names, _ATTEMPT))
    return list(with_verdict(wanted).order_by("-pk"))


def _version(name: str, pk: int, sent: dict[int, Attempt], handed: Iterable[HandIn]) -> Version:
    if name[0] == _HAND_IN:
        found = next((hand_in for hand_in in handed if hand_in.pk == pk), None)
        if found is None:
            raise NotYours(name)
        return Version(found, found)
    if pk not in sent:
        raise NotYours(name)
    judged = (row for row in handed if row.attempt_id == pk and row.verdict_by)  # type: ignore[attr-defined]
    return Version(sent[pk], next(judged, None))


def _pks(names: dict[str, int], sort: str) -> list[int]:
    return [pk for name, pk in names.items() if name[0] == sort]


def _number(name: str) -> int:
    """Raises NotYours for what is no name at all."""
    digits = name[1:]
    if name[:1] not in {_ATTEMPT, _HAND_IN} or not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise NotYours(name)
    return int(digits)


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())
