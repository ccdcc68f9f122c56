import pytest

from practice.llm import Usage
from practice.money.counting import counted

OURS = Usage(100, 2)


def test_what_the_provider_counted_is_taken():
    assert counted(Usage(120, 30), text="你好", asked=100) == (Usage(120, 30), False)


@pytest.mark.parametrize(
    "usage",
    [
        None,
        Usage(-5, 30),
        Usage(120, -1),
        Usage(0, 30),
        Usage(120, 0),
        Usage(10**9, 30),
        Usage(120, 10**9),
    ],
)
def test_a_count_that_is_missing_or_absurd_is_replaced_and_marked(usage):
    assert counted(usage, text="你好", asked=100) == (OURS, True)


def test_a_model_may_have_thought_more_than_it_said():
    assert counted(Usage(120, 20_000), text="你好", asked=100) == (Usage(120, 20_000), False)


@pytest.mark.parametrize("reason", ["bad_key", "rate_limited", "unreachable", "filtered"])
def test_who_was_refused_pays_nothing(reason):
    assert counted(None, text="", asked=100, reason=reason) == (None, False)


@pytest.mark.parametrize("reason", ["cancelled", "worker_lost", "no_first_token", "cut_off"])
def test_a_prompt_that_was_sent_counts_although_no_word_came(reason):
    assert counted(None, text="", asked=100, reason=reason) == (Usage(100, 0), True)


def test_what_was_never_sent_counts_nothing():
    assert counted(None, text="", asked=0, reason="cancelled") == (None, False)
