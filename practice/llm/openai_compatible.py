"""Any provider that speaks OpenAI's chat completions.

Only the request is left to the client library. What comes back is read here, line by line: the library
raises nothing for a stream that stops half-way, for a page of HTML or for silence, and it retries,
follows redirects with the prompt in hand and waits for ever when it is sent keep-alive lines.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import cast

import httpx2
import openai
from django.conf import settings
from openai.types.chat import ChatCompletionMessageParam
from pydantic import BaseModel, ValidationError

from .door import Clocks, LLMError, NotReached, Prompt, Usage
from .lines import Lines
from .pinned import PinnedTransport
from .refusals import reason_of, reason_of_words, wait_of

LONGEST_REPLY = 100_000  # characters
LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)
CONNECT = 10.0  # seconds
AFTERWORD = 5.0  # seconds for the token count that follows the last word

REASON_OF_FINISH = {
    "length": "length",
    "content_filter": "filtered",
    "sensitive": "filtered",
    "network_error": "cut_off",
    "tool_calls": "unreadable",
    "function_call": "unreadable",
}


class Delta(BaseModel):
    content: str | None = None
    refusal: str | None = None
    reasoning_content: str | None = None


class Choice(BaseModel):
    delta: Delta | None = None
    finish_reason: str | None = None


class Count(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Chunk(BaseModel):
    choices: list[Choice] | None = None
    usage: object = None
    error: object = None


class Watch:
    """Which clock runs out first, and what that is called."""

    def __init__(self, clocks: Clocks):
        self.clocks = clocks
        self.started = self.last_sign = asyncio.get_running_loop().time()
        self.has_begun = False

    def sign_of_life(self) -> None:
        self.last_sign = asyncio.get_running_loop().time()
        self.has_begun = True

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None, None]:
        patience, reason = (self.clocks.gap, "gap") if self.has_begun else (self.clocks.first_token, "no_first_token")
        deadline, reason = min((self.last_sign + patience, reason), (self.started + self.clocks.total, "too_long"))
        try:
            async with asyncio.timeout_at(deadline):
                yield
        except TimeoutError as late:
            raise LLMError(reason) from late


class OpenAICompatible:
    """`is_trusted`: the operator's own address. Any other is looked up and checked before each connection."""

    def __init__(self, *, address: str, key: str, model: str, clocks: Clocks | None = None, is_trusted: bool = True):
        self.address, self.key, self.model = address, key, model
        self.is_trusted = is_trusted
        self.clocks = clocks or Clocks()
        self._clients: dict[asyncio.AbstractEventLoop, openai.AsyncOpenAI] = {}

    async def ask(self, prompt: Prompt) -> AsyncGenerator[str | Usage, None]:
        watch = Watch(self.clocks)
        async with AsyncExitStack() as stack:
            async with watch.running():
                response = await self._send(prompt, stack)
            reading = Reading()
            lines = Lines(response.iter_bytes())
            while reading.finish is None:
                line = await self._next(lines, watch)
                if line is None:
                    break
                part = reading.take(line)
                if reading.shows_life:
                    watch.sign_of_life()
                if part:
                    yield part
            reading.check()
            if usage := await self._count(lines, reading):
                yield usage
            reading.raise_for_finish()

    async def _send(self, prompt: Prompt, stack: AsyncExitStack) -> openai.AsyncAPIResponse:
        request = self._client().chat.completions.with_streaming_response.create(
            model=self.model,
            messages=cast("list[ChatCompletionMessageParam]", _as_sent(prompt)),
            stream=True,
            stream_options={"include_usage": True},
        )
        try:
            return await stack.enter_async_context(request)
        except openai.APIStatusError as refusal:
            raise _as_ours(refusal) from refusal
        except (openai.OpenAIError, httpx2.HTTPError) as failure:
            cause = failure.__cause__ if isinstance(failure, openai.APIConnectionError) else failure
            if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout):
                raise NotReached("unreachable", type(cause).__name__) from cause
            raise LLMError("unreachable", type(failure).__name__) from failure

    def _client(self) -> openai.AsyncOpenAI:
        """One client for each event loop: its connections belong to the loop they were made in."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            self._clients[loop] = openai.AsyncOpenAI(
                # An empty key would make the library look for one by itself.
                api_key=self.key or "none",
                base_url=self.address,
                max_retries=0,
                http_client=httpx2.AsyncClient(
                    follow_redirects=False,
                    timeout=httpx2.Timeout(None, connect=CONNECT),
                    limits=LIMITS,
                    transport=None if self._may_connect_anywhere() else PinnedTransport(limits=LIMITS),
                ),
            )
        return self._clients[loop]

    def _may_connect_anywhere(self) -> bool:
        return self.is_trusted or settings.ALLOW_PRIVATE_LLM

    @staticmethod
    async def _next(lines: Lines, watch: Watch) -> str | None:
        if lines.ready:  # winding up a clock costs more than reading a line
            return lines.ready.popleft()
        try:
            async with watch.running():
                return await lines.next()
        except httpx2.HTTPError as broken:
            raise LLMError("cut_off", type(broken).__name__) from broken

    @staticmethod
    async def _count(lines: Lines, reading: "Reading") -> Usage | None:
        """The last word is said; whatever goes wrong now takes nothing away from it."""
        with suppress(LLMError, httpx2.HTTPError, TimeoutError):
            async with asyncio.timeout(AFTERWORD):
                while reading.usage is None and not reading.is_done:
                    if (line := await lines.next()) is None:
                        break
                    reading.take(line)
        return reading.usage


class Reading:
    """What the lines of one stream have told so far."""

    def __init__(self) -> None:
        self.finish: str | None = None
        self.usage: Usage | None = None
        self.characters = 0
        self.has_text = self.has_refused = self.is_done = self.has_chunks = self.has_noise = False
        # Text or visible thinking; a keep-alive line is neither.
        self.shows_life = False

    def take(self, line: str) -> str:
        """The text in this line; empty for lines that carry none."""
        self.shows_life = False
        field, _, value = line.partition(":")
        if field != "data":
            self.has_noise |= bool(line.strip()) and field not in {"", "event", "id", "retry"}
            return ""
        if value.strip() == "[DONE]":
            self.is_done = True
            self.finish = self.finish or "none"
            return ""
        return self._take_chunk(value)

    def _take_chunk(self, value: str) -> str:
        try:
            chunk = Chunk.model_validate_json(value)
        except ValidationError as broken:
            raise LLMError("unreadable", "a chunk that is not JSON of the agreed shape") from broken
        if chunk.error:
            raise LLMError(reason_of_words(str(chunk.error)) or "cut_off", "an error inside the stream")
        self.has_chunks = True
        text = "".join(self._take_choice(choice) for choice in (chunk.choices or [])[:1])
        if self.finish:  # some count while they write; only what stands at the end is the whole
            self.usage = _usage_of(chunk.usage)
        return text

    def _take_choice(self, choice: Choice) -> str:
        delta = choice.delta or Delta()
        # PostgreSQL cannot keep a NUL.
        text = ((delta.content or "") + (delta.refusal or "")).replace("\0", "")
        self.has_refused |= bool(delta.refusal)
        self.has_text |= bool(text.strip())
        self.shows_life = bool(text or delta.reasoning_content)
        self.characters += len(text)
        if self.characters > LONGEST_REPLY:
            raise LLMError("too_long", "more text than anybody reads")
        self.finish = choice.finish_reason or self.finish
        return text

    def check(self) -> None:
        """A stream has to say that it is finished; silence is not an answer."""
        if self.finish in {None, "none"}:
            if self.has_noise and not self.has_chunks:
                raise LLMError("unreadable", "not an event stream")
            raise LLMError("cut_off" if self.has_chunks else "empty")

    def raise_for_finish(self) -> None:
        if self.has_refused:
            raise LLMError("refused")
        if reason := REASON_OF_FINISH.get(self.finish or ""):
            raise LLMError(reason)
        if not self.has_text:
            raise LLMError("empty")


def _usage_of(said: object) -> Usage | None:
    """A count that is none must not cost the learner the answer it stands beside."""
    try:
        count = Count.model_validate(said)
    except ValidationError:
        return None
    return Usage(count.prompt_tokens, count.completion_tokens)


def _as_sent(prompt: Prompt) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.text} for message in prompt.messages]


def _as_ours(refusal: openai.APIStatusError) -> LLMError:
    status, said = refusal.status_code, refusal.message
    wait = wait_of(refusal.response.headers, at=datetime.now(UTC))
    return LLMError(reason_of(status, said), str(status), status=status, said=said, wait=wait)
