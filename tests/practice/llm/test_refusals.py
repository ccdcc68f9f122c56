from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.llm.refusals import REASON_OF_STATUS, reason_of, wait_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (400, "Content Exists Risk", "filtered"),
        (400, "InternalError.Algo.DataInspectionFailed: Input data may be inappropriate", "filtered"),
        (400, "This model's maximum context length is 65536 tokens", "too_big"),
        (400, "Range of input length should be [1, 30720]", "too_big"),
        (400, "Arrearage: Access denied, please make sure your account is in good standing.", "no_credit"),
        (403, "AccountOverdueError", "no_credit"),
        (429, "You exceeded your current quota (insufficient_quota)", "no_credit"),
        (429, "您的账户已欠费，请充值后重试", "no_credit"),
        (418, "I am a teapot", "refused"),
        (302, "", "moved"),
        (599, "", "unreachable"),
    ],
)  # fmt: skip
def test_the_words_count_where_a_status_says_many_things(status, said, reason):
    assert reason_of(status, said) == reason


@pytest.mark.parametrize(("status", "reason"), REASON_OF_STATUS.items())
def test_a_status_without_words_says_enough(status, reason):
    assert reason_of(status, "") == reason


def test_a_wrong_key_stays_one_whatever_else_is_said():
    assert reason_of(401, "token limit") == "bad_key"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("30", 30), (" 30 ", 30), ("86400", 86400),
        ("86401", 0), ("0", 0), ("-1", 0), ("1e9", 0), ("1.5", 0), ("soon", 0), ("", 0), ("９", 0), ("9" * 400, 0),
        (format_datetime(NOON + timedelta(minutes=5), usegmt=True), 300),
        (format_datetime(NOON - timedelta(minutes=5), usegmt=True), 0),
        (format_datetime(NOON + timedelta(days=2), usegmt=True), 0),
        ("Sun Nov 22 12:05:00 2026", 300),
    ],
)  # fmt: skip
def test_a_wait_is_taken_when_somebody_could_mean_it(said, seconds):
    assert wait_of({"retry-after": said}, at=NOON) == seconds


def test_nothing_said_is_no_wait():
    assert wait_of({}, at=NOON) == 0


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,9} \d{1,3}:\d\d:\d\d [+-]\d{4,9}"))
def test_whatever_a_provider_says_a_wait_is_between_nothing_and_a_day(said):
    assert 0 <= wait_of({"retry-after": said}, at=NOON) <= 86400
