"""Notes with the place where each stands in its lesson as it is published now."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote as percent

from courses.models import Lesson
from courses.plain_text import blocks_of

from .anchors import Page, Place
from .models import Note

_LONG = 30  # characters; a longer passage is pointed at by its ends
_ENDS = 12


@dataclass(frozen=True)
class PlacedNote:
    """`place` is None for an orphan: what it was written on is gone."""

    note: Note
    place: Place | None

    @property
    def is_orphan(self) -> bool:
        return self.place is None

    @property
    def address(self) -> str:
        """Of the passage: a heading for every browser, the words themselves for those that know text fragments."""
        lesson = self.note.lesson.get_absolute_url()
        if self.place is None:
            return lesson
        anchor = self.place.anchor
        words = f":~:text={_pointer(anchor.quote)}" if anchor.quote else ""
        return f"{lesson}#{percent(anchor.heading)}{words}" if anchor.heading or words else lesson


def placed(notes: Iterable[Note]) -> list[PlacedNote]:
    """The notes come with their lessons. Texts are read only of lessons that have changed since, in one query."""
    notes = list(notes)
    changed = {note.lesson_id for note in notes if _was_made_on_another(note)}
    texts = {lesson.pk: _Text(lesson) for lesson in Lesson.objects.filter(pk__in=changed).only("parts", "headings")}
    return [PlacedNote(note, _place(note, texts)) for note in notes]


def page_of(lesson: Lesson) -> Page:
    return Page(blocks_of(lesson.parts))


class _Text:
    def __init__(self, lesson: Lesson):
        self.page = page_of(lesson)
        self.headings = {heading["id"] for heading in lesson.headings}


def _place(note: Note, texts: dict[int, _Text]) -> Place | None:
    if not _was_made_on_another(note):
        return Place(note.anchor)
    text = texts[note.lesson_id]
    if note.quote:
        return text.page.find(note.anchor)
    return Place(note.anchor) if not note.heading or note.heading in text.headings else None


def _was_made_on_another(note: Note) -> bool:
    return note.revision_id != note.lesson.published_id


def _pointer(quote: str) -> str:
    """A text directive; its own signs (comma, dash, ampersand) are written as numbers."""
    ends = [quote] if len(quote) <= _LONG else [quote[:_ENDS], quote[-_ENDS:]]
    return ",".join(percent(end.strip(), safe="").replace("-", "%2D") for end in ends)
