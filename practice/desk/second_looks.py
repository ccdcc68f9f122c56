"""A learner asks for a second look, a person answers. Keyword-only, harmless twice."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from progress.services import forget_task_pass

from .. import judging
from ..evaluation import Mark
from ..models import Evaluation, HandIn, SecondLook


class Refused(Exception):
    """It is too late, or there is nothing to look at again."""


class SomebodyWasFirst(Exception):
    """Another instructor's verdict was kept since this one began; nothing of either is lost."""

    def __init__(self, verdict: Evaluation):
        super().__init__(str(verdict))
        self.verdict = verdict


def may_ask(hand_in: HandIn, verdict: Evaluation | None) -> bool:
    """`verdict` is the one that counts. Own levels are one's own opinion, but for work no model can see."""
    if hand_in.status != HandIn.Status.GRADED or verdict is None or verdict.total is None:
        return False
    if verdict.by == Evaluation.By.SELF:
        return hand_in.exercise.mode in HandIn.SHOWN_TO_PEOPLE
    return verdict.by == Evaluation.By.MODEL


def ask(*, hand_in: HandIn, reason: str, at: datetime) -> SecondLook:
    """Raises Refused."""
    with transaction.atomic():
        held = _held(hand_in)
        if earlier := SecondLook.objects.filter(hand_in=held).first():
            return earlier
        if not may_ask(held, held.evaluations.counting_first().first()):
            raise Refused
        return SecondLook.objects.create(hand_in=held, reason=reason, asked_at=at)


def withdraw(*, hand_in: HandIn) -> None:
    """Raises Refused when somebody is reading it already."""
    mine = SecondLook.objects.filter(hand_in=hand_in)
    if not mine.untouched().delete()[0] and mine.exists():
        raise Refused


def take(*, hand_in: HandIn, by: User, at: datetime) -> bool:
    """The update is the lock: of two who take it, one sees True."""
    waiting = SecondLook.objects.waiting().filter(hand_in=hand_in)
    return bool(waiting.filter(taken_at=None).update(taken_by=by, taken_at=at)) or waiting.filter(taken_by=by).exists()


def put_back(*, hand_in: HandIn, by: User) -> None:
    SecondLook.objects.waiting().filter(hand_in=hand_in, taken_by=by).update(taken_by=None, taken_at=None)


def answer(
    *, hand_in: HandIn, by: User, marks: Sequence[Mark], words: str, at: datetime, after: int | None
) -> Evaluation:
    """An instructor's verdict, asked for or not. `after` is the newest one of an instructor that `by` has seen.

    A mistaken verdict is undone by another; all are kept. Raises SomebodyWasFirst.
    """
    with transaction.atomic():
        held = _held(hand_in)
        newest = held.evaluations.by_instructors().last()
        if newest and newest.pk != after:
            if _is_the_same(newest, by=by, marks=marks, words=words):
                return newest
            raise SomebodyWasFirst(newest)
        verdict = judging.grade(held, by=Evaluation.By.INSTRUCTOR, marks=list(marks), judge=by, words=words)
        SecondLook.objects.waiting().filter(hand_in=held).update(answered_at=at)
        if verdict.is_passed is False and not HandIn.objects.passing().filter(**_beside(held)).exists():
            forget_task_pass(enrollment=held.enrollment, exercise=held.exercise)
    return verdict


def note_seen(*, hand_in: HandIn, at: datetime) -> None:
    """Its learner has opened what an instructor said."""
    unseen = Evaluation.objects.unseen().filter(hand_in=hand_in)
    if unseen.exists():  # a page that is only read writes nothing
        unseen.update(seen_at=at)


def _held(hand_in: HandIn) -> HandIn:
    rooms = ("exercise__lesson", "enrollment__user")
    return HandIn.objects.select_related(*rooms).select_for_update(of=("self",)).get(pk=hand_in.pk)


def _is_the_same(verdict: Evaluation, *, by: User, marks: Sequence[Mark], words: str) -> bool:
    return (verdict.judge_id, verdict.words, verdict.criteria) == (by.pk, words, [mark.as_json() for mark in marks])


def _beside(hand_in: HandIn) -> dict[str, object]:
    return {"enrollment": hand_in.enrollment_id, "exercise": hand_in.exercise_id}
