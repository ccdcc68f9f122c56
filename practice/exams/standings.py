"""How a rubric stands with a judge, and what follows for a hand-in."""

from courses.models import Exercise

from .. import llm
from ..assignment import Assignment
from ..grading.judge_prompt import fingerprint_of
from ..models import RubricExam
from ..providers import own_key
from .exam_rule import Sat, Standing, held_back, standing


def judge_name(*, label: str, model: str) -> str:
    return f"{label} · {model}"


def judge_now() -> str:
    """Who judges first; empty on a site without a model."""
    return next((judge_name(label=each.label, model=each.model_for("judge")) for each in llm.sources()), "")


def judge_of(user_id: int) -> str:
    """Who judges what this learner hands in: the model behind a key of their own, else the site's."""
    own = own_key.source_for(user_id)
    return judge_name(label=own.label, model=own.answer) if own else judge_now()


def standing_of(exercise: Exercise, assignment: Assignment, *, judge: str) -> Standing:
    exams = RubricExam.objects.filter(exercise=exercise).order_by("-pk")
    facts = (Sat(*row) for row in exams.values_list("fingerprint", "judge", "is_passed"))
    return standing(facts, fingerprint=fingerprint_of(assignment), judge=judge)


def is_any_held() -> bool:
    return RubricExam.objects.exists()


def is_recheck_due() -> bool:
    """Exams were held, and none with the judge of today."""
    judge = judge_now()
    return bool(judge) and is_any_held() and not RubricExam.objects.filter(judge=judge).exists()


def reason_to_hold_back(exercise: Exercise, assignment: Assignment, *, judge: str) -> tuple[str, bool]:
    """Why this judge may not grade by this rubric, and whether it grades although nothing is known of it."""
    found = standing_of(exercise, assignment, judge=judge)
    if found == Standing.PASSED:
        return "", False
    reason = held_back(found, is_any_held=is_any_held())
    return reason, not reason
