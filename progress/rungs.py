"""The ladder as a page shows it: what is reached, and what is missing to the next rung. Delay is never ranked."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import ladder
from .learner_plan import LearnerPlan
from .models import Award


@dataclass(frozen=True)
class Step:
    """`left` lessons are missing; `planned` days is what the plan gives a rung, where it gives it any."""

    label: str
    award: Award | None
    left: int
    planned: int | None = None


def steps(plan: LearnerPlan, awards: Sequence[Award]) -> list[Step]:
    """The rungs from the bottom up. 天才 is shown to whoever reached it and promised to nobody."""
    by_rung = {award.rung: award for award in awards}
    found = []
    for rung in Award.Rung:
        award = by_rung.get(rung.value)
        if award is None and rung == Award.Rung.PRODIGY:
            continue
        planned = plan.days_of(ladder.AI_KID_STAGES) if rung == Award.Rung.AI_KID else None
        found.append(Step(str(rung.label), award, 0 if award else _left(plan, rung), planned))
    return found


def _left(plan: LearnerPlan, rung: Award.Rung) -> int:
    done = len(plan.finished_keys)
    share = ladder.SHARES.get(ladder.Rung(rung.value))
    if share:
        return ladder.needed(share, len(plan.lessons)) - done
    stages = ladder.AI_KID_STAGES if rung == Award.Rung.AI_KID else {lesson.stage_number for lesson in plan.lessons}
    return sum(lesson.done_on is None for lesson in plan.lessons if lesson.stage_number in stages)
