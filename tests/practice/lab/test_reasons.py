import re
from pathlib import Path

import pytest

from practice import llm
from practice.lab.reasons import WORDS, words_for, words_for_judging
from practice.llm.openai_compatible import REASON_OF_FINISH
from practice.llm.refusals import REASON_OF_STATUS, REASON_OF_WORDS
from practice.models import Call

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
    refused = {*REASON_OF_STATUS.values(), *REASON_OF_WORDS, "refused", "moved", "unreachable"}
    return raised | refused | set(REASON_OF_FINISH.values())


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


def advice(**columns) -> str:
    return str(words_for(Call(status="failed", **columns)).advice)


@pytest.mark.parametrize(
    ("seconds", "time"),
    [
        (1, "1 秒"),
        (30, "30 秒"),
        (120, "120 秒"),
        (121, "3 分钟"),
        (7200, "120 分钟"),
        (7201, "3 小时"),
        (86400, "24 小时"),
    ],
)
def test_the_time_a_provider_names_is_said_in_its_unit_and_never_too_early(seconds, time):
    assert f"对方说 {time}以后再来" in advice(reason="rate_limited", wait=seconds)


def test_waiting_does_not_mend_a_key():
    assert "对方说" not in advice(reason="bad_key", wait=30)


def test_a_learner_is_not_asked_to_shorten_what_a_judge_wrote():
    call = Call(status="partial", reason="too_long")
    assert "多少字" in str(words_for(call).advice) and "过一会儿" in str(words_for_judging(call).advice)
