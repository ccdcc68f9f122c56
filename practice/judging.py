"""A judge's answer becomes an Evaluation, in the transaction that ends its call."""

from collections.abc import Sequence
from typing import Any

import structlog

from progress.services import note_task_passed

from . import evaluation
from .assignment import Assignment, TaskGone, assignment_of
from .exams import standings
from .grading import goals
from .models import Call, Evaluation, HandIn
from .talks import transcript
from .talks.conversation import said_in

log = structlog.get_logger(__name__)


def record_verdict(call: Call) -> None:
    """Grade the hand-in of an ended call, or say that its verdict cannot be read. Never a guess, never a pass."""
    hand_in = HandIn.objects.select_related("exercise__lesson", "enrollment__user").get(call=call)
    try:
        marks, findings = _read(call, hand_in)
    except (evaluation.Unreadable, TaskGone) as problem:
        log.warning("verdict_unreadable", call=call.pk, problem=str(problem))
        HandIn.objects.filter(pk=hand_in.pk, status=HandIn.Status.CHECKING).update(status=HandIn.Status.UNREADABLE)
        return
    # Asked again here: a stand-in may have judged, or another judge may have been set since it was handed in.
    judge = standings.judge_name(label=call.provider, model=call.model)
    reason, is_unexamined = standings.reason_to_hold_back(hand_in.exercise, _assignment(hand_in), judge=judge)
    if reason:
        HandIn.objects.filter(pk=hand_in.pk, status=HandIn.Status.CHECKING).update(
            status=HandIn.Status.UNREADABLE, held_back=reason
        )
        return
    grade(hand_in, by=Evaluation.By.MODEL, marks=marks, findings=findings, call=call, is_unexamined=is_unexamined)


def grade(
    hand_in: HandIn,
    *,
    by: str,
    marks: list[evaluation.Mark],
    findings: Sequence[goals.Finding] = (),
    **columns: Any,
) -> Evaluation:
    total = evaluation.total_of(marks) if marks else None
    passed = total >= _assignment(hand_in).pass_mark if total is not None else None
    verdict = Evaluation.objects.create(
        hand_in=hand_in,
        by=by,
        criteria=[mark.as_json() for mark in marks],
        goals=[finding.as_json() for finding in findings],
        total=total,
        is_passed=passed,
        **columns,
    )
    hand_in.status = HandIn.Status.GRADED
    hand_in.save(update_fields=["status"])
    is_overruled = by != Evaluation.By.INSTRUCTOR and hand_in.evaluations.by_instructors().exists()
    if passed is not False and not is_overruled:  # a task without a rubric is passed by handing in
        note_task_passed(enrollment=hand_in.enrollment, exercise=hand_in.exercise)
    return verdict


def _assignment(hand_in: HandIn) -> Assignment:
    """As it was when the work was handed in: a rubric that was published since judges nobody's older work."""
    return assignment_of(hand_in.exercise, revision=hand_in.revision_id)


def _read(call: Call, hand_in: HandIn) -> tuple[list[evaluation.Mark], list[goals.Finding]]:
    """Levels rest on the learner's own words; goals on what anybody said, and unread goals cost no level."""
    if call.status != Call.Status.SUCCEEDED:
        raise evaluation.Unreadable(call.reason or call.status)
    assignment = _assignment(hand_in)
    said = said_in(hand_in, assignment)
    own, everything = (transcript.own_words(said), transcript.all_words(said)) if said else (hand_in.text, hand_in.text)
    marks = evaluation.marks_from_judge(call.text, rubric=assignment.rubric, text=own)
    given = evaluation.parsed(call.text).get(goals.KEY)
    return marks, goals.from_judge(given, goals=assignment.goals, conversation=everything)
