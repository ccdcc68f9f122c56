import pytest
from django.db import IntegrityError

from practice import llm
from practice.llm import roster
from practice.providers.provider import Provider

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return [source.name or "the environment" for source in llm.sources()]


def test_without_any_provider_nobody_is_asked():
    assert (llm.sources(), llm.configured(), llm.model_for("answer")) == ((), False, "")


def test_the_environment_comes_first_until_another_is_default(configured, provider_row):
    provider_row("备用")
    assert names() == ["the environment", "备用"]


def test_a_default_takes_the_place_of_the_environment(configured, provider_row):
    provider_row("备用")
    provider_row("首选", is_default=True, answer_model="first")
    assert names() == ["首选", "备用"]
    assert llm.model_for("answer") == "first"


def test_the_others_follow_in_their_order(provider_row):
    provider_row("三", position=30)
    provider_row("二", position=20)
    provider_row("一", is_default=True, position=90)
    assert names() == ["一", "二", "三"]


def test_one_that_is_switched_off_is_not_asked(provider_row):
    provider_row("停用", is_enabled=False)
    assert not llm.configured()


def test_answers_verdicts_and_pictures_have_models_of_their_own(provider_row):
    source = provider_row("一", answer_model="chat", judge_model="judge", image_model="draw").as_source()
    assert [source.model_for(purpose) for purpose in ("answer", "judge", "image")] == ["chat", "judge", "draw"]


def test_without_a_model_for_verdicts_the_one_for_answers_judges(provider_row):
    source = provider_row("一", answer_model="chat").as_source()
    assert (source.model_for("judge"), source.model_for("image")) == ("chat", "")


def test_there_is_one_default(provider_row):
    provider_row("一", is_default=True)
    with pytest.raises(IntegrityError):
        provider_row("二", is_default=True)


def test_a_change_is_seen_by_the_next_question(provider_row):
    row = provider_row("一")
    assert names() == ["一"]
    row.delete()
    assert names() == []


def test_a_page_asks_the_database_once_in_two_seconds(provider_row, django_assert_num_queries, monkeypatch):
    provider_row("一")
    now = [1000.0]
    monkeypatch.setattr(roster.time, "monotonic", lambda: now[0])
    roster.forget()
    with django_assert_num_queries(1):
        llm.configured(), llm.model_for("answer"), llm.sources()
    now[0] += roster.REMEMBERED
    with django_assert_num_queries(1):
        llm.configured()


def test_the_key_shows_in_no_text_of_the_row_or_the_source(provider_row):
    row = provider_row("一", key="sk-very-secret")
    assert "very-secret" not in f"{row!r} {row} {row.__dict__} {row.as_source()!r}"
    assert row.as_source().key == "sk-very-secret"


def test_a_key_sealed_with_a_lost_secret_key_is_named_and_breaks_nothing(provider_row, settings):
    row = provider_row("一", key="sk-secret")
    settings.SECRET_KEY = "another-one"
    assert (row.is_key_readable, row.as_source().key, llm.configured()) == (False, None, True)


def test_prices_are_found_by_the_model(provider_row):
    provider_row("一", answer_model="chat", price_input=2, price_output=8)
    roster.forget()
    assert llm.prices_of("chat") == llm.Prices(2, 8)
    assert llm.prices_of("other") is None


def test_prices_come_in_pairs(provider_row):
    with pytest.raises(IntegrityError):
        provider_row("一", price_input=2)


def test_the_record_names_the_provider_and_its_host(provider_row):
    assert provider_row("DeepSeek", address="https://api.deepseek.com/v1").as_source().label == (
        "DeepSeek · api.deepseek.com"
    )
    assert Provider.objects.count() == 1
