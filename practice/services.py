"""What a learner can do here. Keyword-only, harmless twice."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Exercise, LessonRevision
from progress.models import Enrollment

from . import asking, calls, tasks
from .assignment import Assignment, assignment_of
from .evaluation import Level
from .exams import standings
from .grading import checks, own_levels
from .grading.own_levels import OwnVerdict
from .images import image_tasks
from .models import Attempt, Call, HandIn
from .money import ledger, quota
from .proof import proofs
from .proof.proofs import Proofs
from .providers import whom
from .talks.conversation import LONGEST_CHAIN, chain_to


class Conflict(Exception):
    """This key was used before, for something else."""


class Submitted(NamedTuple):
    attempt: Attempt
    is_new: bool


class HandedIn(NamedTuple):
    hand_in: HandIn
    is_new: bool


def submit_attempt(
    *,
    enrollment: Enrollment,
    exercise: Exercise,
    text: str,
    key: str,
    parent: Attempt | None = None,
    side: str = "",
    group: UUID | None = None,
    choice: whom.Choice | None = None,
    instead: Attempt | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Submitted:
    """Keep the prompt and ring for its answer. The same key again gives the same attempt.

    Said `instead` of an earlier attempt it begins another branch in that one's place; both stay.
    `settings` is what a picture is asked for with: size, count, seed.
    Raises Conflict when the key was used for another prompt, ValidationError when it cannot be sent,
    quota.Exceeded when no allowance is left for it.
    """
    if instead:
        parent, group = instead.parent, instead.group
    offer = image_tasks.offer_of(exercise)
    asked = {"exercise": exercise, "text": text, "parent": parent, "side": side}
    asked["settings"] = image_tasks.settings_from(settings or {}, offer=offer) if offer else {}
    if earlier := Attempt.objects.filter(enrollment=enrollment, key=key).first():
        return Submitted(_same(earlier, asked), is_new=False)
    if offer is None or parent:
        _refuse_unsendable(exercise, enrollment, parent, instead)
    try:
        with transaction.atomic():
            ledger.hold(enrollment)
            attempt = Attempt(enrollment=enrollment, key=key, revision=_published(exercise), **asked)
            if group := parent.group if parent else group:
                attempt.group = group
            attempt.save()
            kind = Call.Kind.IMAGE if offer else Call.Kind.ANSWER
            _queue(Call(kind=kind, attempt=attempt), enrollment, exercise, choice)
    except IntegrityError:
        # Two presses at the same moment: the other one was first.
        return Submitted(_same(Attempt.objects.get(enrollment=enrollment, key=key), asked), is_new=False)
    return Submitted(attempt, is_new=True)


def cancel_attempt(*, attempt: Attempt) -> None:
    calls.request_cancel(attempt.call.pk, at=timezone.now())


def hand_in(
    *,
    enrollment: Enrollment,
    exercise: Exercise,
    key: str,
    text: str = "",
    attempt: Attempt | None = None,
    levels: Mapping[str, Level] | None = None,
    evidence: Proofs = proofs.NONE,
    reached: Collection[str] = (),
    waiting: HandIn | None = None,
) -> HandedIn:
    """Have work judged: checks first, then one judge, or the learner's own `levels` (criterion id to level).

    Levels alone grade what already waits for them: the hand-in `waiting`, or the latest. `reached` are the goals
    that the learner ticks beside the levels. Raises Conflict and ValidationError like `submit_attempt`.
    """
    own = OwnVerdict(levels, reached) if levels else None
    if own and not text and not attempt and (graded := _grade_what_waits(enrollment, exercise, own, waiting)):
        return graded
    assignment = assignment_of(exercise)
    turns = _learner_turns(attempt, assignment) if attempt else None
    judged = "\n\n".join(turns) if turns else text
    if earlier := HandIn.objects.filter(enrollment=enrollment, key=key).first():
        return HandedIn(_same_hand_in(earlier, exercise, attempt, judged, evidence), is_new=False)
    if own:
        own_levels.refuse_incomplete(own.levels, assignment)
    elif not judged and not evidence:
        raise ValidationError({"text": proofs.needed(assignment.evidence)})
    return _hand_in_new(enrollment, exercise, key, attempt, judged, turns, own, evidence)


def grade_own(
    *,
    enrollment: Enrollment,
    exercise: Exercise,
    levels: Mapping[str, Level],
    reached: Collection[str] = (),
    waiting: HandIn | None = None,
) -> HandedIn:
    """What waits for its learner, although the task has left its lesson meanwhile. Raises ValidationError."""
    own = OwnVerdict(levels, reached)
    if levels and (graded := _grade_what_waits(enrollment, exercise, own, waiting)):
        return graded
    raise ValidationError(_("这道练习现在不收新的内容。已经交的都留着。"))


def _grade_what_waits(
    enrollment: Enrollment, exercise: Exercise, own: OwnVerdict, waiting: HandIn | None
) -> HandedIn | None:
    graded = own_levels.grade_what_waits(enrollment=enrollment, exercise=exercise, own=own, waiting=waiting)
    return HandedIn(*graded) if graded else None


def _hand_in_new(
    enrollment: Enrollment,
    exercise: Exercise,
    key: str,
    attempt: Attempt | None,
    text: str,
    turns: list[str] | None,
    own: OwnVerdict | None,
    evidence: Proofs,
) -> HandedIn:
    assignment = assignment_of(exercise)
    try:
        with transaction.atomic():
            ledger.hold(enrollment)
            handed = HandIn.objects.create(
                enrollment=enrollment,
                exercise=exercise,
                revision=_published(exercise),
                key=key,
                attempt=attempt,
                text=text,
                checks=_checked(assignment, text, turns, evidence, is_levels_alone=own is not None and not text),
            )
            proofs.attach(evidence, to=handed)
            _decide(handed, assignment, own)
    except IntegrityError:
        earlier = HandIn.objects.get(enrollment=enrollment, key=key)
        return HandedIn(_same_hand_in(earlier, exercise, attempt, text, evidence), is_new=False)
    return HandedIn(handed, is_new=True)


def _checked(
    assignment: Assignment, text: str, turns: list[str] | None, evidence: Proofs, *, is_levels_alone: bool
) -> list[dict]:
    gates = proofs.gates(assignment, evidence)
    if is_levels_alone:  # no text was handed in that could be checked
        return gates
    return [*checks.run(assignment.checks, text=text, turns=len(turns) if turns else None), *gates]


def _decide(handed: HandIn, assignment: Assignment, own: OwnVerdict | None) -> None:
    if not all(check["ok"] for check in handed.checks):
        handed.status = HandIn.Status.REFUSED
        handed.save(update_fields=["status"])
    elif own or not assignment.rubric:
        own_levels.grade(handed, own=own or OwnVerdict({}), assignment=assignment)
    elif assignment.is_judged and whom.can_ask(handed.enrollment.user_id):
        _ask_judge(handed, assignment)
    # Otherwise it waits for the learner's own levels: no model can or may grade it.


def _ask_judge(handed: HandIn, assignment: Assignment) -> None:
    """Without an allowance for it, or with a rubric that may not grade, the work is kept and waits for own levels."""
    judge = standings.judge_of(handed.enrollment.user_id)
    handed.held_back, _is_unexamined = standings.reason_to_hold_back(handed.exercise, assignment, judge=judge)
    if handed.held_back:
        handed.save(update_fields=["held_back"])
        return
    try:
        _queue(Call(kind=Call.Kind.JUDGE, hand_in=handed), handed.enrollment, handed.exercise)
    except quota.Exceeded:
        handed.is_over_quota = True
        handed.save(update_fields=["is_over_quota"])


@transaction.atomic  # a refusal leaves no row behind
def _queue(call: Call, enrollment: Enrollment, exercise: Exercise, choice: whom.Choice | None = None) -> None:
    """Inside the transaction that makes the row. The bell rings after it, and may fail: the sweep rings again."""
    call.queued_at = timezone.now()
    whom.bind(call, user_id=enrollment.user_id, choice=choice)
    call.save()
    asked = 0 if call.is_sample else asking.tokens_of(asking.prompt_for(call))
    ledger.reserve(call, enrollment=enrollment, lesson=exercise.lesson, asked=asked)
    # Not a partial: Django names the hook that failed, and a partial has no name to give.
    transaction.on_commit(lambda: tasks.ring(call.pk), robust=True)


def _published(exercise: Exercise) -> LessonRevision:
    if exercise.lesson.published is None:
        raise ValidationError(_("这一课还没有发布。"))
    return exercise.lesson.published


def _same(earlier, asked: Mapping[str, object]):
    if any(getattr(earlier, name) != value for name, value in asked.items()):
        raise Conflict
    return earlier


def _same_hand_in(earlier: HandIn, exercise: Exercise, attempt: Attempt | None, text: str, evidence: Proofs) -> HandIn:
    if proofs.of(earlier) != evidence:
        raise Conflict
    return _same(earlier, {"exercise": exercise, "attempt": attempt, "text": text})


def _refuse_unsendable(
    exercise: Exercise, enrollment: Enrollment, parent: Attempt | None, instead: Attempt | None
) -> None:
    assignment = assignment_of(exercise)
    if not assignment.is_sendable:
        raise ValidationError(_("这个练习不在网站里发给模型。完成以后，把结果交到下面。"))
    for name, earlier in (("parent", parent), ("instead", instead)):
        if earlier and (earlier.exercise_id != exercise.pk or earlier.enrollment_id != enrollment.pk):
            raise ValidationError({name: _("上一轮不是这个练习里的。")})
    if parent is None:
        return
    if not parent.call.is_over:
        raise ValidationError({"parent": _("上一轮还没有回答完，等它结束再发下一句。")})
    _refuse_too_long(len(chain_to(parent)), assignment)


def _refuse_too_long(said: int, assignment: Assignment) -> None:
    if assignment.max_turns and said >= assignment.max_turns:
        message = _("这场对话一共 %(turns)d 轮，已经用完了。可以交上去，也可以从前面任何一轮换一句话再说。")
        raise ValidationError({"parent": message % {"turns": assignment.max_turns}})
    if said >= LONGEST_CHAIN:
        raise ValidationError({"parent": _("这段对话已经很长了，请新开一段。")})


def _learner_turns(attempt: Attempt, assignment: Assignment) -> list[str]:
    if assignment.is_conversation:
        return [turn.text for turn in chain_to(attempt)]
    return [attempt.text]
