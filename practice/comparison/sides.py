"""What the bench of a comparison shows: the two sides to run, the runs so far and what the learner thought of them.

As long as a run is hidden, nothing here says which side an answer is from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.markup import render_reply

from .. import llm
from ..grading.checks import characters
from ..lab import starters
from ..lab.reasons import Words, words_for
from ..models import Attempt, Call, Run
from ..money import costs
from ..money.quota import Standing, grouped
from ..providers.whom import Choice
from .run import SIDES
from .run_forms import NEITHER, PLACES

BLIND_NAMES = {"first": _("甲"), "second": _("乙")}
TRUE_NAMES = {"a": _("左边"), "b": _("右边")}
FEWEST = 2  # models, to compare two


@dataclass(frozen=True)
class Box:
    """A prompt to write: what was not sent stands in it, else what was sent last, else the starter."""

    name: str
    label: str | Promise
    text: str

    @property
    def count(self) -> int:
        return characters(self.text)


@dataclass(frozen=True)
class Pick:
    """A model to pick; `key` is the choice that stands in it."""

    name: str
    label: str | Promise
    key: str


@dataclass(frozen=True)
class Side:
    """One answer of a run, where it stands."""

    attempt: Attempt | None
    place: str
    name: str | Promise
    is_hidden: bool
    was: str | Promise = ""  # how it was called while it was hidden

    @property
    def call(self) -> Call | None:
        return self.attempt.call if self.attempt else None

    @property
    def words(self) -> Words | None:
        return words_for(self.call) if self.call else None

    @property
    def reply_html(self) -> str:
        return render_reply(self.call.text) if self.call else ""

    @property
    def can_be_run_again(self) -> bool:
        ends = (Call.Status.PARTIAL, Call.Status.FAILED, Call.Status.CANCELLED)
        return self.call is not None and self.call.status in ends

    @property
    def facts(self) -> list[str]:
        """Tokens, seconds, cost: what a side is known by, so not before it is revealed."""
        call = self.call
        if call is None or self.is_hidden or not call.is_over or call.is_sample:
            return []
        return [*_tokens(call), *_seconds(call), *_cost(call)]


@dataclass(frozen=True)
class Shown:
    """One run, its number in the order in which they were made."""

    run: Run
    number: int
    attempts: Mapping[str, Attempt]

    @cached_property
    def sides(self) -> list[Side]:
        return [self._side(place, side) for place, side in zip(PLACES, self.run.order, strict=True)]

    @property
    def text(self) -> str:
        """What was sent, both sides in one."""
        return "\n\n".join(attempt.text for attempt in self.attempts.values())

    @property
    def is_over(self) -> bool:
        return all(side.call and side.call.is_over for side in self.sides)

    @property
    def can_be_voted_on(self) -> bool:
        return self.is_over and any(side.call and side.call.text for side in self.sides)

    @property
    def vote_place(self) -> str:
        """Where the learner's vote stands in the form."""
        if self.run.vote == Run.Vote.NEITHER:
            return NEITHER
        return PLACES[self.run.order.index(self.run.vote)] if self.run.vote else ""

    @property
    def votes(self) -> list[tuple[str, str]]:
        better = gettext("%(name)s更好")
        named = [(side.place, better % {"name": side.name}) for side in self.sides]
        return [*named, (NEITHER, gettext("分不出"))]

    def _side(self, place: str, side: str) -> Side:
        attempt = self.attempts.get(side)
        if self.run.is_hidden:
            return Side(attempt, place, BLIND_NAMES[place], is_hidden=True)
        first = "b" if self.run.is_flipped else "a"
        was = BLIND_NAMES["first" if side == first else "second"] if self.run.is_blind else ""
        return Side(attempt, place, TRUE_NAMES[side], is_hidden=False, was=was)


@dataclass(frozen=True)
class Comparison:
    """One task of mode compare for one learner."""

    task: dict[str, Any]
    choices: Sequence[Choice]
    attempts: Sequence[Attempt] = ()  # newest first
    runs: Mapping[UUID, Run] | None = None  # by group
    drafts: Mapping[str, str] | None = None

    @property
    def is_of_models(self) -> bool:
        return self.task.get("compare") == "models"

    @property
    def runs_here(self) -> bool:
        """Without any model both sides stream what the author wrote; with one alone there is nothing to compare."""
        return not self.is_of_models or not self.choices or len(self.choices) >= FEWEST

    @property
    def offers_models(self) -> bool:
        return self.is_of_models and len(self.choices) >= FEWEST

    @property
    def wanted(self) -> int:
        return self.task.get("runs") or 1

    @property
    def boxes(self) -> list[Box]:
        if self.is_of_models:
            return [Box("text", _("两个模型收到的同一段提示词"), self._text("text", "a", self.task.get("starter")))]
        both = self.task.get("starters") or {}
        labels = {"a": _("左边的提示词"), "b": _("右边的提示词")}
        return [Box(f"text_{side}", labels[side], self._text(f"text_{side}", side, both.get(side))) for side in SIDES]

    @property
    def picks(self) -> list[Pick]:
        """As last time, or the first two there are."""
        keys = [self._last_choice(side) for side in SIDES]
        if None in keys or keys[0] == keys[1]:
            keys = [choice.key for choice in self.choices[:FEWEST]]
        return [Pick("model_a", _("左边问谁"), keys[0] or ""), Pick("model_b", _("右边问谁"), keys[1] or "")]

    @property
    def is_blind_by_habit(self) -> bool:
        return self.shown[0].run.is_blind if self.shown else self.is_of_models

    @cached_property
    def shown(self) -> list[Shown]:
        """Newest first."""
        groups: dict[UUID, dict[str, Attempt]] = {}
        for attempt in self.attempts:
            if attempt.side:
                groups.setdefault(attempt.group, {}).setdefault(attempt.side, attempt)
        # A side that was run again is newer than its run.
        oldest = sorted(groups, key=lambda group: self._run(group).created_at or _sent_at(groups[group]))
        numbered = [Shown(self._run(group), number, groups[group]) for number, group in enumerate(oldest, start=1)]
        return numbered[::-1]

    @property
    def tally(self) -> str:
        """「3 次：左边 2，右边 1」"""
        votes = [shown.run.vote for shown in self.shown]
        if not any(votes):
            return ""
        counted = [(TRUE_NAMES["a"], votes.count("a")), (TRUE_NAMES["b"], votes.count("b"))]
        if ties := votes.count(Run.Vote.NEITHER):
            counted.append((_("分不出"), ties))
        if rest := votes.count(""):
            counted.append((_("没投"), rest))
        total = ngettext("%(count)d 次", "%(count)d 次", len(votes)) % {"count": len(votes)}
        return gettext("%(total)s：%(votes)s") % {
            "total": total,
            "votes": gettext("，").join(f"{name} {number}" for name, number in counted),
        }

    def left(self, standing: Standing) -> str:
        """What one run costs, and what is left."""
        system = llm.estimate(self.task.get("system") or "")
        texts = [box.text for box in self.boxes] * (len(SIDES) if self.is_of_models else 1)
        by_key = {choice.key: choice.model for choice in self.choices}
        models = [by_key[pick.key] for pick in self.picks] if self.offers_models else [llm.model_for("answer")] * 2
        asked = [system + llm.estimate(text) for text in texts]
        return costs.words_before_running(standing, sides=list(zip(asked, models, strict=True)))

    @property
    def look(self) -> tuple[object, ...]:
        """What can differ between two untouched benches of one task."""
        return tuple(choice.key for choice in self.choices)

    def _run(self, group: UUID) -> Run:
        """Sides that a program sent one by one have no row until somebody votes."""
        return (self.runs or {}).get(group) or Run(group=group)

    def _text(self, field: str, side: str, starter: str | None) -> str:
        if draft := (self.drafts or {}).get(field):
            return draft
        last = next((attempt.text for attempt in self.attempts if attempt.side == side), "")
        return last or starters.filled(starter or "", self.task.get("variables") or ())

    def _last_choice(self, side: str) -> str | None:
        call = next((attempt.call for attempt in self.attempts if attempt.side == side), None)
        return next((choice.key for choice in self.choices if call and choice.is_asked_by(call)), None)


def _sent_at(attempts: Mapping[str, Attempt]):
    return min(attempt.created_at for attempt in attempts.values())


def _tokens(call: Call) -> Iterable[str]:
    if call.input_tokens is not None and call.output_tokens is not None:
        marked = gettext("（估算）") if call.is_estimated else ""
        words = {"asked": grouped(call.input_tokens), "said": grouped(call.output_tokens)}
        yield gettext("问 %(asked)s，答 %(said)s token") % words + marked


def _seconds(call: Call) -> Iterable[str]:
    if call.started_at and call.finished_at:
        seconds = (call.finished_at - call.started_at).total_seconds()
        yield gettext("%(seconds)s 秒") % {"seconds": f"{seconds:.1f}"}


def _cost(call: Call) -> Iterable[str]:
    charge = getattr(call, "charge", None)
    if charge is not None and charge.cost is not None:
        yield f"{charge.cost:.4f} {charge.currency}"
