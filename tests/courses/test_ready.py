"""Fragments are drawn once; what belongs to one reader is filled in."""

import pytest
from django.template import Context, TemplateDoesNotExist, engines
from django.utils import translation

from courses import ready


@pytest.fixture(autouse=True)
def templates(monkeypatch):
    """Templates by name, written by the test; the shelf is empty."""
    written: dict[str, str] = {}

    def found(name):
        if name not in written:
            raise TemplateDoesNotExist(name)
        return engines["django"].from_string(written[name])

    monkeypatch.setattr(ready, "get_template", found)
    monkeypatch.setattr(ready, "_shelf", {})
    return written


@ready.hole
def name_of(context, greeting):
    return f"{greeting}，{context['name']}"


def drawn(key=(), reader=None, **context):
    return ready.made(Context(reader or {}), "t", key, lambda: context)


def test_a_fragment_is_drawn_once_for_its_key(templates):
    templates["t"] = "{{ word }}"
    assert [drawn(word="一"), drawn(word="二"), drawn(("b",), word="二")] == ["一", "一", "二"]


def test_each_language_has_a_fragment_of_its_own(templates):
    templates["t"] = "{% get_current_language as code %}{{ code }}"
    codes = []
    for code in ("zh-hans", "en"):
        with translation.override(code):
            codes.append(drawn())
    assert codes == ["zh-hans", "en"]


def test_a_fragment_sees_nothing_of_its_reader(templates):
    templates["t"] = "[{{ user }}{{ request }}{{ name }}]"
    assert drawn(reader={"user": "amy", "request": "r", "name": "Amy"}) == "[]"


def test_a_form_gets_a_new_key_every_time(templates):
    templates["t"] = "{% load ready_made %}<i>{% form_key %}</i>"
    first, second = drawn(), drawn()
    assert first != second and len(first) == len("<i></i>") + 32


def test_on_a_page_that_is_not_ready_made_a_hole_just_draws():
    assert name_of(Context({"name": "Amy"}), "你好") == "你好，Amy"


def test_a_hole_waits_while_a_fragment_is_drawn():
    holes: list = []
    mark = name_of(Context({ready._HOLES: holes, "name": "谁都行"}), "你好")
    assert "谁都行" not in mark
    assert holes[0](Context({"name": "Ben"})) == "你好，Ben"


def test_the_form_token_is_the_readers(templates):
    templates["t"] = "{% csrf_token %}"
    tokens = [drawn(reader={"csrf_token": token}) for token in ("aaa", "bbb")]
    assert ['value="aaa"' in tokens[0], 'value="bbb"' in tokens[1]] == [True, True]


def test_a_word_with_markup_stays_escaped(templates):
    templates["t"] = "{{ word }}"
    assert drawn(word="<script>") == "&lt;script&gt;"


def test_a_full_shelf_is_cleared(templates, monkeypatch):
    monkeypatch.setattr(ready, "KEPT", 2)
    templates["t"] = "{{ word }}"
    for key in ("a", "b", "c"):
        drawn((key,), word=key)
    assert len(ready._shelf) == 1


def test_fresh_is_drawn_for_this_reader_alone(templates):
    templates["t"] = "{{ user }} {{ word }}"
    reader = Context({"user": "amy"})
    assert [ready.fresh(reader, "t", {"word": word}) for word in "一二"] == ["amy 一", "amy 二"]
