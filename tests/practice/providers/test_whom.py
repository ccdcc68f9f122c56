"""Whom a call asks, with the real loop where something is sent."""

import pytest

from practice.models import Call
from practice.providers import whom
from tests.practice.test_fallback import answered, next_door, nobody, other  # noqa: F401
from tests.provider import REPLY

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def bound(call: Call, choice: whom.Choice) -> Call:
    whom.bind(call, user_id=call.attempt.enrollment.user_id, choice=choice)
    call.is_sample = False
    call.save()
    return call


def test_every_text_model_of_every_source_can_be_chosen(provider_row):
    provider_row("一", answer_model="big", judge_model="strict", image_model="painter", is_default=True)
    provider_row("二", answer_model="big")
    named = [(choice.source.name, choice.model) for choice in whom.choices()]
    assert named == [("一", "big"), ("一", "strict"), ("二", "big")]


def test_a_model_named_twice_is_offered_once(provider_row):
    provider_row("一", answer_model="big", judge_model="big")
    assert len(whom.choices()) == 1


def test_every_choice_has_a_key_of_its_own_that_says_nothing(provider_row):
    provider_row("一", answer_model="big", judge_model="strict")
    keys = [choice.key for choice in whom.choices()]
    assert len(set(keys)) == 2 and not any("big" in key for key in keys)


def test_a_chosen_model_answers_although_another_is_asked_by_default(provider, other, provider_row, submit):  # noqa: F811
    provider_row("一", address=provider.url, is_default=True)
    provider_row("二", address=other.url, answer_model="spare")
    call = answered(bound(submit().call, whom.choices()[1]))
    assert (call.text, call.model, call.provider.split()[0]) == ("".join(REPLY), "spare", "二")
    assert (len(provider.requests), other.requests[0].body["model"]) == (0, "spare")


def test_nobody_stands_in_for_who_was_chosen(nobody, other, provider_row, submit):  # noqa: F811
    provider_row("一", address=nobody, is_default=True)
    provider_row("二", address=other.url)
    call = answered(bound(submit().call, whom.choices()[0]))
    assert (call.status, call.reason, other.requests) == ("failed", "unreachable", [])


def test_who_was_chosen_and_is_no_more_is_not_replaced(provider, other, provider_row, submit):  # noqa: F811
    chosen = provider_row("一", address=provider.url)
    provider_row("二", address=other.url)
    call = bound(submit().call, whom.choices()[0])
    chosen.delete()
    assert answered(call).reason == "not_there"
    assert (provider.requests, other.requests, call.charge.spent) == ([], [], 0)


def test_a_model_that_was_renamed_is_not_guessed(provider, provider_row, submit):
    row = provider_row("一", address=provider.url, answer_model="old")
    call = bound(submit().call, whom.choices()[0])
    row.answer_model = "new"
    row.save()
    assert answered(call).reason == "not_there"
    assert provider.requests == []
