"""The page of the daily review: one question at a time, what came of it, or when there is more."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from courses.models import Lesson, Question

from . import quiz, review
from .models import ReviewAnswer
from .pieces import AskedQuestion
from .review import Rating
from .review_queue import Remembered, ReviewQueue
from .reviewing import Reviewed, last_review

# The words of a whole course and the pages of a lesson are not needed to ask one question.
_TOO_LONG = (
    "lesson__course__body", "lesson__course__html", "lesson__course__loaded",
    "lesson__parts", "lesson__headings", "lesson__loaded_text",
)  # fmt: skip


def find_question(pk: int) -> Question:
    """With its lesson, whose document holds the words."""
    return Question.objects.select_related("lesson__course", "lesson__stage").defer(*_TOO_LONG).get(pk=pk)


@dataclass(frozen=True)
class RatingButton:
    value: str
    label: str
    days: int  # until the question comes back
    is_usual: bool


class ReviewPage:
    """Without `reviewed` it asks the question `wanted`, or the next one; with it, it shows how that was answered."""

    def __init__(
        self,
        queue: ReviewQueue,
        *,
        wanted: Question | None = None,
        reviewed: Reviewed | None = None,
        error: str = "",
    ):
        self.queue = queue
        self.error = error
        self.reviewed = reviewed
        self._wanted = wanted

    @cached_property
    def row(self) -> Question | None:
        if self._wanted:
            return self._wanted
        return find_question(self.queue.questions[0]) if self.queue.questions else None

    @property
    def lesson(self) -> Lesson | None:
        return self.row.lesson if self.row else None

    @cached_property
    def question(self) -> AskedQuestion | None:
        if self.row is None:
            return None
        words = quiz.words_of(self.row.lesson.document, self.row.key)
        return AskedQuestion(
            place=self.place,
            words=words,
            choice=self.reviewed.choice if self.reviewed else None,
            was_changed=not self.reviewed and self._was_changed(words),
            is_again=False,
            error=self.error,
        )

    @property
    def place(self) -> int:
        """Of the question on the page among today's, from 1."""
        is_kept = self.reviewed is not None and self.reviewed.answer is not None
        return self.queue.done_count + (0 if is_kept else 1)

    @property
    def pegs(self) -> list[str]:
        """Today's questions as the shapes a page draws for them."""
        done = self.queue.done_count
        return [
            "done" if place <= done else "now" if place == self.place else ""
            for place in range(1, self.queue.count + 1)
        ]

    @property
    def fingerprint(self) -> str:
        return quiz.fingerprint(self.question.words) if self.question else ""

    @property
    def ratings(self) -> list[RatingButton]:
        """What a right answer may be called, and when the question would come back."""
        memory = self._remembered.memory if self._remembered else None
        return [
            RatingButton(
                value=rating.name.lower(),
                label=str(ReviewAnswer.Rating(rating).label),
                days=(review.remember(memory, rating, on=self._today).due_on - self._today).days,
                is_usual=rating is Rating.GOOD,
            )
            for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)
        ]

    @cached_property
    def undoable(self) -> ReviewAnswer | None:
        """Nothing while a right answer waits for its rating."""
        if self.reviewed and self.reviewed.answer is None:
            return None
        return last_review(enrollment=self.queue.plan.enrollment)

    @property
    def _today(self) -> date:
        return self.queue.plan.today

    @cached_property
    def _remembered(self) -> Remembered | None:
        return next((one for one in self.queue.remembered if self.row and one.question_id == self.row.pk), None)

    def _was_changed(self, words: dict[str, Any]) -> bool:
        """Reviewed before in other words; what is remembered stays."""
        if self._remembered is None or self._remembered.memory is None:
            return False
        answers = ReviewAnswer.objects.filter(card__enrollment=self.queue.plan.enrollment, card__question=self.row)
        before = answers.filter(undone_at=None).values_list("fingerprint", flat=True).last()
        return before != quiz.fingerprint(words)
