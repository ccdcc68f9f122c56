"""The way to addresses from the admin, over real TCP; only the names and what counts as public are made up."""

from contextlib import aclosing

import pytest

from practice.llm import LLMError, Message, NotReached, Prompt, Usage, addresses
from practice.llm.openai_compatible import OpenAICompatible
from tests.provider import REPLY, Provider

HELLO = Prompt((Message("user", "你好"),))


@pytest.fixture
def provider():
    with Provider() as server:
        yield server


@pytest.fixture
def loopback_is_public(monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda ip: True)


async def listen(client) -> str:
    async with aclosing(client.ask(HELLO)) as parts:
        return "".join([part async for part in parts if not isinstance(part, Usage)])


def client_of(provider, host: str) -> OpenAICompatible:
    address = f"http://{host}:{provider.server_address[1]}/v1"
    return OpenAICompatible(address=address, key="sk-secret", model="chat", is_trusted=False)


async def test_an_address_of_ones_own_network_is_not_even_connected_to(provider):
    with pytest.raises(NotReached) as refused:
        await listen(client_of(provider, "127.0.0.1"))
    assert (refused.value.reason, provider.requests) == ("unreachable", [])


async def test_a_name_that_points_home_is_not_connected_to(provider, names):
    names["models.example"] = ["127.0.0.1"]
    with pytest.raises(NotReached):
        await listen(client_of(provider, "models.example"))
    assert provider.requests == []


async def test_the_checked_address_is_the_one_connected_to(provider, names, loopback_is_public):
    names["models.example"] = ["127.0.0.1"]
    assert await listen(client_of(provider, "models.example")) == "".join(REPLY)


async def test_a_name_that_changes_its_mind_after_the_check_is_not_asked_again(provider, names, monkeypatch):
    """The first look says a public address, any later one says this machine: DNS rebinding."""
    names["models.example"] = ["192.0.2.1"]
    looked = []

    def public_at_first(ip):
        looked.append(ip)
        names["models.example"] = ["127.0.0.1"]
        return True

    monkeypatch.setattr(addresses, "is_public", public_at_first)
    monkeypatch.setattr("practice.llm.openai_compatible.CONNECT", 0.2)
    with pytest.raises(NotReached):
        await listen(client_of(provider, "models.example"))
    assert ([str(ip) for ip in looked], provider.requests) == (["192.0.2.1"], [])


async def test_the_next_address_of_a_name_is_tried_when_nobody_answers_at_the_first(
    provider, names, loopback_is_public
):
    names["models.example"] = ["127.0.0.9", "127.0.0.1"]
    assert await listen(client_of(provider, "models.example")) == "".join(REPLY)
    assert len(provider.requests) == 1


async def test_the_host_header_names_the_host(provider, names, loopback_is_public):
    names["models.example"] = ["127.0.0.1"]
    await listen(client_of(provider, "models.example"))
    assert provider.requests[0].host == f"models.example:{provider.server_address[1]}"


async def test_redirects_are_not_followed(provider, names, loopback_is_public):
    names["models.example"] = ["127.0.0.1"]
    provider.follow(kind="redirect")
    with pytest.raises(LLMError) as refused:
        await listen(client_of(provider, "models.example"))
    assert (refused.value.status, len(provider.requests), isinstance(refused.value, NotReached)) == (307, 1, False)


async def test_with_the_operators_leave_it_is_asked(provider, settings):
    settings.ALLOW_PRIVATE_LLM = True
    assert await listen(client_of(provider, "127.0.0.1")) == "".join(REPLY)
