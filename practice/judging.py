"""A judge's answer becomes an Evaluation, in the transaction that ends its call."""

import structlog

from progress.services import note_task_passed

from . import evaluation
from .assignment import Assignment, TaskGone, assignment_of
from .models import Call, Evaluation, HandIn

log = structlog.get_logger(__name__)


def record_verdict(call: Call) -> None:
    """Grade the hand-in of an ended call, or say that its verdict cannot be read. Never a guess, never a pass."""
    hand_in = HandIn.objects.select_related("exercise__lesson", "enrollment__user").get(call=call)
    try:
        marks = _marks(call, hand_in)
    except (evaluation.Unreadable, TaskGone) as problem:
        log.warning("verdict_unreadable", call=call.pk, problem=str(problem))
        HandIn.objects.filter(pk=hand_in.pk, status=HandIn.Status.CHECKING).update(status=HandIn.Status.UNREADABLE)
        return
    grade(hand_in, by=Evaluation.By.MODEL, marks=marks, call=call)


def grade(hand_in: HandIn, *, by: str, marks: list[evaluation.Mark], call: Call | None = None) -> Evaluation:
    total = evaluation.total_of(marks) if marks else None
    passed = total >= _assignment(hand_in).pass_mark if total is not None else None
    verdict = Evaluation.objects.create(
        hand_in=hand_in,
        by=by,
        criteria=[mark.as_json() for mark in marks],
        total=total,
        is_passed=passed,
        call=call,
    )
    hand_in.status = HandIn.Status.GRADED
    hand_in.save(update_fields=["status"])
    if passed is not False:  # a task without a rubric is passed by handing in
        note_task_passed(enrollment=hand_in.enrollment, exercise=hand_in.exercise)
    return verdict


def _assignment(hand_in: HandIn) -> Assignment:
    """As it was when the work was handed in: a rubric that was published since judges nobody's older work."""
    return assignment_of(hand_in.exercise, revision=hand_in.revision_id)


def _marks(call: Call, hand_in: HandIn) -> list[evaluation.Mark]:
    if call.status != Call.Status.SUCCEEDED:
        raise evaluation.Unreadable(call.reason or call.status)
    rubric = _assignment(hand_in).rubric
    return evaluation.marks_from_judge(call.text, rubric=rubric, text=hand_in.text)
