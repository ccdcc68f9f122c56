import pytest

from progress import quiz
from tests.conftest import QUIZ

SINGLE, MULTIPLE, TRUE_FALSE = QUIZ


@pytest.mark.parametrize(
    ("words", "given", "is_correct"),
    [
        (SINGLE, ["1"], True),
        (SINGLE, ["0"], False),
        (MULTIPLE, ["2", "0"], True),
        (MULTIPLE, ["0"], False),
        (MULTIPLE, ["0", "1", "2"], False),
        (TRUE_FALSE, ["false"], True),
        (TRUE_FALSE, ["true"], False),
    ],
)
def test_an_answer_is_right_when_it_is_exactly_the_right_choice(words, given, is_correct):
    assert quiz.judge(words, quiz.read_choice(words, given)).is_correct is is_correct


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (SINGLE, []),
        (SINGLE, ["0", "1"]),
        (SINGLE, ["2"]),
        (SINGLE, ["-1"]),
        (SINGLE, ["一"]),
        (SINGLE, ["²"]),
        (SINGLE, ["true"]),
        (MULTIPLE, ["0", "3"]),
        (MULTIPLE, ["99999999999999999999"]),
        (TRUE_FALSE, []),
        (TRUE_FALSE, ["0"]),
        (TRUE_FALSE, ["true", "false"]),
    ],
)
def test_a_choice_that_fits_no_option_is_refused_in_words(words, given):
    with pytest.raises(quiz.UnreadableAnswer, match="选"):
        quiz.read_choice(words, given)


def test_the_result_gives_the_reason_for_every_option():
    whys = quiz.judge(SINGLE, [0]).whys
    assert whys == [option["why"] for option in SINGLE["options"]]


def test_the_fingerprint_changes_with_the_words():
    assert quiz.fingerprint(SINGLE) != quiz.fingerprint(SINGLE | {"question": "换了一问"})


def test_a_question_that_is_not_in_the_document_is_missing():
    with pytest.raises(KeyError):
        quiz.words_of({"quiz": QUIZ}, "q9")
