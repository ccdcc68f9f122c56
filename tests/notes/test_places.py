"""Where notes stand after their lesson was revised."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notes.listing import notes_of
from notes.places import placed
from tests.notes.conftest import BODY, HEADINGS, QUOTE, revise

pytestmark = pytest.mark.django_db


def where(user):
    return placed(notes_of(user))


def test_an_unrevised_lesson_is_not_read(mark, amy, django_assert_num_queries):
    mark(amy)
    with django_assert_num_queries(1):
        [note] = where(amy)
    assert note.place.anchor.quote == QUOTE


def test_a_mark_follows_its_words_under_another_heading(mark, amy, lesson):
    mark(amy)
    revise(lesson, f'<h2 id="limits">边界</h2><p>一开始就说：{QUOTE}。</p>')
    [note] = where(amy)
    assert (note.place.anchor.quote, note.place.anchor.heading, note.place.is_changed) == (QUOTE, "limits", False)


def test_a_rewritten_passage_is_shown_beside_the_old_words(mark, amy, lesson):
    mark(amy)
    revise(lesson, BODY.replace("<em>检查</em>：每次", "<em>核对</em>：每一次"))
    [note] = where(amy)
    assert note.place.is_changed and note.place.anchor.quote == "旁观者才能核对：每一次只问一个问题"
    assert note.note.quote == QUOTE


def test_an_orphan_is_listed_with_its_old_words(mark, amy, lesson):
    mark(amy, text="为什么？")
    revise(lesson, "<p>这一课完全另写，讲怎么剪视频。</p>")
    [note] = where(amy)
    assert note.is_orphan and note.note.quote == QUOTE and note.address == lesson.get_absolute_url()


def test_a_bookmark_whose_heading_is_gone_is_an_orphan(bookmark, amy, lesson):
    bookmark(amy)
    revise(lesson, BODY, HEADINGS[:1])
    [note] = where(amy)
    assert note.is_orphan and note.note.heading_words == "边界"


def test_a_bookmark_of_the_whole_lesson_never_is(bookmark, amy, lesson):
    bookmark(amy, heading="")
    revise(lesson, "<p>另写。</p>", [])
    assert not where(amy)[0].is_orphan


def test_an_address_points_at_the_words_and_writes_their_signs_as_numbers(mark, amy):
    mark(amy, quote="不会给模型")
    assert where(amy)[0].address.endswith("#core-idea:~:text=%E4%B8%8D%E4%BC%9A%E7%BB%99%E6%A8%A1%E5%9E%8B")


def test_many_notes_of_a_revised_lesson_cost_two_questions(mark, amy, lesson):
    for number in range(6):
        mark(amy, text=f"第 {number} 条")
    revise(lesson, BODY + "<p>又一段。</p>")
    with CaptureQueriesContext(connection) as queries:
        assert len(where(amy)) == 6
    assert len(queries) == 2
