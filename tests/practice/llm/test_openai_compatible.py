import asyncio
from contextlib import aclosing

import pytest

from practice.llm import Clocks, LLMError, Message, Prompt, Usage
from practice.llm.openai_compatible import OpenAICompatible
from tests.provider import REPLY

HELLO = Prompt((Message("system", "你是顾问"), Message("user", "你好")))
QUICK = Clocks(first_token=10, gap=0.5, total=20)


async def ask(provider, *, clocks=None, prompt=HELLO) -> tuple[str, Usage | None, str]:
    """The text that came, the count, and the reason it ended with."""
    llm = OpenAICompatible(address=provider.url, key="sk-secret", model="chat", clocks=clocks)
    text, usage = "", None
    try:
        async with aclosing(llm.ask(prompt)) as parts:
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


@pytest.mark.parametrize(
    "usage", [{"prompt_tokens": None, "completion_tokens": 3}, {"prompt_tokens": "many"}, "none", 7]
)
async def test_a_count_that_is_none_does_not_cost_the_reply(provider, usage):
    provider.follow(usage=usage)
    assert await ask(provider) == ("".join(REPLY), None, "")


async def test_the_prompt_is_sent_once_with_our_key_and_model(provider):
    await ask(provider)
    [request] = provider.requests
    assert (request.path, request.key, request.body["model"]) == ("/v1/chat/completions", "sk-secret", "chat")
    assert request.body["messages"] == [{"role": "system", "content": "你是顾问"}, {"role": "user", "content": "你好"}]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ({"kind": "status", "status": 401}, "bad_key"),
        ({"kind": "status", "status": 402}, "no_credit"),
        ({"kind": "status", "status": 403}, "bad_key"),
        ({"kind": "status", "status": 404}, "refused"),
        ({"kind": "status", "status": 400}, "refused"),
        ({"kind": "status", "status": 400, "message": "content_filter"}, "filtered"),
        ({"kind": "status", "status": 429}, "rate_limited"),
        ({"kind": "status", "status": 500}, "unreachable"),
        ({"kind": "status", "status": 503}, "unreachable"),
        ({"kind": "redirect"}, "unreachable"),
        ({"kind": "html"}, "unreadable"),
        ({"kind": "empty"}, "empty"),
        ({"kind": "ok", "pieces": [" "]}, "empty"),
        ({"kind": "bad_json", "after": 0}, "unreadable"),
        ({"kind": "ok", "pieces": [], "finish": "content_filter"}, "filtered"),
    ],
)
async def test_an_answer_that_is_none_says_why_and_is_asked_for_once(provider, script, reason):
    provider.follow(**script)
    text, _, why = await ask(provider)
    assert (text.strip(), why, len(provider.requests)) == ("", reason, 1)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ({"kind": "cut"}, "cut_off"),
        ({"kind": "no_finish"}, "cut_off"),
        ({"kind": "bad_json"}, "unreadable"),
        ({"kind": "error_chunk"}, "cut_off"),
        ({"kind": "error_chunk", "message": "data_inspection_failed"}, "filtered"),
        ({"kind": "hang"}, "gap"),
        ({"kind": "keep_alive"}, "gap"),
    ],
)
async def test_text_before_a_bad_end_is_kept(provider, script, reason):
    provider.follow(**script)
    text, _, why = await ask(provider, clocks=QUICK)
    assert (text, why) == ("".join(REPLY[:2]), reason)


async def test_a_reply_at_the_models_own_limit_says_so(provider):
    provider.follow(finish="length")
    assert await ask(provider) == ("".join(REPLY), Usage(120, 30), "length")


@pytest.mark.parametrize("kind", ["hang", "keep_alive"])
async def test_silence_before_the_first_word_ends(provider, kind):
    provider.follow(kind=kind, after=0)
    assert await ask(provider, clocks=Clocks(first_token=0.3, gap=10)) == ("", None, "no_first_token")


async def test_a_reply_that_drips_for_ever_ends(provider):
    provider.follow(pieces=["字"] * 1000, delay=0.02)
    text, _, reason = await ask(provider, clocks=Clocks(first_token=10, gap=10, total=2))
    assert text and reason == "too_long"


async def test_a_reply_nobody_could_read_ends(provider):
    provider.follow(pieces=["字" * 60_000] * 3)
    text, _, reason = await ask(provider)
    assert (len(text), reason) == (60_000, "too_long")


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
