from datetime import UTC, datetime, timedelta

import pytest

from practice.money.quota import Amounts, Exceeded, Standing

DAY = datetime(2026, 11, 22, 16, tzinfo=UTC)
MONTH = datetime(2026, 11, 30, 16, tzinfo=UTC)
LIMITS = Amounts(learner_day=1000, lesson_day=3, site_month=5000)


def standing(*, learner_day=0, lesson_day=0, site_month=0, limits=LIMITS):
    return Standing(Amounts(learner_day, lesson_day, site_month), limits, day_ends_at=DAY, month_ends_at=MONTH)


def test_what_fits_exactly_is_let_through():
    assert standing(learner_day=900).refusal_of(100, is_send=True) is None


@pytest.mark.parametrize(
    ("used", "until", "words"),
    [
        ({"learner_day": 901}, DAY, "今天的额度不够了：还剩 99 token，这一次大约要 100。11-23 00:00 恢复"),
        ({"lesson_day": 3}, DAY, "这一课今天已经发了 3 次"),
        ({"site_month": 4901}, MONTH, "全站这个月的额度不够了：还剩 99 token"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_left_and_when_it_comes_back(used, until, words):
    refusal = standing(**used).refusal_of(100, is_send=True)
    assert refusal and words in refusal.message and refusal.until == until


def test_judging_is_no_send():
    assert standing(lesson_day=3).refusal_of(100, is_send=False) is None


def test_nought_is_no_limit():
    free = standing(learner_day=10**9, lesson_day=10**6, site_month=10**12, limits=Amounts(0, 0, 0))
    assert free.refusal_of(10**6, is_send=True) is None
    assert (free.tokens_left, free.sends_left) == (None, None)


def test_what_is_left_is_the_lesser_of_the_learners_day_and_the_sites_month():
    assert standing(learner_day=100, site_month=4500).tokens_left == 500
    assert standing(learner_day=900, site_month=100).tokens_left == 100


def test_a_limit_that_was_lowered_leaves_nothing_and_no_debt():
    assert standing(learner_day=2000).tokens_left == 0


def test_waiting_takes_at_least_a_second():
    refusal = Exceeded("", until=DAY)
    assert refusal.seconds_left(at=DAY - timedelta(minutes=1)) == 60
    assert refusal.seconds_left(at=DAY) == 1
