"""Own notes are found, nobody else's are."""

import pytest

from notes import services
from notes.search import LIMIT, find_notes
from tests.notes.conftest import QUOTE

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def found(user, asked):
    return [hit.note.text for hit in find_notes(user, asked)]


@pytest.mark.parametrize("asked", ["追问", "追", "CHATGPT", "chatgpt 追问", "旁观者", "ＣｈａｔＧＰＴ"])
def test_words_of_the_note_and_of_its_quote_are_found(amy, mark, asked):
    mark(amy, text="让 ChatGPT 先追问")
    assert found(amy, asked) == ["让 ChatGPT 先追问"]


@pytest.mark.parametrize("asked", ["", " ", "，。", "%", "_", "没有这个词", "追问 没有"])
def test_signs_and_foreign_words_find_nothing(amy, mark, asked):
    mark(amy, text="让 ChatGPT 先追问")
    assert found(amy, asked) == []


def test_notes_of_another_and_removed_ones_are_not_found(amy, ben, mark):
    mark(amy, text="追问一")
    services.remove_note(note=mark(ben, text="追问二"))
    assert found(ben, "追问") == []


def test_own_words_come_before_quoted_ones_and_the_list_is_bounded(amy, mark):
    mark(amy, text="旁观者也能看懂")
    for number in range(12):
        mark(amy, text=f"第 {number} 条")
    notes = found(amy, "旁观者")
    assert notes[0] == "旁观者也能看懂" and len(notes) == LIMIT


def test_the_search_page_shows_mine_marked_and_safe(client, amy, ben, mark):
    mark(amy, text="<b>追问</b>")
    client.force_login(amy)
    html = client.get("/search/?q=追问").content.decode()
    assert "&lt;b&gt;<mark>追问</mark>" in html and "没有找到" not in html
    client.force_login(ben)
    assert "found-notes" not in client.get("/search/?q=追问").content.decode()


def test_a_visitor_can_search(client, course):
    assert client.get(f"/search/?q={QUOTE}").status_code == 200
