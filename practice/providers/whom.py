"""Whom a call asks: written on its row when it is queued, found again when it runs.

A call for anyone goes to the site's first source, and to a stand-in when that one cannot be reached. A call for one
source was chosen by name and never goes to another: what is compared must be what was picked. What a learner asks
with a key of their own goes to its service alone.
"""

from dataclasses import dataclass
from hashlib import sha256

from progress.models import Enrollment

from .. import llm
from ..llm.presets import of_host
from ..models import Call
from . import own_key

_PURPOSE: dict[str, llm.Purpose] = {Call.Kind.ANSWER: "answer", Call.Kind.JUDGE: "judge", Call.Kind.IMAGE: "image"}


@dataclass(frozen=True)
class Asked:
    """Somebody who may be asked, ready to be asked."""

    provider: llm.Provider
    label: str = ""
    model: str = ""

    def is_new_to(self, call: Call) -> bool:
        return (call.provider, call.model) != (self.label, self.model)


@dataclass(frozen=True)
class Choice:
    """One text model of one source."""

    source: llm.Source
    model: str

    @property
    def key(self) -> str:
        """Names it in a form; the same in every process and after every start."""
        return sha256(f"{self.source.label}\n{self.model}".encode()).hexdigest()[:12]

    def is_asked_by(self, call: Call) -> bool:
        return (call.provider, call.model) == (self.source.label, self.model)


def choices(own: llm.Source | None = None) -> list[Choice]:
    """The text models the site may ask, by the names that were set down for them; with a key of their own, theirs."""
    if own:
        preset = of_host(own.host)
        known = [model for model in preset.models if model != preset.image_model] if preset else []
        return [Choice(own, model) for model in dict.fromkeys((own.answer, *known))]
    found: dict[tuple[str, str], Choice] = {}
    for source in llm.sources():
        for model in dict.fromkeys((source.answer, source.judge or source.answer)):
            found.setdefault((source.label, model), Choice(source, model))
    return list(found.values())


def can_ask(user_id: int) -> bool:
    return llm.configured() or own_key.source_for(user_id) is not None


def bind(call: Call, *, user_id: int, choice: Choice | None = None) -> None:
    """Write on an unsaved call whom it asks. Who has a key of their own switched on asks with it and nobody else's."""
    # Pictures go through the site: the services of own keys are asked for text alone.
    own = own_key.source_for(user_id) if call.kind != Call.Kind.IMAGE else None
    if own:
        model = choice.model if choice else own.answer
        call.asks, call.provider, call.model = Call.Asks.OWN, own.label, model
    elif choice:
        call.asks, call.provider, call.model = Call.Asks.ONE, choice.source.label, choice.model
    else:
        call.is_sample = not llm.configured()
        call.model = "" if call.is_sample else llm.model_for(purpose_of(call))


def to_ask(call: Call, clocks: llm.Clocks | None = None) -> list[Asked]:
    """In the order in which they are asked, with other clocks if told. May ask the database."""
    if call.is_sample:
        return [Asked(llm.SampleProvider())]
    if call.asks == Call.Asks.OWN:
        own = own_key.source_for(_user_of(call))
        # Another service was not agreed to for this call.
        return [_of(own, call.model, clocks)] if own and own.label == call.provider else []
    if call.asks == Call.Asks.ONE:
        return [_of(choice.source, choice.model, clocks) for choice in choices() if choice.is_asked_by(call)][:1]
    purpose = purpose_of(call)
    return [_of(source, source.model_for(purpose), clocks) for source in llm.sources()]


def first_label() -> str:
    """Who is asked first by a call for anyone; empty when nobody can be."""
    return next((source.label for source in llm.sources()), "")


def purpose_of(call: Call) -> llm.Purpose:
    return _PURPOSE[call.kind]


def _user_of(call: Call) -> int:
    learner = call.attempt or call.hand_in
    assert learner  # noqa: S101  a named constraint of the table
    return Enrollment.objects.values_list("user", flat=True).get(pk=learner.enrollment_id)


def _of(source: llm.Source, model: str, clocks: llm.Clocks | None) -> Asked:
    return Asked(source.with_model(model, clocks=clocks), source.label, model)
