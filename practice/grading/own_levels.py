"""Learners grade their own work, by the rubric it was handed in for."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Exercise
from progress.models import Enrollment

from .. import judging
from ..assignment import Assignment, TaskGone, assignment_of
from ..evaluation import Level, marks_from_learner
from ..models import Evaluation, HandIn
from . import goals


class OwnVerdict(NamedTuple):
    """Criterion id to level, and the ids of the goals they say they reached."""

    levels: Mapping[str, Level]
    goals: Collection[str] = ()


def grade(hand_in: HandIn, *, own: OwnVerdict, assignment: Assignment) -> None:
    judging.grade(
        hand_in,
        by=Evaluation.By.SELF,
        marks=marks_from_learner(own.levels, rubric=assignment.rubric),
        findings=goals.from_learner(own.goals, goals=assignment.goals),
    )


def grade_what_waits(
    *, enrollment: Enrollment, exercise: Exercise, own: OwnVerdict, waiting: HandIn | None = None
) -> tuple[HandIn, bool] | None:
    """The hand-in `waiting`, or the newest that waits, and True; one this verdict graded before, and False.

    None when nothing waits. Raises ValidationError when the levels are not those of its rubric, or when `waiting`
    was graded otherwise.
    """
    mine = HandIn.objects.filter(enrollment=enrollment, exercise=exercise).select_related("exercise__lesson")
    if waiting:
        mine = mine.filter(pk=waiting.pk)
    with transaction.atomic():
        # One at a time: a second press finds it graded.
        Enrollment.objects.select_for_update().get(pk=enrollment.pk)
        if found := mine.waiting_for_the_learner().order_by("-pk").first():
            assignment = _assignment_then(found)
            refuse_incomplete(own.levels, assignment)
            grade(found, own=own, assignment=assignment)
            return found, True
    latest = mine.order_by("-pk").first()
    if latest and _was_graded_so(latest, own):
        return latest, False
    if waiting:
        raise ValidationError(_("这一份已经评过了。刷新页面，就能看到结果。"))
    return None


def refuse_incomplete(levels: Mapping[str, Level], assignment: Assignment) -> None:
    ids = [row.id for row in assignment.rubric]
    problems = {f"level-{id}": _("还没有给这一条打分。") for id in ids if id not in levels}
    problems |= {f"level-{id}": _("评分表里没有这一条。") for id in levels if id not in ids}
    if problems:
        raise ValidationError(problems)


def _assignment_then(hand_in: HandIn) -> Assignment:
    try:
        return assignment_of(hand_in.exercise, revision=hand_in.revision_id)
    except TaskGone as gone:
        raise ValidationError(_("这道练习已经不在课里，不再评分。你交的内容留着。")) from gone


def _was_graded_so(handed: HandIn, own: OwnVerdict) -> bool:
    verdict = handed.evaluations.filter(by=Evaluation.By.SELF).last()
    return bool(
        verdict
        and {row["id"]: row["level"] for row in verdict.criteria} == dict(own.levels)
        and {goal["id"] for goal in verdict.goals if goal["reached"]} == set(own.goals)
    )
