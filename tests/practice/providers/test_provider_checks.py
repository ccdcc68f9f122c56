import pytest

from practice.providers.provider_checks import providers_can_be_asked

pytestmark = pytest.mark.django_db


def ids() -> list[str]:
    return [message.id for message in providers_can_be_asked(None, databases=["default"])]


def test_a_private_address_is_said_at_the_start(provider_row):
    provider_row("一", address="http://127.0.0.1:11434/v1")
    assert ids() == ["aigc.W003"]


def test_not_where_the_operator_allows_it(provider_row, settings):
    settings.ALLOW_PRIVATE_LLM = True
    provider_row("一", address="http://127.0.0.1:11434/v1")
    assert ids() == []


def test_a_name_that_leads_nowhere_does_not_hold_up_the_start(provider_row):
    provider_row("一", address="https://models.invalid/v1")
    assert ids() == []


def test_a_key_that_cannot_be_opened_is_said(provider_row, settings):
    settings.ALLOW_PRIVATE_LLM = True
    provider_row("一")
    settings.SECRET_KEY = "another-one"
    assert ids() == ["aigc.W002"]


def test_one_that_is_switched_off_does_not_matter(provider_row):
    provider_row("一", address="http://127.0.0.1/v1", is_enabled=False)
    assert ids() == []


def test_a_check_without_a_database_asks_none(provider_row, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert providers_can_be_asked(None) == []
