"""Which questions come back today, and which have to wait for another day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, Q

from courses.models import Lesson, Question

from . import review
from .models import Enrollment
from .review import Memory
from .study_days import ONE_DAY

if TYPE_CHECKING:
    from .learner_plan import LearnerPlan

AHEAD = timedelta(days=14)  # how far `share_ahead` looks


@dataclass(frozen=True)
class Remembered:
    """A question of a lesson that is done, with what is remembered of it."""

    question_id: int
    lesson_id: int
    learned_on: date
    memory: Memory | None

    @property
    def due_on(self) -> date:
        return self.memory.due_on if self.memory else self.learned_on + ONE_DAY

    def recall(self, today: date) -> float:
        return review.recall(self.memory, learned_on=self.learned_on, today=today)


def remembered(enrollment: Enrollment) -> list[Remembered]:
    """Every question that can come back, in one query.

    Reopening a lesson, or withdrawing it or a question, takes its questions out; their memory stays for
    when they return.
    """
    rows: Any = (
        Question.objects.filter(
            is_for_review=True,
            removed_at=None,
            lesson__status__in=Lesson.OPEN,
            lesson__withdrawn_at=None,
            lesson__completions__enrollment=enrollment,
        )
        .annotate(
            learned_on=F("lesson__completions__done_on"),
            card=FilteredRelation("cards", condition=Q(cards__enrollment=enrollment)),
        )
        .order_by("pk")
        .values_list(
            "pk", "lesson_id", "learned_on", "card__stability", "card__difficulty", "card__reviewed_on", "card__due_on"
        )
    )  # fmt: skip
    return [
        Remembered(pk, lesson_id, learned_on, Memory(*memory) if memory[0] else None)
        for pk, lesson_id, learned_on, *memory in rows
    ]


class ReviewQueue:
    """Today's review of one learner. The plan says how much of it the day has room for."""

    def __init__(self, plan: "LearnerPlan"):
        self.plan = plan

    @cached_property
    def remembered(self) -> list[Remembered]:
        return remembered(self.plan.enrollment)

    @cached_property
    def due(self) -> list[Remembered]:
        return [one for one in self.remembered if one.due_on <= self.plan.today]

    @cached_property
    def done_count(self) -> int:
        """Answered today; each comes back tomorrow at the earliest."""
        return sum(one.memory is not None and one.memory.reviewed_on == self.plan.today for one in self.remembered)

    @cached_property
    def left(self) -> int:
        """How many more questions today has room for and need of."""
        return max(0, min(len(self.due), self._portion - self.done_count))

    @property
    def count(self) -> int:
        """Today's questions, answered ones included."""
        return self.done_count + self.left

    @property
    def minutes(self) -> int:
        return self.left * review.MINUTES_EACH

    @property
    def postponed(self) -> int:
        """Due, but left to another day."""
        return len(self.due) - self.left

    @property
    def next_on(self) -> date | None:
        """When review goes on after today."""
        days = [one.due_on for one in self.remembered if one.due_on > self.plan.today]
        if self.postponed:
            days.append(self.plan.today + ONE_DAY)
        return min(days, default=None)

    @cached_property
    def questions(self) -> list[int]:
        """What is left today, the least certain to be remembered first."""
        today = self.plan.today
        ordered = sorted(self.due, key=lambda one: (one.recall(today), one.due_on, one.question_id))
        return [one.question_id for one in ordered[: self.left]]

    def share_behind(self, days: Sequence[date]) -> float:
        """Which part of these study days' minutes review took, as far as the cards remember: their last answers."""
        if not days:
            return 0.0
        reviews = sum(one.memory is not None and one.memory.reviewed_on >= days[0] for one in self.remembered)
        finished = (lesson for lesson in self.plan.lessons if lesson.done_on and lesson.done_on >= days[0])
        minutes = reviews * review.MINUTES_EACH
        return min(review.SHARE, minutes / max(1, minutes + sum(lesson.minutes for lesson in finished)))

    @property
    def share_ahead(self) -> float:
        """Which part of the coming two weeks' study minutes review will take, at most a fifth."""
        ahead = [(on, minutes) for on, minutes in sorted(self._minutes.items()) if self._is_ahead(on)]
        return review.share_ahead(due=[*(one.due_on for one in self.remembered), *self._to_come], days=ahead)

    @property
    def _to_come(self) -> list[date]:
        """When the questions of the coming lessons will be due, if these bring as many as the finished ones did."""
        finished = len({one.lesson_id for one in self.remembered})
        each = round(len(self.remembered) / finished) if finished else 0
        coming = [lesson.on for lesson in self.plan.lessons if lesson.is_waiting and self._is_ahead(lesson.on)]
        return [on + ONE_DAY for on in coming for _ in range(each)]

    def _is_ahead(self, on: date) -> bool:
        return self.plan.today <= on < self.plan.today + AHEAD

    @cached_property
    def _portion(self) -> int:
        days = len(self._minutes)
        usual = sum(self._minutes.values()) // days if days else 0
        today = 0 if self.plan.is_paused else self._minutes.get(self.plan.today, 0)
        return review.portion(minutes=today, usual_minutes=usual)

    @cached_property
    def _minutes(self) -> dict[date, int]:
        """The minutes of each day that has lessons."""
        found: defaultdict[date, int] = defaultdict(int)
        for lesson in self.plan.lessons:
            if lesson.is_open:
                found[lesson.on] += lesson.minutes
        return found
