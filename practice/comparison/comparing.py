"""Running the two sides of a comparison, and voting for one of them. Keyword-only, harmless twice."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Exercise
from progress.models import Enrollment

from .. import llm, services
from ..assignment import assignment_of
from ..models import Attempt, HandIn, Run
from ..money import ledger
from ..providers import own_key
from ..providers.whom import Choice, choices
from .run import SIDES


class Half(NamedTuple):
    """What one side sends, and to whom; without a choice it goes where everything goes."""

    text: str
    choice: Choice | None = None


class Started(NamedTuple):
    run: Run
    is_new: bool


def run_both(
    *, enrollment: Enrollment, exercise: Exercise, halves: Mapping[str, Half], key: str, is_blind: bool = False
) -> Started:
    """Both sides or none. The same key again gives the same run.

    Raises Conflict, ValidationError and quota.Exceeded like `submit_attempt`.
    """
    with transaction.atomic():
        ledger.hold(enrollment)
        # Whoever holds the learner's row is alone: of two presses at one moment the second finds the first's run.
        if earlier := Run.objects.filter(enrollment=enrollment, key=key).first():
            _refuse_other_words(earlier, exercise, halves)
            return Started(earlier, is_new=False)
        _refuse_what_does_not_fit(enrollment, exercise, halves)
        run = Run(enrollment=enrollment, exercise=exercise, key=key, is_blind=is_blind)
        run.shuffle()
        run.save()
        # In the order of the page: numbers of attempts stand in it, and the smaller one must not give a side away.
        for side in run.order:
            _send(run, side, halves[side], key=key)
    return Started(run, is_new=True)


def run_again(*, run: Run, side: str, key: str) -> services.Submitted:
    """One side once more, because it came to no good end. It takes the other one's place."""
    with transaction.atomic():
        ledger.hold(run.enrollment)
        if earlier := Attempt.objects.filter(enrollment=run.enrollment, key=_key_of(key, side)).first():
            return services.Submitted(earlier, is_new=False)
        latest = attempts_of(run).get(side)
        if latest is None or not latest.call.is_over or latest.call.status == latest.call.Status.SUCCEEDED:
            raise ValidationError(_("这一边已经在回答，或者已经答完了。"))
        return _send(run, side, Half(latest.text, _choice_of(latest)), key=key)


def vote(*, run: Run, vote: str, reason: str, at: datetime) -> None:
    """The first vote of a blind run reveals it. An empty vote takes an earlier one back."""
    _refuse_when_handed_in(run)
    if vote and any(not (sent := attempts_of(run).get(side)) or not sent.call.is_over for side in SIDES):
        raise ValidationError(_("等两边都答完再投。"))
    if (run.vote, run.reason) == (vote, reason):
        return
    run.is_blind_vote = bool(vote) and (run.is_hidden or (run.is_blind_vote and run.vote == vote))
    run.vote, run.reason, run.voted_at = vote, reason if vote else "", at if vote else None
    run.revealed_at = run.revealed_at or (at if vote and run.is_blind else None)
    run.save()


def reveal(*, run: Run, at: datetime) -> None:
    if run.is_hidden:
        run.revealed_at = at
        run.save(update_fields=["revealed_at"])


def attempts_of(run: Run) -> dict[str, Attempt]:
    """The newest of each side."""
    sent = Attempt.objects.filter(group=run.group, enrollment=run.enrollment_id).exclude(side="").order_by("pk")
    return {attempt.side: attempt for attempt in sent.select_related("call", "exercise__lesson")}


def _send(run: Run, side: str, half: Half, *, key: str) -> services.Submitted:
    return services.submit_attempt(
        enrollment=run.enrollment,
        exercise=run.exercise,
        text=half.text,
        key=_key_of(key, side),
        side=side,
        group=run.group,
        choice=half.choice,
    )


def _key_of(key: str, side: str) -> str:
    return sha256(f"{side} {key}".encode()).hexdigest()


def _choice_of(attempt: Attempt) -> Choice | None:
    """Whoever was chosen is asked again, and nobody else."""
    call = attempt.call
    if call.asks == call.Asks.ANYONE:
        return None
    found = [choice for choice in choices(own_key.source_for(attempt.enrollment.user_id)) if choice.is_asked_by(call)]
    if not found:
        raise ValidationError(_("选的那个模型现在不能用了，换一个模型重新运行。"))
    return found[0]


def _refuse_other_words(run: Run, exercise: Exercise, halves: Mapping[str, Half]) -> None:
    first = {attempt.side: attempt for attempt in Attempt.objects.filter(group=run.group).order_by("-pk")}
    if run.exercise_id != exercise.pk or {side: first[side].text for side in SIDES} != {
        side: half.text for side, half in halves.items()
    }:
        raise services.Conflict


def _refuse_what_does_not_fit(enrollment: Enrollment, exercise: Exercise, halves: Mapping[str, Half]) -> None:
    """In words about both sides; each reserves for itself all the same."""
    if not llm.configured() or own_key.source_for(enrollment.user_id):
        return
    system = llm.estimate(assignment_of(exercise).system)
    tokens = sum(system + llm.estimate(half.text) + ledger.RESERVED_REPLY for half in halves.values())
    if refusal := ledger.standing_of(enrollment, exercise.lesson).refusal_of_a_pair(tokens):
        raise refusal


def _refuse_when_handed_in(run: Run) -> None:
    after = HandIn.objects.filter(enrollment=run.enrollment_id, exercise=run.exercise_id, created_at__gt=run.created_at)
    if after.exclude(status=HandIn.Status.REFUSED).exists():
        raise ValidationError(_("笔记已经交上去了，这一次的票不能再改。"))
