"""What a lesson says now, against the text its reader finished it with, or looked at last."""

from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from courses import document, wording
from courses.models import Lesson, LessonRevision
from courses.problems import DocumentError
from courses.services.publishing import context_of, render
from courses.word_diff import Fold, Row, diff_paragraphs, folded
from progress.models import LessonCompletion

from .models import SeenRevision


@dataclass(frozen=True)
class Changes:
    lesson: Lesson
    base: LessonRevision
    is_finished_text: bool  # or else the one looked at last

    @cached_property
    def rows(self) -> list[Row | Fold] | None:
        """Nothing when only trifles differ; None when the old text is of a form that can no longer be read."""
        try:
            source = document.read_lesson(self.base.text).document
            parts = render(source, context_of(self.lesson)).parts
        except DocumentError:
            return None
        old = wording.paragraphs(document.to_json(source), parts)
        return folded(diff_paragraphs(old, wording.paragraphs(self.lesson.document, self.lesson.parts)))

    @cached_property
    def revisions(self) -> list[LessonRevision]:
        """Those since, newest first, each with its reason."""
        return list(self.lesson.revisions.filter(number__gt=self.base.number).defer("text"))


def changes_for(user: User, lesson: Lesson) -> Changes | None:
    """None for who has not finished the lesson."""
    done = LessonCompletion.objects.filter(enrollment__user=user, lesson=lesson).select_related("revision").first()
    if done is None:
        return None
    seen = SeenRevision.objects.filter(user=user, lesson=lesson).select_related("revision").first()
    if seen and seen.revision.number > done.revision.number:
        return Changes(lesson, seen.revision, is_finished_text=False)
    return Changes(lesson, done.revision, is_finished_text=True)
