"""Whatever a form lets through can be written on both kinds of sheet."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from credentials.drawing.sheets import PdfSheet, PictureSheet
from credentials.faces import Face
from credentials.forms import as_name

PICTURE, PDF = PictureSheet(100, 20), PdfSheet()


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=60))
@example("\U000323af\U0002ebf0")  # newer than Python's own tables
@example("ก็ ᠪᠠᠲᠤ བསོད 👩‍🚀 e\u0301\u0323")
def test_a_name_is_refused_or_written(text):
    try:
        name = as_name(text)
    except ValidationError:
        return
    for sheet in (PICTURE, PDF):
        size = sheet.fitting(name, face=Face.NAMES, size=10, room=90)
        assert sheet.text((5, 15), name, face=Face.NAMES, size=size) <= 90.5


@pytest.mark.parametrize("words", ["陆晚晴", "7Q4M-K2XD-9FHT", "Nguyễn", "李🚀"])
def test_both_sheets_measure_alike(words):
    """Else a line that fits in the picture would run over the edge of the page."""
    lengths = [sheet.length(words, face=Face.NAMES, size=10) for sheet in (PICTURE, PDF)]
    assert lengths[0] == pytest.approx(lengths[1], rel=0.02)


def test_words_end_where_they_are_told_to(monkeypatch):
    written = []
    monkeypatch.setattr(PICTURE, "_write", lambda at, *rest: written.append(at[0]))
    length = PICTURE.text((50, 10), "学习", size=10)
    PICTURE.text((50, 10), "学习", size=10, anchor="middle")
    PICTURE.text((50, 10), "学习", size=10, anchor="right")
    assert written == [50, 50 - length / 2, 50 - length]


def test_words_that_fit_keep_their_size():
    assert PICTURE.fitting("李", face=Face.NAMES, size=10, room=90) == 10


def test_no_words_at_all_are_no_trouble():
    assert PICTURE.fitting("", face=Face.NAMES, size=10, room=90) == 10
