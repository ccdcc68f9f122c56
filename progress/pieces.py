"""What the lesson page shows of one learner: the box that says done, and the questions with their answers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.models import Lesson

from . import current, quiz
from .current import LessonRecord
from .models import Enrollment


@dataclass(frozen=True)
class Option:
    value: str
    text: str
    why: str
    is_right: bool
    is_chosen: bool


@dataclass(frozen=True)
class AskedQuestion:
    place: int
    words: dict[str, Any]
    choice: quiz.Choice | None  # the latest answer to these very words
    was_changed: bool  # answered before, but to other words
    is_again: bool
    error: str = ""

    @property
    def key(self) -> str:
        return self.words["id"]

    @property
    def is_answered(self) -> bool:
        return self.choice is not None and not self.is_again

    @property
    def is_multiple(self) -> bool:
        return self.words["type"] == "multiple"

    @property
    def result(self) -> quiz.Result | None:
        return None if self.choice is None else quiz.judge(self.words, self.choice)

    @property
    def options(self) -> list[Option]:
        if self.words["type"] == "true-false":
            answer = self.words["answer"]
            return [
                Option(value, text, "", answer is truth, self.choice is truth)
                for value, text, truth in (("true", _("对"), True), ("false", _("不对"), False))
            ]
        chosen = self.choice if isinstance(self.choice, list) else []
        return [
            Option(str(number), option["text"], option["why"], bool(option.get("correct")), number in chosen)
            for number, option in enumerate(self.words["options"])
        ]


@dataclass(frozen=True)
class Standing:
    """How one learner stands in one lesson."""

    is_enrolled: bool
    done_on: date | None
    question_count: int
    answered_count: int
    right_count: int
    tasks_left: int

    @property
    def questions_left(self) -> int:
        return self.question_count - self.right_count

    @property
    def is_mastered(self) -> bool:
        """As `mastery.mastered` has it for a whole course, but a question with new words is asked again."""
        return self.done_on is not None and not self.questions_left and not self.tasks_left


class LessonPieces:
    """Made once for a lesson page and shared by its tags."""

    def __init__(self, request: HttpRequest, lesson: Lesson, *, again: str = "", error: str = ""):
        self.lesson = lesson
        self.learner = current.learner(request, lesson)
        self.again = again
        self.error = error

    @property
    def today(self) -> date | None:
        return self.learner.today if self.learner else None

    @cached_property
    def enrollment(self) -> Enrollment | None:
        return self.learner.enrollment_in(self.lesson.course_id) if self.learner else None

    @cached_property
    def record(self) -> LessonRecord:
        return self.learner.record_of(self.lesson) if self.learner else LessonRecord()

    @property
    def can_answer(self) -> bool:
        return self.enrollment is not None and self.lesson.is_open

    @cached_property
    def questions(self) -> list[AskedQuestion]:
        return [self._asked(place, words) for place, words in enumerate(self.lesson.document.get("quiz") or (), 1)]

    def question(self, key: str) -> AskedQuestion:
        return next(question for question in self.questions if question.key == key)

    def _asked(self, place: int, words: dict[str, Any]) -> AskedQuestion:
        answer = self.record.answers.get(words["id"])
        is_same = bool(answer and answer["fingerprint"] == quiz.fingerprint(words))
        is_again = self.again == words["id"]
        return AskedQuestion(
            place=place,
            words=words,
            choice=answer["choice"] if answer and is_same else None,
            was_changed=bool(answer) and not is_same,
            is_again=is_again,
            error=self.error if is_again else "",
        )

    @property
    def can_join(self) -> bool:
        return self.learner is not None and self.enrollment is None and self.lesson.is_open

    @property
    def standing(self) -> Standing:
        return Standing(
            is_enrolled=self.enrollment is not None,
            done_on=self.record.done_on,
            question_count=len(self.questions),
            answered_count=sum(question.choice is not None for question in self.questions),
            right_count=sum(bool(question.result and question.result.is_correct) for question in self.questions),
            tasks_left=self.record.tasks_left,
        )


def pieces_of(request: HttpRequest, lesson: Lesson) -> LessonPieces:
    kept = getattr(request, "_lesson_pieces", None)
    if kept is None or kept.lesson.pk != lesson.pk:
        kept = LessonPieces(request, lesson, again=request.GET.get("again", ""))
        request._lesson_pieces = kept  # type: ignore[attr-defined]
    return kept
