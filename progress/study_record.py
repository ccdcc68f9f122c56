"""What a learner has behind them: study days, the streak, the time."""

from collections import Counter
from datetime import date, datetime
from functools import cached_property

from . import review
from .heat_map import HeatMap, heat_map
from .learner_plan import LearnerPlan
from .mastery import mastered
from .models import ReviewAnswer
from .streak import last_day_over, streak


class StudyRecord:
    def __init__(self, plan: LearnerPlan, *, now: datetime):
        self.plan = plan
        self.now = now

    @cached_property
    def _lessons(self) -> Counter[date]:
        return Counter(lesson.done_on for lesson in self.plan.lessons if lesson.done_on)

    @cached_property
    def _reviews(self) -> list[date]:
        """The day of each answer."""
        given = ReviewAnswer.objects.filter(card__enrollment=self.plan.enrollment, undone_at=None)
        return list(given.values_list("on", flat=True))

    @cached_property
    def _studied(self) -> set[date]:
        return {*self._lessons, *self._reviews}

    @cached_property
    def streak(self) -> int:
        return streak(studied=self._studied, study_days=self.plan.plan.study_days, over=last_day_over(self.now))

    @cached_property
    def heat_map(self) -> HeatMap:
        days = self.plan.plan.study_days
        return heat_map(done=self._lessons, studied=self._studied, study_days=days, today=self.plan.today)

    @cached_property
    def mastered_count(self) -> int:
        return mastered(self.plan.enrollment).count()

    @property
    def minutes(self) -> int:
        """As long as the lessons say they take, and a minute for each question reviewed."""
        lessons = sum(lesson.minutes for lesson in self.plan.lessons if lesson.done_on)
        return lessons + len(self._reviews) * review.MINUTES_EACH

    @property
    def hours_and_minutes(self) -> tuple[int, int]:
        return divmod(self.minutes, 60)
