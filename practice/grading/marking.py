"""Where in the learner's own words each verdict found what it names. The words are never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import quotes

FULL, HALF, ZERO = "full", "half", "zero"


@dataclass(frozen=True)
class Found:
    number: int  # of the rubric row, from 1
    level: str


@dataclass(frozen=True)
class Passage:
    """A stretch of the text under the same marks. `ends` are the marks whose quote ends here."""

    text: str
    marks: tuple[Found, ...] = ()
    ends: tuple[Found, ...] = ()

    @property
    def level(self) -> str:
        """Where quotes overlap, the better verdict is drawn; both numbers stand at their ends."""
        levels = {mark.level for mark in self.marks}
        return FULL if FULL in levels else HALF if HALF in levels else ""


def passages(text: str, criteria: Sequence[dict]) -> list[Passage]:
    """The whole text, cut where a quote begins or ends; joined again it is the text, letter by letter."""
    places = _places(text, criteria)
    cuts = sorted({0, len(text), *(start for start, _, _ in places), *(end for _, end, _ in places)})
    return [
        Passage(
            text=text[start:end],
            marks=tuple(mark for first, last, mark in places if first <= start and end <= last),
            ends=tuple(mark for _, last, mark in places if last == end),
        )
        for start, end in pairwise(cuts)
    ]


def _places(text: str, criteria: Sequence[dict]) -> list[tuple[int, int, Found]]:
    found = []
    for number, row in enumerate(criteria, start=1):
        place = quotes.place_of(row.get("quote") or "", text) if row["level"] != ZERO else None
        if place:
            found.append((*place, Found(number, row["level"])))
    return found
