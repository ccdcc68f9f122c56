"""One learner's page for an instructor: the plan, what is done, how the quizzes went. No notes, no drafts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from allauth.account.models import EmailAddress

from progress.clock import today_of
from progress.learner_plan import LearnerPlan, PlannedLesson, State
from progress.models import Award, Enrollment, QuizAnswer

from . import standings
from .models import RecipientQuerySet, Standing

SHOWN = 8


class LessonQuiz(NamedTuple):
    lesson: PlannedLesson
    right: int
    answered: int


@dataclass
class LearnerPage:
    enrollment: Enrollment
    at: datetime

    @cached_property
    def standing(self) -> Standing:
        standings.refresh([self.enrollment], at=self.at)
        return Standing.objects.with_learner().get(pk=self.enrollment.pk)

    @cached_property
    def plan(self) -> LearnerPlan:
        return LearnerPlan.read(self.enrollment, today_of(self.enrollment.user))

    @cached_property
    def awards(self) -> list[Award]:
        return list(self.enrollment.awards.all())

    @cached_property
    def waiting(self) -> list[PlannedLesson]:
        return [lesson for lesson in self.plan.lessons if lesson.state is State.LATE]

    @property
    def shown_waiting(self) -> list[PlannedLesson]:
        return self.waiting[:SHOWN]

    @cached_property
    def last_done(self) -> list[PlannedLesson]:
        done = [lesson for lesson in self.plan.lessons if lesson.done_on]
        return sorted(done, key=lambda lesson: (lesson.done_on, lesson.place), reverse=True)[:SHOWN]

    @cached_property
    def quizzes(self) -> list[LessonQuiz]:
        """The latest answer to each question counts; lessons in the order of the course."""
        latest: dict[int, dict[int, bool]] = defaultdict(dict)
        given = QuizAnswer.objects.filter(enrollment=self.enrollment, question__removed_at=None).order_by("pk")
        for lesson, question, is_correct in given.values_list("question__lesson", "question", "is_correct"):
            latest[lesson][question] = is_correct
        return [
            LessonQuiz(lesson, sum(latest[lesson.pk].values()), len(latest[lesson.pk]))
            for lesson in self.plan.lessons
            if lesson.pk in latest
        ]

    @property
    def right_count(self) -> int:
        return sum(quiz.right for quiz in self.quizzes)

    @property
    def answered_count(self) -> int:
        return sum(quiz.answered for quiz in self.quizzes)

    @property
    def hard_quizzes(self) -> list[LessonQuiz]:
        """Where the last answers were not all right, the worst first."""
        wrong = [quiz for quiz in self.quizzes if quiz.right < quiz.answered]
        return sorted(wrong, key=lambda quiz: quiz.right - quiz.answered)[:SHOWN]

    @cached_property
    def has_verified_address(self) -> bool:
        return EmailAddress.objects.filter(user=self.enrollment.user_id, verified=True).exists()

    @property
    def letters(self) -> RecipientQuerySet:
        return self.enrollment.letters.select_related("letter").order_by("-pk")[:SHOWN]
