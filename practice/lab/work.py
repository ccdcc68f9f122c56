"""What one learner did in one lesson: attempts with their calls, hand-ins with verdicts.

Three queries, or one when there is nothing: the first asks only what there is, and what may still be asked of models.
A fourth where work with evidence was handed in, and one where something was compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects

from courses.models import Exercise, Lesson
from courses.pieces import exercises_of
from progress.models import Enrollment

from .. import llm
from ..grading.feedback import Feedback
from ..models import Attempt, Evaluation, HandIn, Run
from ..money import ledger
from ..money.quota import Standing
from ..proof.proofs import takes_any
from ..providers import own_key
from ..revisions import TaskGone, task_of
from ..talks.branches import Node, Tree

KEPT = 12  # latest branches that a lesson page reads besides the one it shows; the history has all of them
VERDICT = ("id", "by", "criteria", "goals", "total", "is_passed", "is_unexamined", "words", "created_at")


@dataclass
class Work:
    """One learner's attempts and latest hand-ins in one lesson, by exercise."""

    attempts: dict[int, list[Attempt]] = field(default_factory=dict)
    branches: dict[int, list[int]] = field(default_factory=dict)  # the one that is shown, by its attempts
    trees: dict[int, Tree] = field(default_factory=dict)
    hand_ins: dict[int, HandIn] = field(default_factory=dict)
    runs: dict[UUID, Run] = field(default_factory=dict)  # of comparisons, by group
    standing: Standing | None = None
    own: llm.Source | None = None  # with a key of their own

    def is_passed(self, exercise_id: int) -> bool:
        hand_in = self.hand_ins.get(exercise_id)
        return bool(hand_in and hand_in.is_ever_passed)  # type: ignore[attr-defined]

    def last_touched(self) -> int | None:
        moments = {pk: rows[0].created_at for pk, rows in self.attempts.items()}
        for pk, hand_in in self.hand_ins.items():
            moments[pk] = max(moments.get(pk, hand_in.created_at), hand_in.created_at)
        return max(moments, key=lambda pk: moments[pk], default=None)


def work_of(enrollment: Enrollment, lesson: Lesson, *, through: int | None = None) -> Work:
    """`through` is an attempt whose branch is to be shown instead of the newest one of its task."""
    latest = _latest(enrollment, lesson)
    trees = {exercise: Tree(nodes) for exercise, nodes in latest.nodes.items()}
    branches = {exercise: tree.branch(through) for exercise, tree in trees.items()}
    work = Work(standing=latest.standing, trees=trees, branches=branches)
    if latest.has_own_key:
        work.own = own_key.source_for(enrollment.user_id)
    if branches:
        shown = Attempt.objects.filter(pk__in=_shown(trees, branches))
        for attempt in shown.select_related("call__charge").order_by("-pk"):
            work.attempts.setdefault(attempt.exercise_id, []).append(attempt)
        work.runs = _runs_of(work.attempts.values())
    if hand_ins := latest.hand_ins_on(branches):
        found = with_verdict(HandIn.objects.filter(pk__in=hand_ins))
        work.hand_ins = {hand_in.exercise_id: hand_in for hand_in in found}
        _read_evidence(work, lesson)
    return work


def _read_evidence(work: Work, lesson: Lesson) -> None:
    """One question for all tasks of the lesson that take any, and none where nothing of that sort was handed in."""
    keys = {task["id"] for task in lesson.document.get("practice") or () if takes_any(task)}
    takers = [exercise.pk for exercise in exercises_of(lesson) if exercise.key in keys]
    prefetch_related_objects([work.hand_ins[pk] for pk in takers if pk in work.hand_ins], "evidence")


def _runs_of(attempts: Iterable[list[Attempt]]) -> dict[UUID, Run]:
    """One question, and none where nothing was compared."""
    groups = {attempt.group for rows in attempts for attempt in rows if attempt.side}
    return {run.group: run for run in Run.objects.filter(group__in=groups)} if groups else {}


def feedback_on(hand_in: HandIn, *, exercise: Exercise) -> Feedback:
    """For a hand-in read by `with_verdict`. The exercise comes with its lesson."""
    hand_in.exercise = exercise
    verdict = None
    if hand_in.verdict_by:  # type: ignore[attr-defined]
        verdict = Evaluation(hand_in=hand_in, **{name: getattr(hand_in, f"verdict_{name}") for name in VERDICT})
    task = _task_if_any(exercise, hand_in.revision_id)
    today = _task_if_any(exercise, None)
    return Feedback(
        hand_in=hand_in,
        verdict=verdict,
        pass_mark=task.get("pass") or 0,
        task=task,
        is_rubric_changed=bool(today) and any(task.get(name) != today.get(name) for name in ("rubric", "pass")),
    )


def _task_if_any(exercise: Exercise, revision: int | None) -> dict[str, Any]:
    try:
        return task_of(exercise, revision=revision)
    except TaskGone:
        return {}


def _shown(trees: Mapping[int, Tree], branches: Mapping[int, list[int]]) -> list[int]:
    """A branch is read whole, however long it is; of each other one only what it began with."""
    starts = [tree.start_of(end) for exercise, tree in trees.items() for end in tree.others(branches[exercise])[:KEPT]]
    return [*starts, *(pk for branch in branches.values() for pk in branch)]


@dataclass
class _Latest:
    """What there is in the lesson, in numbers; of hand-ins the newest first, each with the attempt it was made of."""

    nodes: dict[int, list[Node]] = field(default_factory=dict)
    hand_ins: dict[int, list[tuple[int, int | None]]] = field(default_factory=dict)
    standing: Standing | None = None
    has_own_key: bool = False

    def hand_ins_on(self, branches: Mapping[int, list[int]]) -> list[int]:
        """One for each task: of the branch that is shown, when that was handed in as it stands; else the newest."""
        ends = {exercise: branch[-1] for exercise, branch in branches.items()}
        return [
            next((pk for pk, attempt in given if attempt and attempt == ends.get(exercise)), given[0][0])
            for exercise, given in self.hand_ins.items()
        ]


def _latest(enrollment: Enrollment, lesson: Lesson) -> _Latest:
    found = _Latest()
    with connection.cursor() as cursor:
        # Where no model is asked there is nothing to count.
        question = _LEFT_HERE_AND_STANDING if llm.configured() else _LEFT_HERE
        cursor.execute(question, {"enrollment": enrollment.pk, **ledger.facts(enrollment, lesson)})
        for exercise, is_attempt, pk, parent, talk, *standing in cursor.fetchall():
            if standing and not found.standing:
                found.standing = ledger.read_standing(standing, enrollment)
            if pk is None:  # nothing was left here, and the row tells the standing alone
                continue
            if exercise is None:
                found.has_own_key = True
                continue
            if is_attempt:
                found.nodes.setdefault(exercise, []).append(Node(pk, parent, talk))
            else:
                found.hand_ins.setdefault(exercise, []).append((pk, parent))
    return found


# Every lesson page asks this, so it is in words of its own: building it would take Django ten times as long.
_LEFT_HERE = """
SELECT a.exercise_id, 1 AS is_attempt, a.id, a.parent_id AS parent, a."group" AS talk
FROM practice_attempt a JOIN courses_exercise e ON e.id = a.exercise_id
WHERE a.enrollment_id = %(enrollment)s AND e.lesson_id = %(lesson)s
UNION ALL
SELECT h.exercise_id, 0, h.id, h.attempt_id, NULL
FROM practice_handin h JOIN courses_exercise e ON e.id = h.exercise_id
WHERE h.enrollment_id = %(enrollment)s AND e.lesson_id = %(lesson)s
UNION ALL
SELECT NULL, 0, k.id, NULL, NULL FROM practice_ownkey k JOIN progress_enrollment e ON e.user_id = k.user_id
WHERE e.id = %(enrollment)s AND k.is_on
ORDER BY 3 DESC
"""
_LEFT_HERE_AND_STANDING = f"""
SELECT done.exercise_id, done.is_attempt, done.id, done.parent, done.talk, standing.*
FROM ({ledger.STANDING}) standing LEFT JOIN ({_LEFT_HERE}) done ON TRUE ORDER BY done.id DESC
"""  # noqa: S608  both are ours


def with_verdict(hand_ins):
    newest = Evaluation.objects.filter(hand_in=OuterRef("pk")).counting_first()
    siblings = HandIn.objects.filter(enrollment=OuterRef("enrollment"), exercise=OuterRef("exercise"))
    return hand_ins.select_related("call", "second_look").annotate(
        **{f"verdict_{name}": Subquery(newest.values(name)[:1]) for name in VERDICT},
        judge_name=Subquery(newest.values("judge__display_name")[:1]),
        is_ever_passed=Exists(siblings.passing()),
        is_ever_through=Exists(siblings.exclude(status=HandIn.Status.REFUSED)),
    )
