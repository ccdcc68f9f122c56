"""The name on a public page."""

import pytest

from credentials.forms import CredentialForm


def form(**data) -> CredentialForm:
    return CredentialForm(data)


@pytest.mark.parametrize("name", ["陆晚晴", "买买提·吐尔逊", "O’Neill", "𬱖䶮", "字" * 60])
def test_an_ordinary_name_needs_nothing_else(name):
    assert form(name=name).is_valid()


def test_spaces_around_and_between_are_made_one():
    written = form(name="  Lu \u3000 Wanqing ")
    assert written.is_valid() and written.cleaned_data["name"] == "Lu Wanqing"


def test_one_name_is_written_one_way():
    written = form(name="A\u030asa")
    assert written.is_valid() and written.cleaned_data["name"] == "Åsa"


@pytest.mark.parametrize(
    "name", ["", "   ", "\u3000", "\u200b", "字" * 61, "李\u0007", "李\ue000", "李\u202e明", "李\u2066明"]
)
def test_what_would_not_look_the_same_everywhere_is_refused(name):
    assert "name" in form(name=name).errors


def test_a_name_that_grows_when_it_is_written_one_way_is_measured_then():
    assert "name" in form(name="\u0958" * 31, with_boxes="on").errors


@pytest.mark.parametrize("name", ["李🚀", "عائشة", "བསོད་ནམས", "ᠪᠠᠲᠤ"])
def test_a_name_the_fonts_cannot_draw_asks_what_to_do(name):
    written = form(name=name)
    assert "drawn_name" in written.errors and written.asks_for_spelling


def test_the_learner_is_told_which_character_is_missing():
    assert "🚀（U+1F680）" in str(form(name="李🚀").errors["drawn_name"])


def test_another_spelling_answers_it():
    assert form(name="عائشة", drawn_name="阿依莎").is_valid()


def test_boxes_answer_it():
    written = form(name="李🚀", with_boxes="on")
    assert written.is_valid() and written.cleaned_data["drawn_name"] == ""


def test_another_spelling_must_be_drawable_itself():
    assert "drawn_name" in form(name="عائشة", drawn_name="🌙").errors


def test_a_spelling_that_is_not_needed_is_dropped():
    written = form(name="陆晚晴", drawn_name="Lu Wanqing")
    assert written.is_valid() and written.cleaned_data["drawn_name"] == ""


def test_a_rare_name_by_default_already_shows_the_question():
    assert CredentialForm(initial={"name": "李🚀"}).asks_for_spelling
