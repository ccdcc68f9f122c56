"""What a learner finds today: what to do, what waits, what comes next, and a kind word about it."""

from collections.abc import Sequence
from functools import cached_property

from .learner_plan import LearnerPlan, PlannedLesson, PlannedStage, State
from .models import Award
from .rules import MinuteRule, minute_rule
from .rungs import Step, steps

SHOWN = 5


class Today:
    def __init__(self, plan: LearnerPlan, awards: Sequence[Award] = ()):
        self.plan = plan
        self.awards = awards

    @cached_property
    def steps(self) -> list[Step]:
        return steps(self.plan, self.awards)

    @property
    def fresh_steps(self) -> list[Step]:
        """Reached today: worth a word."""
        return [step for step in self.steps if step.award and step.award.reached_on == self.plan.today]

    @cached_property
    def lessons(self) -> list[PlannedLesson]:
        """Planned for today, done ones included; a pause plans nothing."""
        if self.plan.is_paused:
            return []
        return [lesson for lesson in self.plan.lessons if lesson.is_open and lesson.on == self.plan.today]

    @cached_property
    def waiting(self) -> list[PlannedLesson]:
        return [lesson for lesson in self.plan.lessons if lesson.state is State.LATE]

    @cached_property
    def anytime(self) -> list[PlannedLesson]:
        """Of the stage without a deadline: its suggested day has passed, which hurries nobody."""
        return [lesson for lesson in self.plan.lessons if lesson.state is State.ANYTIME]

    @cached_property
    def coming(self) -> list[PlannedLesson]:
        return [lesson for lesson in self.plan.lessons if lesson.state is State.COMING]

    @property
    def to_do(self) -> list[PlannedLesson]:
        return [lesson for lesson in self.lessons if lesson.is_waiting]

    @property
    def next(self) -> PlannedLesson | None:
        """The one to go on with."""
        return next(iter([*self.to_do, *self.waiting, *self.anytime, *self.coming]), None)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.to_do)

    @property
    def rule(self) -> MinuteRule | None:
        return minute_rule(self.lessons)

    @property
    def is_done_for_today(self) -> bool:
        return bool(self.lessons) and not self.to_do

    @cached_property
    def shown_waiting(self) -> list[PlannedLesson]:
        return self.waiting[:SHOWN]

    @property
    def more_waiting(self) -> int:
        return len(self.waiting) - len(self.shown_waiting)

    @property
    def shown_coming(self) -> list[PlannedLesson]:
        return [*self.anytime, *self.coming][:SHOWN]

    @property
    def stage(self) -> PlannedStage | None:
        """The stage to go on with, else none: everything is done."""
        return next((stage for stage in self.plan.stages if self.next and stage.fact == self.next.fact.stage), None)
