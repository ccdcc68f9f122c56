"""What one learner did in one lesson, in two queries: attempts with their calls, hand-ins with verdicts."""

from dataclasses import dataclass, field

from django.db.models import Exists, F, Max, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from courses.models import Lesson

from .feedback import Feedback
from .models import Attempt, Evaluation, HandIn

KEPT = 12  # latest attempts of a task that a lesson page reads; the history has all of them
VERDICT = ("by", "criteria", "total", "is_passed")


@dataclass
class Work:
    """One learner's attempts and latest hand-ins in one lesson, by exercise."""

    attempts: dict[int, list[Attempt]] = field(default_factory=dict)
    hand_ins: dict[int, HandIn] = field(default_factory=dict)

    def is_passed(self, exercise_id: int) -> bool:
        hand_in = self.hand_ins.get(exercise_id)
        return bool(hand_in and hand_in.is_ever_passed)  # type: ignore[attr-defined]

    def last_touched(self) -> int | None:
        moments = {pk: rows[0].created_at for pk, rows in self.attempts.items()}
        for pk, hand_in in self.hand_ins.items():
            moments[pk] = max(moments.get(pk, hand_in.created_at), hand_in.created_at)
        return max(moments, key=lambda pk: moments[pk], default=None)


def work_of(user, lesson: Lesson) -> Work:
    work = Work()
    for attempt in _latest_attempts(user, lesson):
        work.attempts.setdefault(attempt.exercise_id, []).append(attempt)
    work.hand_ins = {hand_in.exercise_id: hand_in for hand_in in _latest_hand_ins(user, lesson)}
    return work


def feedback_on(hand_in: HandIn, *, task: dict) -> Feedback:
    """For a hand-in read by `work_of`, which carries its newest verdict in `verdict_…`."""
    verdict = None
    if hand_in.verdict_by:  # type: ignore[attr-defined]
        verdict = Evaluation(hand_in=hand_in, **{name: getattr(hand_in, f"verdict_{name}") for name in VERDICT})
    return Feedback(hand_in=hand_in, verdict=verdict, pass_mark=task.get("pass") or 0)


def _latest_attempts(user, lesson: Lesson):
    place = Window(RowNumber(), partition_by=[F("exercise_id")], order_by=F("pk").desc())
    mine = Attempt.objects.of(user).filter(exercise__lesson=lesson)
    return mine.annotate(place=place).filter(place__lte=KEPT).select_related("call").order_by("-pk")


def _latest_hand_ins(user, lesson: Lesson):
    mine = HandIn.objects.of(user).filter(exercise__lesson=lesson)
    latest = mine.order_by().values("exercise").annotate(latest=Max("pk")).values("latest")
    return with_verdict(HandIn.objects.filter(pk__in=latest))


def with_verdict(hand_ins):
    newest = Evaluation.objects.filter(hand_in=OuterRef("pk")).order_by("-pk")
    siblings = HandIn.objects.filter(enrollment=OuterRef("enrollment"), exercise=OuterRef("exercise"))
    return hand_ins.select_related("call").annotate(
        **{f"verdict_{name}": Subquery(newest.values(name)[:1]) for name in VERDICT},
        is_ever_passed=Exists(siblings.filter(evaluations__is_passed=True)),
        is_ever_through=Exists(siblings.exclude(status=HandIn.Status.REFUSED)),
    )
