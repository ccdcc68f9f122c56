"""A reader's own notes that say what is asked for. Letters and Han only, so both databases compare them alike."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.search import around, highlight, runs_of

from .listing import notes_of
from .models import Note

LIMIT = 10


@dataclass(frozen=True)
class NoteHit:
    note: Note
    title: SafeString
    snippet: SafeString | str

    @property
    def address(self) -> str:
        return f"{reverse('notes:mine')}?lesson={self.note.lesson.key}#note-{self.note.pk}"


def find_notes(user: Any, text: str) -> list[NoteHit]:
    """Own words before words of the lesson, the newest first; at most LIMIT."""
    runs = runs_of(text)
    if not runs:
        return []
    rows = notes_of(user)
    for run in runs:
        rows = rows.filter(Q(text__icontains=run) | Q(quote__icontains=run) | Q(heading_words__icontains=run))
    found = sorted(rows.order_by("-changed_at")[: 10 * LIMIT], key=lambda note: not _says(note.text, runs))
    return [_hit(note, runs) for note in found[:LIMIT]]


def _hit(note: Note, runs: list[str]) -> NoteHit:
    own = " ".join((note.text or note.quote or note.heading_words or note.lesson.title).split())
    quote = " ".join(note.quote.split()) if note.text else ""
    return NoteHit(note, highlight(around(own, runs), runs), highlight(around(quote, runs), runs) if quote else "")


def _says(text: str, runs: list[str]) -> bool:
    return all(run in text.lower() for run in runs)
