from decimal import Decimal

import pytest

from practice.llm import roster
from practice.money.prices import Price, price_of


def test_a_price_is_for_a_million_tokens():
    assert Price(Decimal(2), Decimal(8), "元").of(input=500_000, output=1_000) == Decimal("1.008")


def test_without_a_price_there_is_no_money():
    assert price_of("chat") is None


def test_one_half_of_a_price_is_none(settings):
    settings.PRICE_INPUT = Decimal(2)
    assert price_of("chat") is None


def test_the_operator_says_what_a_model_costs(settings):
    settings.PRICE_INPUT, settings.PRICE_OUTPUT = Decimal(2), Decimal(8)
    assert price_of("chat") == Price(Decimal(2), Decimal(8), "元")


@pytest.mark.django_db
def test_what_the_admin_says_of_a_model_goes_before_the_operators_word(settings, provider_row):
    settings.PRICE_INPUT, settings.PRICE_OUTPUT = Decimal(9), Decimal(9)
    provider_row("一", price_input=2, price_output=8)
    roster.forget()
    assert price_of("chat") == Price(Decimal(2), Decimal(8), "元")
