"""Several providers and one prompt, with the real loop: who is asked, how often, and what the row says."""

import socket

import pytest

from practice.models import PracticeConsent
from practice.providers import consent
from tests.practice.test_loop import ended, running_loop, until
from tests.provider import REPLY, Provider

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def next_door(settings):
    settings.ALLOW_PRIVATE_LLM = True


@pytest.fixture
def other():
    with Provider() as server:
        yield server


@pytest.fixture
def nobody() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"


def answered(call):
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: ended(call))
    return call


def test_a_provider_from_the_admin_answers_and_is_named(provider, provider_row, submit):
    provider_row("一", address=provider.url, key="sk-one", answer_model="big")
    call = answered(submit().call)
    host = f"127.0.0.1:{provider.server_address[1]}"
    assert (call.status, call.text, call.model, call.provider) == ("succeeded", "".join(REPLY), "big", f"一 · {host}")
    assert [request.key for request in provider.requests] == ["sk-one"]


def test_the_next_is_asked_when_nobody_is_there(nobody, other, provider_row, submit):
    provider_row("一", address=nobody, is_default=True)
    provider_row("二", address=other.url, answer_model="spare")
    call = answered(submit().call)
    assert (call.status, call.model, call.provider.split()[0]) == ("succeeded", "spare", "二")
    assert len(other.requests) == 1


def test_the_next_is_asked_when_the_name_leads_nowhere(other, provider_row, submit):
    provider_row("一", address="http://models.invalid/v1", is_default=True)
    provider_row("二", address=other.url)
    assert answered(submit().call).status == "succeeded"


def test_a_private_address_is_not_sent_to(other, provider_row, submit, settings):
    settings.ALLOW_PRIVATE_LLM = False
    provider_row("一", address=other.url)
    call = answered(submit().call)
    assert (call.status, call.reason, other.requests) == ("failed", "unreachable", [])


def test_the_address_of_the_operator_may_be_private(configured, submit, settings):
    settings.ALLOW_PRIVATE_LLM = False
    assert answered(submit().call).status == "succeeded"


def test_the_next_is_asked_when_a_key_cannot_be_opened(provider, other, provider_row, submit):
    row = provider_row("一", address=provider.url, is_default=True)
    row.sealed_key = "sealed with another secret key"
    row.save()
    provider_row("二", address=other.url)
    assert answered(submit().call).status == "succeeded"
    assert (len(provider.requests), len(other.requests)) == (0, 1)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ({"kind": "status", "status": 401}, "bad_key"),
        ({"kind": "status", "status": 429}, "rate_limited"),
        ({"kind": "status", "status": 500}, "unreachable"),
        ({"kind": "redirect"}, "moved"),
        ({"kind": "html"}, "unreadable"),
        ({"kind": "empty"}, "empty"),
        ({"kind": "cut", "after": 1}, "cut_off"),
    ],
)
def test_once_a_prompt_was_sent_nobody_else_is_asked(provider, other, provider_row, submit, script, reason):
    provider.follow(**script)
    provider_row("一", address=provider.url, is_default=True)
    provider_row("二", address=other.url)
    call = answered(submit().call)
    assert (call.reason, len(provider.requests), other.requests) == (reason, 1, [])
    assert call.provider.startswith("一")


def test_when_nobody_can_be_reached_the_learner_is_told(nobody, provider_row, submit):
    provider_row("一", address=nobody, is_default=True)
    provider_row("二", address=nobody)
    call = answered(submit().call)
    assert (call.status, call.reason, call.charge.spent) == ("failed", "unreachable", 0)


def test_the_row_names_the_provider_before_anything_is_sent(provider, provider_row, submit):
    provider.follow(kind="hang", after=0)
    provider_row("一", address=provider.url)
    call = submit().call
    with running_loop(grace=0.1) as loop:
        loop.offer(call.pk)
        until(lambda: provider.requests)
        call.refresh_from_db()
        assert call.provider.startswith("一")


def test_a_sample_reply_has_no_provider(submit):
    call = answered(submit().call)
    assert (call.is_sample, call.provider) == (True, "")


def test_a_change_in_the_admin_reaches_a_running_worker(provider, other, provider_row, submit):
    row = provider_row("一", address=provider.url)
    first, second = submit().call, submit().call
    with running_loop() as loop:
        loop.offer(first.pk)
        until(lambda: ended(first))
        row.address = other.url
        row.save()
        loop.offer(second.pk)
        until(lambda: ended(second))
    assert (len(provider.requests), len(other.requests)) == (1, 1)


def test_learners_agree_to_every_host_that_may_be_asked(rf, amy, provider_row):
    provider_row("一", address="https://one.example/v1", is_default=True)
    provider_row("二", address="https://two.example/v1")
    request = rf.get("/")
    request.user, request.session = amy, {}
    assert consent.host_to_ask_for(request) == "one.example、two.example"
    consent.give(request, host="one.example、two.example")
    assert consent.host_to_ask_for(request) == ""
    assert set(PracticeConsent.objects.values_list("host", flat=True)) == {"one.example", "two.example"}


def test_a_new_stand_in_is_asked_for_alone(rf, amy, provider_row):
    provider_row("一", address="https://one.example/v1", is_default=True)
    request = rf.get("/")
    request.user, request.session = amy, {}
    consent.give(request, host="one.example")
    provider_row("二", address="https://two.example/v1")
    assert consent.host_to_ask_for(request) == "two.example"
    consent.give(request, host="two.example、thief.example")
    assert consent.host_to_ask_for(request) == "two.example"
    consent.give(request, host="two.example")
    assert consent.host_to_ask_for(request) == ""
