"""Whom a call asks: written on its row when it is queued, found again when it runs.

A call for anyone goes to the site's first source, and to a stand-in when that one cannot be reached. A call for one
source was chosen by name and never goes to another: what is compared must be what was picked.
"""

from dataclasses import dataclass
from hashlib import sha256

from . import llm
from .models import Call

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


def choices() -> list[Choice]:
    """The text models the site may ask, by the names that were set down for them."""
    found: dict[tuple[str, str], Choice] = {}
    for source in llm.sources():
        for model in dict.fromkeys((source.answer, source.judge or source.answer)):
            found.setdefault((source.label, model), Choice(source, model))
    return list(found.values())


def bind(call: Call, *, choice: Choice | None = None) -> None:
    """Write on an unsaved call whom it asks."""
    if choice:
        call.asks, call.provider, call.model = Call.Asks.ONE, choice.source.label, choice.model
    else:
        call.is_sample = not llm.configured()
        call.model = "" if call.is_sample else llm.model_for(purpose_of(call))


def to_ask(call: Call, clocks: llm.Clocks | None = None) -> list[Asked]:
    """In the order in which they are asked, with other clocks if told. May ask the database."""
    if call.is_sample:
        return [Asked(llm.SampleProvider())]
    if call.asks == Call.Asks.ONE:
        return [_of(choice.source, choice.model, clocks) for choice in choices() if choice.is_asked_by(call)][:1]
    purpose = purpose_of(call)
    return [_of(source, source.model_for(purpose), clocks) for source in llm.sources()]


def first_label() -> str:
    """Who is asked first by a call for anyone; empty when nobody can be."""
    return next((source.label for source in llm.sources()), "")


def purpose_of(call: Call) -> llm.Purpose:
    return _PURPOSE[call.kind]


def _of(source: llm.Source, model: str, clocks: llm.Clocks | None) -> Asked:
    return Asked(source.with_model(model, clocks=clocks), source.label, model)
