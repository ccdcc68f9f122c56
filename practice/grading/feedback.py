"""One verdict as a learner reads it: the total, the row that would help most, their own words with the marks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from ..desk import second_looks
from ..lab.reasons import Words, words_for_judging
from ..models import Evaluation, HandIn, SecondLook
from ..proof import proofs
from . import marking

_SHARE = {"full": 1.0, "half": 0.5, "zero": 0.0}


@dataclass(frozen=True)
class Row:
    """A rubric row with its verdict. `start`, `width` and `reached` are per cent of the bar above the rows."""

    number: int
    criterion: str
    level: str
    points: Decimal
    weight: int
    quote: str
    advice: str
    start: float
    width: float

    @property
    def reached(self) -> float:
        return self.width * _SHARE[self.level]

    @property
    def missing(self) -> Decimal:
        return self.weight - self.points


@dataclass(frozen=True)
class Verdict:
    evaluation: Evaluation

    @cached_property
    def rows(self) -> list[Row]:
        return rows_of(self.evaluation.criteria)


@dataclass(frozen=True)
class Feedback:
    hand_in: HandIn
    verdict: Evaluation | None
    pass_mark: int
    # As it stood when the work was handed in; empty when nobody can read it any more.
    task: dict[str, Any] = field(default_factory=dict)
    is_rubric_changed: bool = False

    @cached_property
    def evidence(self) -> proofs.Shown:
        if not proofs.takes_any(self.task):  # the database is not asked in vain
            return proofs.Shown(())
        return proofs.shown(self.hand_in, lines=self.task.get("self_check") or ())

    @property
    def second_look(self) -> SecondLook | None:
        return getattr(self.hand_in, "second_look", None)

    @property
    def may_ask_again(self) -> bool:
        return self.second_look is None and second_looks.may_ask(self.hand_in, self.verdict)

    @cached_property
    def overruled(self) -> list[Verdict]:
        """What was said before the instructor's word, newest first: history is kept and shown."""
        if self.verdict is None or self.verdict.by != Evaluation.By.INSTRUCTOR:
            return []
        earlier = self.hand_in.evaluations.exclude(pk=self.verdict.pk).order_by("-pk")
        return [Verdict(evaluation) for evaluation in earlier]

    @property
    def is_waiting_for_a_judge(self) -> bool:
        return self.hand_in.status == HandIn.Status.CHECKING and getattr(self.hand_in, "call", None) is not None

    @property
    def is_waiting_for_the_learner(self) -> bool:
        """No model judges it, or the model's verdict could not be read: the learner does."""
        if self.hand_in.status == HandIn.Status.CHECKING:
            return not self.is_waiting_for_a_judge
        return self.hand_in.status == HandIn.Status.UNREADABLE

    @property
    def fault(self) -> Words | None:
        """Why there is no verdict, when it was not the judge's words that could not be read."""
        call = getattr(self.hand_in, "call", None)
        return words_for_judging(call) if call else None

    @property
    def failed_checks(self) -> list[dict]:
        return [check for check in self.hand_in.checks if not check["ok"]]

    @cached_property
    def rows(self) -> list[Row]:
        return rows_of(self.verdict.criteria if self.verdict else [])

    @cached_property
    def passages(self) -> list[marking.Passage]:
        return marking.passages(self.hand_in.text, self.verdict.criteria if self.verdict else [])

    @property
    def is_marked(self) -> bool:
        return any(passage.level for passage in self.passages)

    @property
    def next_step(self) -> Row | None:
        """The row with most to gain, while the pass line is not reached."""
        if self.verdict is None or self.verdict.is_passed:
            return None
        return max(self.rows, key=lambda row: row.missing, default=None)

    @property
    def next_step_is_enough(self) -> bool:
        step, total = self.next_step, self.verdict.total if self.verdict else None
        return step is not None and total is not None and total + step.missing >= self.pass_mark


def rows_of(criteria: Sequence[dict]) -> list[Row]:
    rows, start = [], 0.0
    whole = sum(row["weight"] for row in criteria) or 1
    for number, row in enumerate(criteria, start=1):
        width = 100 * row["weight"] / whole
        rows.append(
            Row(
                number=number,
                criterion=row["criterion"],
                level=row["level"],
                points=Decimal(str(row["points"])),
                weight=row["weight"],
                quote=row.get("quote") or "",
                advice=row.get("advice") or "",
                start=round(start, 3),
                width=round(width, 3),
            )
        )
        start += width
    return rows
