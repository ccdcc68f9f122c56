"""Twice does no harm, nothing is lost by a slip, nobody fills the shelf."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from notes import services
from notes.models import Note, SeenRevision
from tests.notes.conftest import BODY, revise

pytestmark = pytest.mark.django_db


def test_the_same_mark_twice_is_kept_once(mark, amy):
    assert mark(amy) == mark(amy)
    assert Note.objects.count() == 1


def test_two_notes_on_the_same_words_are_two(mark, amy):
    mark(amy, text="一")
    mark(amy, text="二")
    assert Note.objects.count() == 2


def test_what_amy_marks_is_not_bens(mark, amy, ben):
    assert mark(amy) != mark(ben)
    assert Note.objects.of(amy).count() == 1


def test_a_full_shelf_says_so_and_still_knows_what_is_on_it(mark, amy, monkeypatch):
    known = mark(amy)
    monkeypatch.setattr(services, "MOST_NOTES", 1)
    with pytest.raises(services.NoRoom, match="1 条"):
        mark(amy, text="再一条")
    assert mark(amy) == known


def test_a_removed_note_can_be_brought_back(mark, amy):
    note = mark(amy, text="别丢")
    services.remove_note(note=note)
    services.remove_note(note=note)
    assert not Note.objects.of(amy).standing().exists()
    services.restore_note(note=note)
    services.restore_note(note=note)
    assert Note.objects.standing().get().text == "别丢"


def test_a_removed_note_is_gone_for_good_with_the_next_one_after_a_day(mark, amy):
    services.remove_note(note=mark(amy, text="旧的"))
    last = mark(amy, text="新的")
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        services.remove_note(note=last)
    assert Note.objects.get() == last


def test_a_bookmark_set_again_is_not_there_twice_after_undo(bookmark, amy):
    first = bookmark(amy)
    services.remove_note(note=first)
    second = bookmark(amy)
    assert services.restore_note(note=first) == second
    assert Note.objects.get() == second


def test_new_words_change_nothing_but_the_words(mark, amy, lesson):
    note = mark(amy, text="初稿")
    revise(lesson, BODY + "<p>又一段。</p>")
    services.rewrite_note(note=note, text="二稿")
    again = Note.objects.get()
    assert (again.text, again.revision_id, again.quote) == ("二稿", note.revision_id, note.quote)


def test_what_was_seen_is_the_text_published_last(amy, lesson):
    services.note_seen(user=amy, lesson=lesson)
    lesson.published = revise(lesson, BODY)
    services.note_seen(user=amy, lesson=lesson)
    assert SeenRevision.objects.get().revision == lesson.published
