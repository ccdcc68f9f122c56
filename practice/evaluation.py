"""From a judge's answer, or a learner's own ticks, to points. No database, no clock.

The judge says a level for each numbered criterion and quotes the learner; sums are never its business.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, RootModel, ValidationError

from .assignment import Criterion
from .grading import goals, quotes

Level = Literal["full", "half", "zero"]
LONGEST_ADVICE = 1000  # characters


class Unreadable(Exception):
    """The answer cannot be taken for a verdict; the text says what is wrong with it."""


class JudgedLevel(BaseModel):
    level: Level
    quote: str
    advice: str


class JudgeAnswer(RootModel[dict[str, JudgedLevel]]):
    """{"1": {"level", "quote", "advice"}, "2": …}: criteria by their number, from 1."""


@dataclass(frozen=True)
class Mark:
    criterion: Criterion
    level: Level
    quote: str = ""
    advice: str = ""

    @property
    def points(self) -> Decimal:
        share = {"full": Decimal(1), "half": Decimal("0.5"), "zero": Decimal(0)}
        return self.criterion.weight * share[self.level]

    def as_json(self) -> dict:
        """What an Evaluation keeps: the verdict with the words it was made against."""
        return {
            "id": self.criterion.id,
            "criterion": self.criterion.criterion,
            "weight": self.criterion.weight,
            "level": self.level,
            "points": plain(self.points),
            "quote": self.quote,
            "advice": self.advice,
        }


def marks_from_judge(answer: str, *, rubric: Sequence[Criterion], text: str) -> list[Mark]:
    """Every criterion has to be there, and every level above zero with words the learner really wrote."""
    levels = _levels(answer)
    if levels.keys() != {str(number) for number in range(1, len(rubric) + 1)}:
        raise Unreadable(f"criteria {sorted(levels)} of {len(rubric)}")
    marks = []
    for number, criterion in enumerate(rubric, start=1):
        judged = levels[str(number)]
        quote = judged.quote.strip()
        if quotes.place_of(quote, text) is None and (quote or judged.level != "zero"):
            raise Unreadable(f"criterion {number}: the quote is not in the text")
        marks.append(Mark(criterion, judged.level, quote, judged.advice.strip()[:LONGEST_ADVICE]))
    return marks


def marks_from_learner(levels: Mapping[str, Level], *, rubric: Sequence[Criterion]) -> list[Mark]:
    return [Mark(criterion, levels[criterion.id]) for criterion in rubric]


def total_of(marks: Sequence[Mark]) -> Decimal:
    return sum((mark.points for mark in marks), Decimal(0))


def plain(points: Decimal) -> int | float:
    """25 rather than 25.0, and 12.5 as it is."""
    return int(points) if points == int(points) else float(points)


def parsed(answer: str) -> dict[str, object]:
    """The names of the answer's object. A value in which a name stands twice is None: nobody knows which one counts."""
    start, end = answer.find("{"), answer.rfind("}")  # models like to wrap JSON in a fence or a sentence
    try:
        rows = json.loads(answer[start : end + 1], object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as broken:
        raise Unreadable("not the agreed JSON") from broken
    if not isinstance(rows, dict):
        raise Unreadable("not the agreed JSON")
    return rows


def _levels(answer: str) -> dict[str, JudgedLevel]:
    rows = {name: row for name, row in parsed(answer).items() if name != goals.KEY}
    try:
        return JudgeAnswer.model_validate(rows).root
    except ValidationError as broken:
        raise Unreadable("not the agreed JSON") from broken


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object] | None:
    return None if len({name for name, _ in pairs}) != len(pairs) else dict(pairs)
