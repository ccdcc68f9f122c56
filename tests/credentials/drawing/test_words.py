"""What certificates say."""

import pytest

from credentials.drawing import words


@pytest.fixture
def snapshot() -> dict:
    dates = {"began_on": "2026-04-02", "reached_on": "2026-09-19"}
    return {"done": 105, "total": 149, "days": 171, "planned_days": None, **dates}


def test_a_part_of_the_course(snapshot):
    assert (
        words.sentence(snapshot) == "学完 149 课里的 105 课，从 2026 年 4 月 2 日到 2026 年 9 月 19 日，用了 171 天。"
    )


def test_the_whole_course(snapshot):
    assert words.amount(snapshot | {"done": 149}) == "学完全部 149 课"


def test_days_beside_the_planned_ones(snapshot):
    assert words.span(snapshot | {"planned_days": 60}).endswith("用了 171 天（计划 60 天）")


def test_everything_on_one_day(snapshot):
    one = snapshot | {"began_on": "2026-09-19", "days": 1}
    assert words.span(one) == "2026 年 9 月 19 日，用了 1 天"


def test_it_is_issued_on_the_day_of_the_site(credential):
    credential.issued_at = credential.issued_at.replace(year=2026, month=9, day=19, hour=20)  # the 20th in Shanghai
    assert words.facts(credential)[1] == ("签发", "2026 年 9 月 20 日")


def test_words_stay_chinese_for_who_reads_english(credential):
    from django.utils import translation

    with translation.override("en"):
        assert credential.chinese_rung == "入门合格"
