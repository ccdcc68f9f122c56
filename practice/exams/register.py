"""Who sits the exam, and what is kept of it."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from courses.models import Exercise, Lesson

from ..assignment import TaskGone, assignment_of
from ..grading.judge_prompt import fingerprint_of
from ..models import RubricExam
from ..money import ledger
from ..revisions import task_of
from .hall import Candidate, Sat
from .papers import papers_of


def candidates(*, lesson: str = "", stage: int = 0) -> Iterator[Candidate]:
    """Every task of an open lesson that a model may judge."""
    lessons = Lesson.objects.open().select_related("stage").in_order()
    if lesson:
        lessons = lessons.filter(key=lesson)
    if stage:
        lessons = lessons.filter(stage__number=stage)
    for each in lessons.prefetch_related("exercises"):
        for exercise in each.exercises.all():
            if exercise.removed_at is None:
                exercise.lesson = each
                yield from _candidate(exercise)


def keep(sat: Sat, *, judge: str, at: datetime) -> RubricExam:
    """The exam, and what it used in the site's month."""
    with transaction.atomic():
        exam = RubricExam.objects.create(
            exercise=sat.candidate.exercise,
            fingerprint=sat.candidate.fingerprint,
            judge=judge,
            is_passed=sat.is_passed,
            findings=sat.findings,
            asked=len(sat.candidate.papers),
            input_tokens=sat.input,
            output_tokens=sat.output,
            held_at=at,
        )
        spend(sat)
    return exam


def spend(sat: Sat) -> None:
    """Also for an exam that came to no end: the tokens are gone."""
    ledger.spend(sat.input + sat.output)
    sat.input = sat.output = 0


def _candidate(exercise: Exercise) -> Iterator[Candidate]:
    try:
        task, assignment = task_of(exercise), assignment_of(exercise)
    except TaskGone:
        return
    if assignment.is_judged:
        papers = papers_of(task, assignment, safety=exercise.lesson.document.get("safety") or ())
        if papers:
            yield Candidate(exercise, assignment, fingerprint_of(assignment), papers)
