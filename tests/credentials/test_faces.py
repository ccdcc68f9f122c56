"""What certificates can draw, found out before anything is drawn."""

import pytest

from credentials import faces
from credentials.faces import Face, Run

RARE = "䶮㛃堃喆垚犇龑𬭼𫖯𬱖㐂赟頔燚囍𠮷𪨶"


def test_rare_characters_of_names_are_drawn():
    assert faces.undrawable(RARE) == []


@pytest.mark.parametrize("name", ["买买提·吐尔逊", "Nguyễn Thị Ánh", "Åsa Öberg", "Юлия", "ゆき", "LÜ Shū"])
def test_names_of_many_peoples_are_drawn(name):
    assert faces.undrawable(name) == []


@pytest.mark.parametrize("face", Face)
def test_both_faces_draw_every_character_of_gb_2312_together(face):
    rows = range(0xB0, 0xF8)
    text = "".join(bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))
    assert len(text) == 6763 and {run.face for run in faces.runs(text, face)} == {face}


def test_a_missing_character_is_named_once():
    assert faces.undrawable("🚀آ🚀李") == ["🚀", "آ"]


def test_what_nobody_sees_is_not_missed():
    assert faces.undrawable("葛\U000e0100城\ufe0f\u200d") == []


def test_a_character_of_the_other_face_is_borrowed():
    assert list(faces.runs("李䶮", Face.WORDS)) == [Run("李", Face.WORDS), Run("䶮", Face.NAMES)]


def test_each_missing_character_stands_alone():
    assert list(faces.runs("李🚀🚀", Face.NAMES)) == [Run("李", Face.NAMES), Run("🚀", None), Run("🚀", None)]


@pytest.mark.parametrize(("character", "number"), [("李", "U+674E"), ("🚀", "U+1F680")])
def test_a_character_is_named_by_its_number(character, number):
    assert faces.code_point(character) == number


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u200d\ufe0f"])
def test_nothing_to_see_is_nothing(text):
    assert not faces.has_something_to_see(text)
