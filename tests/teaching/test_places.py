from hypothesis import given
from hypothesis import strategies as st

from teaching.places import PLACES, fill, unknown_places


def test_known_places_are_filled_and_others_stay():
    assert fill("{称呼}，{课}，{别的}", {"{称呼}": "王芳", "{课}": "{链接}"}) == "王芳，{链接}，{别的}"


def test_unknown_places_are_named():
    assert unknown_places("{称呼} {名字} {x}") == ["{名字}", "{x}"]


def test_braces_that_hold_a_sentence_are_only_braces():
    assert unknown_places("{这里写的是一整句话，不是要替换的地方。}") == []


@given(st.text())
def test_words_without_places_never_change(words):
    if not any(place in words for place in PLACES):
        assert fill(words, dict.fromkeys(PLACES, "x")) == words
