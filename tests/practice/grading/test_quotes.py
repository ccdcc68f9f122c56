from hypothesis import given
from hypothesis import strategies as st

from practice.grading.quotes import place_of


def test_the_place_is_that_of_the_words_as_they_were_written():
    text = "规则：「没有出处的，不写」。"
    start, end = place_of("没有出处的,不写", text)
    assert text[start:end] == "没有出处的，不写"


def test_an_ellipsis_in_the_text_does_not_hide_a_quote():
    assert place_of("做了九年管过五个人", "做了九年……管过五个人") == (0, 11)


def test_a_quote_of_nothing_but_spaces_has_no_place():
    assert place_of(" \n", "有字") is None


@given(st.text(), st.text())
def test_any_quote_has_a_place_inside_the_text_or_none(quote, text):
    place = place_of(quote, text)
    assert place is None or 0 <= place[0] < place[1] <= len(text)
