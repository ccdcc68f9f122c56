import pytest

from practice.exams.exam_rule import Sat, Standing, held_back, standing

PASS, FAIL = Sat("words", "judge", True), Sat("words", "judge", False)
OTHER_WORDS, OTHER_JUDGE = Sat("old words", "judge", True), Sat("words", "old judge", True)


@pytest.mark.parametrize(
    ("exams", "found"),
    [
        ([], Standing.NEVER),
        ([PASS], Standing.PASSED),
        ([FAIL], Standing.FAILED),
        ([PASS, FAIL], Standing.PASSED),  # the newest comes first
        ([FAIL, PASS], Standing.FAILED),
        ([OTHER_WORDS], Standing.STALE),
        ([OTHER_JUDGE], Standing.STALE),
        ([OTHER_WORDS, FAIL], Standing.FAILED),  # back to the old words: their exam speaks again
        ([OTHER_JUDGE, PASS], Standing.PASSED),
        ([Sat("words", "old judge", False)], Standing.STALE),
    ],
)
def test_the_newest_exam_for_these_words_and_this_judge_speaks(exams, found):
    assert standing(exams, fingerprint="words", judge="judge") == found


@pytest.mark.parametrize(
    ("found", "is_any_held", "reason"),
    [
        (Standing.PASSED, True, ""),
        (Standing.FAILED, True, "failed"),
        (Standing.STALE, True, "due"),
        (Standing.NEVER, True, "due"),
        (Standing.NEVER, False, ""),
    ],
)
def test_only_what_passed_grades_once_an_exam_was_held(found, is_any_held, reason):
    assert held_back(found, is_any_held=is_any_held) == reason
