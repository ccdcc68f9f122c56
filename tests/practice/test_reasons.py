import re
from pathlib import Path

import pytest

from practice import llm
from practice.llm.openai_compatible import REASON_OF_FINISH, REASON_OF_STATUS
from practice.models import Call
from practice.reasons import WORDS, words_for

DOOR = Path(llm.__file__).parent
OURS = {"worker_lost", "no_first_token", "gap", "too_long", "cut_off", "length", "filtered", "refused"} | {
    "rate_limited",
    "bad_key",
    "unreachable",
    "unreadable",
    "empty",
}


def codes_of_the_door() -> set[str]:
    raised = {code for file in DOOR.glob("*.py") for code in re.findall(r'LLMError\("([a-z_]+)"', file.read_text())}
    return raised | set(REASON_OF_STATUS.values()) | set(REASON_OF_FINISH.values())


def test_every_code_of_the_contract_has_words():
    assert WORDS.keys() >= OURS


def test_every_code_that_can_come_through_the_door_has_words():
    assert WORDS.keys() >= codes_of_the_door()


@pytest.mark.parametrize("status", ["queued", "running", "succeeded"])
def test_a_call_without_trouble_needs_no_words(status):
    assert words_for(Call(status=status)) is None


def test_a_code_nobody_expected_is_still_explained():
    assert words_for(Call(status="failed", reason="brand_new")).happened


def test_stopping_is_no_failure_of_the_model():
    assert "停下" in str(words_for(Call(status="cancelled")).happened)
