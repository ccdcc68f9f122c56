"""Notes over HTTP: with and without script, and what is refused."""

import pytest
from django.utils import timezone

from courses.models import Lesson
from notes.models import Note
from tests.notes.conftest import BODY, QUOTE, revise

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(lesson):
    return f"/notes/lessons/{lesson.pk}/"


def page_of(response):
    return " ".join(response.content.decode().split())


# --- Keeping ------------------------------------------------------------------------------------------


def test_a_form_without_script_leads_back_to_the_lesson(sign_in, amy, lesson, address):
    answer = sign_in(amy).post(address, {"text": "先问后答", "heading": "limits"})
    assert (answer.status_code, answer["Location"]) == (303, f"{lesson.get_absolute_url()}#notes")
    note = Note.objects.get()
    assert (note.text, note.heading, note.heading_words, note.revision) == (
        "先问后答",
        "limits",
        "边界",
        lesson.published,
    )


def test_a_program_is_told_where_the_mark_stands(sign_in, amy, address):
    answer = sign_in(amy).post(address, {"quote": QUOTE}, headers=JSON)
    assert answer.status_code == 201
    note = answer.json()
    assert note["place"]["heading"] == "core-idea" and note["place"]["prefix"].endswith("数得清的规则，")
    assert sign_in(amy).get(note["url"], headers=JSON).json() == note


def test_the_same_mark_again_is_the_same_note(sign_in, amy, address):
    first = sign_in(amy).post(address, {"quote": QUOTE}, headers=JSON)
    again = sign_in(amy).post(address, {"quote": QUOTE}, headers=JSON)
    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 200, again.json()["id"])


def test_a_script_gets_the_panel_with_the_note_in_it(sign_in, amy, address):
    answer = sign_in(amy).post(address, {"quote": QUOTE, "text": "记"}, headers=HTMX)
    html = page_of(answer)
    assert answer.status_code == 201 and html.startswith("<section") and f'data-quote="{QUOTE}"' in html


def test_a_bookmark_needs_no_words(sign_in, amy, address):
    answer = sign_in(amy).post(address, {"bookmark": "1", "heading": "limits", "text": "随手写的"}, headers=JSON)
    assert answer.status_code == 201
    assert Note.objects.get().is_bookmark


@pytest.mark.parametrize(
    ("wish", "field", "words"),
    [
        ({}, "text", "加书签"),
        ({"text": "  \n "}, "text", "加书签"),
        ({"text": "字" * 5001}, "text", "最多 5000"),
        ({"quote": "字" * 1001}, "quote", "最多 1000"),
        ({"quote": "这句话课文里没有，一个字都没有"}, "quote", "没有找到"),
        ({"quote": "旁观者才能检查：每次只问两个问题"}, "quote", "没有找到"),
        ({"text": "记", "revision": "999999"}, "revision", ""),
    ],
)
def test_what_cannot_be_kept_is_refused_with_words(sign_in, amy, address, wish, field, words):
    answer = sign_in(amy).post(address, wish, headers=JSON)
    assert answer.status_code == 422 and words in answer.json()["fields"][field][0]
    assert not Note.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_refused_form_keeps_what_was_typed(sign_in, amy, address, headers):
    answer = sign_in(amy).post(address, {"text": "想了很久的话", "quote": "课文里没有"}, headers=headers)
    assert answer.status_code == 422 and "想了很久的话" in page_of(answer) and "课文里没有" in page_of(answer)


def test_a_heading_that_is_gone_keeps_nobody_from_writing(sign_in, amy, address):
    assert sign_in(amy).post(address, {"text": "记", "heading": "nowhere"}, headers=JSON).json()["heading"] == ""


def test_what_was_marked_while_the_lesson_changed_is_kept(sign_in, amy, lesson, address):
    old = lesson.published
    revise(lesson, "<p>完全另写的一课，讲怎么剪视频。</p>")
    answer = sign_in(amy).post(address, {"quote": QUOTE, "revision": old.pk, "heading": "core-idea"}, headers=JSON)
    assert answer.status_code == 201 and answer.json()["place"] is None
    assert Note.objects.get().revision == old


def test_markup_in_a_note_and_in_a_quote_is_shown_as_text(sign_in, amy, lesson, address):
    evil = '<script>alert("1")</script>'
    revise(lesson, '<p>&lt;script&gt;alert("1")&lt;/script&gt; 不要照抄这一行代码。</p>')
    html = page_of(sign_in(amy).post(address, {"quote": evil, "text": f"{evil}'\">"}, headers=HTMX))
    assert "<script>" not in html and "&lt;script&gt;alert(&quot;1&quot;)" in html
    assert "<script>alert" not in page_of(sign_in(amy).get("/notes/"))


# --- Who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/notes/", "/notes/export/"])
def test_a_visitor_is_sent_to_sign_in(client, db, path):
    assert client.get(path).status_code == 302
    assert client.get(path, headers=JSON).status_code == 401


def test_who_has_not_joined_is_refused(sign_in, stranger, address):
    answer = sign_in(stranger).post(address, {"text": "记"}, headers=JSON)
    assert answer.status_code == 403 and not Note.objects.exists()


def test_a_withdrawn_lesson_takes_no_new_notes_and_keeps_the_old(sign_in, amy, mark, lesson, address):
    mark(amy, text="留着")
    Lesson.objects.filter(pk=lesson.pk).update(withdrawn_at=timezone.now())
    assert sign_in(amy).post(address, {"text": "新的"}, headers=JSON).status_code == 404
    html = page_of(sign_in(amy).get("/notes/"))
    assert "留着" in html and "这一课现在看不到" in html


@pytest.mark.parametrize("tail", ["", "remove/", "restore/"])
def test_a_note_of_another_is_not_there(sign_in, amy, ben, mark, tail):
    note = mark(amy, text="只给自己看")
    answer = sign_in(ben).post(f"/notes/{note.pk}/{tail}", {"text": "改掉"}, headers=JSON)
    assert answer.status_code == 404
    note.refresh_from_db()
    assert (note.text, note.removed_at) == ("只给自己看", None)


def test_nobody_reads_the_notes_of_another(sign_in, amy, ben, mark, address):
    note = mark(amy, text="只给自己看")
    for path in (f"/notes/{note.pk}/", address, "/notes/", "/notes/export/"):
        assert "只给自己看" not in sign_in(ben).get(path, headers=HTMX, follow=True).content.decode()


def test_instructors_do_not_read_notes_either(sign_in, amy, ines, mark):
    note = mark(amy, text="只给自己看")
    assert sign_in(ines).get(f"/notes/{note.pk}/", headers=JSON).status_code == 404


# --- Changing ----------------------------------------------------------------------------------------


def test_new_words_lead_back_to_the_list(sign_in, amy, mark):
    note = mark(amy, text="初稿")
    answer = sign_in(amy).post(f"/notes/{note.pk}/", {"text": "二稿", "back": "kind=notes"})
    assert (answer.status_code, answer["Location"]) == (303, f"/notes/?kind=notes#note-{note.pk}")
    assert Note.objects.get().text == "二稿"


def test_a_highlight_may_lose_its_text_but_a_bare_note_may_not(sign_in, amy, mark, address):
    marked = mark(amy, text="记")
    bare = sign_in(amy).post(address, {"text": "没有原文"}, headers=JSON).json()
    assert sign_in(amy).post(f"/notes/{marked.pk}/", {"text": ""}, headers=JSON).status_code == 200
    assert sign_in(amy).post(bare["url"], {"text": " "}, headers=JSON).status_code == 422


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_words_too_long_are_refused_and_stay_in_the_field(sign_in, amy, mark, headers):
    note = mark(amy, text="初稿")
    answer = sign_in(amy).post(f"/notes/{note.pk}/", {"text": "长" * 5001}, headers=headers)
    assert answer.status_code == 422 and "长" * 5001 in page_of(answer) and "最多 5000" in page_of(answer)


def test_a_removed_note_can_be_undone_from_the_list(sign_in, amy, mark):
    note = mark(amy, text="别丢")
    answer = sign_in(amy).post(f"/notes/{note.pk}/remove/", {"back": "kind=notes"})
    assert answer["Location"] == f"/notes/?kind=notes&removed={note.pk}"
    assert f"/notes/{note.pk}/restore/" in page_of(sign_in(amy).get(answer["Location"]))
    sign_in(amy).post(f"/notes/{note.pk}/restore/", {"back": "kind=notes"})
    assert "别丢" in page_of(sign_in(amy).get("/notes/"))


@pytest.mark.parametrize("number", ["²", "٣", "-1", "9" * 5000])
def test_a_number_in_the_address_that_is_no_notes_offers_nothing(sign_in, amy, number):
    assert "/restore/" not in page_of(sign_in(amy).get("/notes/", {"removed": number}))


def test_the_panel_offers_undo_too(sign_in, amy, mark):
    note = mark(amy, text="别丢")
    html = page_of(sign_in(amy).post(f"/notes/{note.pk}/remove/", headers=HTMX))
    assert f'action="/notes/{note.pk}/restore/"' in html and "别丢" not in html


# --- The list ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tail", "shown"),
    [
        ("", {"写过的话", "语气和写法", "边界"}),
        ("?kind=notes", {"写过的话"}),
        ("?kind=highlights", {"语气和写法"}),
        ("?kind=bookmarks", {"边界"}),
        ("?kind=orphans", set()),
        ("?kind=unknown&page=99", {"写过的话", "语气和写法", "边界"}),
        ("?lesson=s9-999", set()),
    ],
)
def test_the_list_can_be_narrowed(sign_in, amy, mark, bookmark, tail, shown):
    mark(amy, text="写过的话")
    mark(amy, quote="它主要影响语气和写法")
    bookmark(amy)
    notes = sign_in(amy).get(f"/notes/{tail}", headers=JSON).json()["notes"]
    found = {note["text"] or note["quote"] or note["heading"] for note in notes}
    assert found == {{"边界": "limits", "语气和写法": "它主要影响语气和写法"}.get(each, each) for each in shown}


def test_orphans_are_listed_apart(sign_in, amy, mark, lesson):
    mark(amy, text="还在", quote="它主要影响语气和写法")
    mark(amy, text="不在了")
    revise(lesson, BODY.partition("<p>数得清")[0])
    html = page_of(sign_in(amy).get("/notes/?kind=orphans"))
    assert "不在了" in html and QUOTE in html and "还在</p>" not in html


def test_an_empty_list_says_how_to_begin(sign_in, amy):
    assert "还没有笔记" in page_of(sign_in(amy).get("/notes/"))


def test_the_list_costs_the_same_for_many_notes(sign_in, amy, mark, django_assert_num_queries):
    reader = sign_in(amy)
    mark(amy, text="一")
    reader.get("/notes/")
    with django_assert_num_queries(6):  # session, user, joined, count, notes, lessons to choose from
        reader.get("/notes/")
    for number in range(60):
        mark(amy, text=f"第 {number} 条")
    with django_assert_num_queries(6):
        reader.get("/notes/")


def test_notes_are_taken_along_as_markdown(sign_in, amy, mark, bookmark, lesson):
    mark(amy, text="为什么？\n\n- 数得清")
    bookmark(amy)
    revise(lesson, BODY.replace("<em>检查</em>：每次", "<em>核对</em>：每一次"))
    answer = sign_in(amy).get("/notes/export/")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/markdown") and "attachment" in answer["Content-Disposition"]
    assert f"> {QUOTE}\n" in text and "为什么？\n\n- 数得清\n" in text and f"## {lesson.key} {lesson.title}" in text
    assert "> 旁观者才能核对：每一次只问一个问题" in text and "书签 · 边界" in text


# --- In the lesson -----------------------------------------------------------------------------------


def test_a_lesson_has_a_place_for_notes_at_no_cost(sign_in, amy, mark, lesson, django_assert_num_queries):
    mark(amy, text="为什么")
    reader = sign_in(amy)
    reader.get(lesson.get_absolute_url())
    with django_assert_num_queries(5):
        html = page_of(reader.get(lesson.get_absolute_url()))
    assert 'id="notes"' in html and f'data-notes="/notes/lessons/{lesson.pk}/"' in html and "为什么" not in html


def test_nobody_but_who_has_joined_sees_that_place(client, sign_in, stranger, lesson):
    assert 'id="notes"' not in page_of(client.get(lesson.get_absolute_url()))
    assert 'id="notes"' not in page_of(sign_in(stranger).get(lesson.get_absolute_url()))


def test_a_script_asks_for_the_notes_of_the_lesson(sign_in, amy, mark, address):
    mark(amy, text="为什么")
    html = page_of(sign_in(amy).get(address, headers=HTMX))
    assert html.startswith("<section") and "为什么" in html


def test_without_script_the_same_address_leads_to_the_list(sign_in, amy, lesson, address):
    assert sign_in(amy).get(address)["Location"] == f"/notes/?lesson={lesson.key}"
