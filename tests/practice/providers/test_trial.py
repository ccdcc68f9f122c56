import socket

import pytest

from practice.llm import Clocks, LLMError, Source
from practice.providers.trial import _code_of, try_out
from tests.provider import Provider


@pytest.fixture
def provider():
    with Provider() as server:
        server.follow(model="judge", kind="ok")
        yield server


@pytest.fixture(autouse=True)
def next_door(settings):
    settings.ALLOW_PRIVATE_LLM = True


@pytest.fixture
def source(provider) -> Source:
    return Source(name="一", address=provider.url, key="sk-secret", answer="chat")


def finding(source: Source):
    (only,) = try_out(source)
    return only


def test_an_answer_is_all_it_takes(source, provider):
    assert finding(source).code == ""
    assert [request.body["model"] for request in provider.requests] == ["chat"]


def test_each_text_model_is_asked_once(provider):
    findings = try_out(Source(address=provider.url, key="sk-secret", answer="chat", judge="judge", image="draw"))
    assert [(finding.model, finding.code) for finding in findings] == [("chat", ""), ("judge", "")]
    assert len(provider.requests) == 2


def test_it_hangs_up_after_the_first_word(source, provider):
    provider.follow(kind="hang")
    assert finding(source).code == ""
    assert provider.hung_up.wait(timeout=5)


@pytest.mark.parametrize(
    ("status", "message", "code"),
    [
        (400, "unknown parameter", "refused_request"),
        (401, "no such key", "bad_key"),
        (402, "pay", "no_credit"),
        (403, "not yours", "bad_key"),
        (404, "The model `chat` does not exist", "no_model"),
        (404, "Not Found", "no_path"),
        (429, "slow down", "rate_limited"),
        (500, "oops", "broken"),
        (503, "busy", "broken"),
    ],
)
def test_a_refusal_is_named(source, provider, status, message, code):
    provider.follow(kind="status", status=status, message=message)
    found = finding(source)
    assert (found.code, len(provider.requests)) == (code, 1)
    assert found.words


def test_a_redirect_is_named_and_not_followed(source, provider):
    provider.follow(kind="redirect")
    assert finding(source).code == "redirect"
    assert len(provider.requests) == 1


def test_a_page_in_place_of_an_answer_is_named(source, provider):
    provider.follow(kind="html")
    assert finding(source).code == "not_an_answer"


@pytest.mark.parametrize("kind", ["keep_alive", "hang"])
def test_silence_is_named(source, provider, kind, monkeypatch):
    monkeypatch.setattr("practice.providers.trial.CLOCKS", Clocks(first_token=0.1, gap=0.1, total=0.5))
    provider.follow(kind=kind, after=0)
    assert finding(source).code == "too_slow"


def test_a_stream_that_says_nothing_is_named(source, provider):
    provider.follow(kind="empty")
    assert finding(source).code == "empty"


def test_a_closed_port_is_named():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    assert finding(Source(address=f"http://127.0.0.1:{closed}/v1", key="", answer="chat")).code == "refused"


@pytest.mark.parametrize("is_allowed", [True, False])
def test_a_name_that_leads_nowhere_is_named(settings, is_allowed):
    settings.ALLOW_PRIVATE_LLM = is_allowed
    assert finding(Source(address="https://models.invalid/v1", key="", answer="chat")).code == "dns"


def test_a_port_that_speaks_no_https_is_named(provider):
    address = provider.url.replace("http:", "https:")
    assert finding(Source(address=address, key="", answer="chat")).code == "tls"


def test_a_private_address_is_named_and_not_connected_to(source, provider, settings):
    settings.ALLOW_PRIVATE_LLM = False
    found = finding(source)
    assert (found.code, provider.requests) == ("private", [])
    assert "127.0.0.1" in found.words


def test_a_key_that_cannot_be_opened_is_named(provider):
    assert finding(Source(address=provider.url, key=None, answer="chat")).code == "locked"
    assert provider.requests == []


def test_the_providers_own_words_are_shown_without_the_key(source, provider):
    provider.follow(kind="status", status=400, message="bad request with sk-secret in it")
    words = finding(source).words
    assert "bad request" in words
    assert "sk-secret" not in words


def test_whatever_else_goes_wrong_has_words():
    assert _code_of(LLMError("cut_off")) == "empty"
