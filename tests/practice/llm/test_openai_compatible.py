"""What the client sends and reads. How it ends when a provider misbehaves: tests/practice/test_provider_faults.py."""

import asyncio
from contextlib import aclosing

import pytest

from practice.llm import LLMError, Message, Prompt, Usage
from practice.llm.openai_compatible import OpenAICompatible
from tests.provider import REPLY

HELLO = Prompt((Message("system", "你是顾问"), Message("user", "你好")))


async def ask(provider) -> tuple[str, Usage | None, str]:
    """The text that came, the count, and the reason it ended with."""
    llm = OpenAICompatible(address=provider.url, key="sk-secret", model="chat")
    text, usage = "", None
    try:
        async with aclosing(llm.ask(HELLO)) as parts:
            async for part in parts:
                if isinstance(part, Usage):
                    usage = part
                else:
                    text += part
    except LLMError as error:
        return text, usage, error.reason
    return text, usage, ""


async def test_a_reply_comes_with_its_count(provider):
    assert await ask(provider) == ("".join(REPLY), Usage(120, 30), "")


async def test_a_reply_without_a_count_is_still_a_reply(provider):
    provider.follow(has_usage=False)
    assert await ask(provider) == ("".join(REPLY), None, "")


async def test_the_prompt_is_sent_once_with_our_key_and_model(provider):
    await ask(provider)
    [request] = provider.requests
    assert (request.path, request.key, request.body["model"]) == ("/v1/chat/completions", "sk-secret", "chat")
    assert request.body["messages"] == [{"role": "system", "content": "你是顾问"}, {"role": "user", "content": "你好"}]


async def test_nobody_at_the_address(provider):
    llm = OpenAICompatible(address="http://127.0.0.1:1/v1", key="", model="chat")
    with pytest.raises(LLMError) as error:
        await anext(llm.ask(HELLO))
    assert error.value.reason == "unreachable"


async def test_line_separators_inside_json_do_not_cut_a_line(provider):
    provider.follow(pieces=["一\u2028二\x85三", "四\0"])
    text, _, reason = await ask(provider)
    assert (text, reason) == ("一\u2028二\x85三四", "")


async def test_closing_early_hangs_up_on_the_provider(provider):
    provider.follow(kind="hang")
    llm = OpenAICompatible(address=provider.url, key="", model="chat")
    async with aclosing(llm.ask(HELLO)) as parts:
        await anext(parts)
    assert await asyncio.to_thread(provider.hung_up.wait, 2)


async def test_a_count_that_runs_along_is_taken_at_the_end(provider):
    provider.follow(early_usage={"prompt_tokens": 120, "completion_tokens": 1})
    assert (await ask(provider))[1] == Usage(120, 30)
