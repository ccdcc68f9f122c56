"""All notes of one reader, by lesson, as the notes page lists them and as they are taken along."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from courses.models import Lesson

from .models import Note, NoteQuerySet
from .places import PlacedNote, placed

PAGE = 50
ALL, ORPHANS = "", "orphans"
_KINDS: dict[str, Callable[[NoteQuerySet], NoteQuerySet]] = {
    ALL: NoteQuerySet.all,
    "notes": NoteQuerySet.written,
    "highlights": NoteQuerySet.marks,
    "bookmarks": NoteQuerySet.bookmarks,
    ORPHANS: NoteQuerySet.all,
}


@dataclass(frozen=True)
class LessonGroup:
    lesson: Lesson
    notes: list[PlacedNote]


class Listing:
    """What was asked for in the address: a lesson, a kind, a page. Anything unknown asks for all."""

    def __init__(self, user: Any, wish: Mapping[str, str]):
        self.user = user
        self.lesson_key = wish.get("lesson", "")
        self.kind = wish.get("kind", ALL) if wish.get("kind", ALL) in _KINDS else ALL
        self._number = wish.get("page", "")

    @property
    def is_narrowed(self) -> bool:
        return bool(self.lesson_key or self.kind)

    @cached_property
    def page(self) -> Page:
        rows: Any = self._rows
        if self.kind == ORPHANS:
            rows = [note for note in placed(rows) if note.is_orphan]
        return Paginator(rows, PAGE).get_page(self._number)

    @cached_property
    def groups(self) -> list[LessonGroup]:
        shown: Any = self.page.object_list
        return groups(shown if self.kind == ORPHANS else placed(shown))

    @property
    def lessons(self) -> QuerySet[Lesson]:
        """Lessons with notes in them, to choose from."""
        noted = Note.objects.of(self.user).standing().values("lesson")
        return Lesson.objects.filter(pk__in=noted).only("key", "title").in_order()

    @property
    def back(self) -> str:
        """This very list, as the tail of its address."""
        wish = {"lesson": self.lesson_key, "kind": self.kind, "page": self._number}
        return urlencode({name: value for name, value in wish.items() if value})

    @property
    def tail(self) -> str:
        """The same without the page."""
        return urlencode({"lesson": self.lesson_key, "kind": self.kind})

    @property
    def _rows(self) -> QuerySet[Note]:
        rows = _KINDS[self.kind](notes_of(self.user))
        return rows.filter(lesson__key=self.lesson_key) if self.lesson_key else rows


def notes_of(user: Any) -> NoteQuerySet:
    """With what is shown of their lessons; a lesson's text is too long to come along with every note."""
    related = ("lesson__stage", "lesson__course")
    long = ("document", "parts", "headings", "loaded_text")
    texts = ("stage__body", "stage__html", "course__body", "course__html", "course__loaded")
    deferred = [f"lesson__{name}" for name in (*long, *texts)]
    return Note.objects.of(user).standing().select_related(*related).defer(*deferred).in_reading_order()


def groups(notes: Iterable[PlacedNote]) -> list[LessonGroup]:
    together = groupby(notes, key=lambda placed_note: placed_note.note.lesson)
    return [LessonGroup(lesson, list(own)) for lesson, own in together]
