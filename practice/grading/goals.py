"""What a role-play is worth reaching: told reached or not after the hand-in, never in points. No database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from ..assignment import Goal
from . import quotes

KEY = "goals"  # its place in a judge's answer, beside the numbered criteria


class JudgedGoal(BaseModel):
    model_config = ConfigDict(strict=True)

    reached: bool
    quote: str


@dataclass(frozen=True)
class Finding:
    """`is_reached` is None where nobody said so that it could be read."""

    goal: Goal
    is_reached: bool | None
    quote: str = ""

    def as_json(self) -> dict:
        """What an Evaluation keeps: the finding with the words it was made against."""
        return {"id": self.goal.id, "text": self.goal.text, "reached": self.is_reached, "quote": self.quote}


def from_judge(given: object, *, goals: Sequence[Goal], conversation: str) -> list[Finding]:
    """`given` is what stands under KEY: {"1": {"reached", "quote"}, …}. What cannot be read costs nothing else."""
    rows = given if isinstance(given, Mapping) else {}
    return [_finding(goal, rows.get(str(number)), conversation) for number, goal in enumerate(goals, start=1)]


def from_learner(reached: Collection[str], *, goals: Sequence[Goal]) -> list[Finding]:
    return [Finding(goal, goal.id in reached) for goal in goals]


def _finding(goal: Goal, given: object, conversation: str) -> Finding:
    try:
        judged = JudgedGoal.model_validate(given)
    except ValidationError:
        return Finding(goal, None)
    quote = judged.quote.strip()
    is_found = quotes.place_of(quote, conversation) is not None
    # Reached without words that show it is a guess; so is a quote that nobody said.
    if not is_found and (quote or judged.reached):
        return Finding(goal, None)
    return Finding(goal, judged.reached, quote)
