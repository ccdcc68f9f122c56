"""Any provider that speaks OpenAI's image generations: one request, up to four pictures.

The request is sent once and by nobody but us: no retries, no redirects. What comes back is bounded while it is read,
since an answer that may carry pictures is as large as its sender likes.
"""

import asyncio
import base64
import binascii
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2
import structlog
from django.conf import settings
from pydantic import BaseModel, ValidationError

from .door import Clocks, Drawing, Drawn, LLMError, NotReached, Usage
from .image_models import image_model
from .openai_compatible import CONNECT, LIMITS, Watch
from .pinned import PinnedTransport
from .refusals import REASON_OF_WORDS, reason_of, wait_of

log = structlog.get_logger(__name__)

# A picture is drawn in one go, so the first sign of life is nearly the last one.
CLOCKS = Clocks(first_token=240.0, gap=45.0, total=300.0)
LARGEST_ANSWER = 64 * 1024 * 1024  # bytes of JSON
LARGEST_PICTURE = 20 * 1024 * 1024
LARGEST_REFUSAL = 64 * 1024
FILTERED = (*REASON_OF_WORDS["filtered"], "moderation", "content_policy", '"1301"', "safety")


class Datum(BaseModel):
    b64_json: str | None = None
    url: str | None = None
    error: object = None


class Count(BaseModel):
    input_tokens: int = 0
    output_tokens: int = 0


class Answer(BaseModel):
    data: list[Datum] | None = None
    usage: object = None
    error: object = None


@dataclass(frozen=True)
class Told:
    """What a finished answer says: where its pictures are, and whether some were kept back."""

    found: list[Datum]
    is_filtered: bool
    usage: Usage | None


class OpenAIImages:
    """`is_trusted`: the operator's own address. Any other is looked up and checked before each connection."""

    def __init__(self, *, address: str, key: str, model: str, clocks: Clocks | None = None, is_trusted: bool = True):
        self.address, self.key, self.model = address.rstrip("/"), key, model
        self.is_trusted = is_trusted
        self.clocks = clocks or CLOCKS
        self._clients: dict[tuple[asyncio.AbstractEventLoop, bool], httpx2.AsyncClient] = {}

    async def draw(self, drawing: Drawing) -> Drawn:
        """The pictures that came, at most as many as were asked for. Raises LLMError when there is none."""
        watch = Watch(self.clocks)
        told = _told(await self._answer(drawing, watch))
        pictures = [data async for data in self._pictures(told.found[: drawing.count], watch)]
        if not pictures:
            raise LLMError(_why_none(told))
        reason = "" if len(pictures) >= drawing.count else "filtered" if told.is_filtered else "fewer"
        return Drawn(tuple(pictures), told.usage, reason)

    async def _answer(self, drawing: Drawing, watch: Watch) -> bytes:
        kind = image_model(self.model, host=urlsplit(self.address).hostname or "")
        body = kind.body(count=drawing.count, size=drawing.size, seed=drawing.seed)
        request = self._client(self._may_connect_anywhere()).build_request(
            "POST",
            f"{self.address}/images/generations",
            json={"model": self.model, "prompt": drawing.prompt, **body},
            headers={"Authorization": f"Bearer {self.key or 'none'}"},
        )
        async with self._sent(request, watch) as response:
            if response.status_code >= 300:
                raise await _refusal(response, watch)
            return await _read(response, watch, most=LARGEST_ANSWER)

    async def _pictures(self, found: list[Datum], watch: Watch) -> AsyncGenerator[bytes, None]:
        """One that cannot be had does not cost the others."""
        for datum in found:
            try:
                data = _decoded(datum.b64_json) if datum.b64_json else await self._fetched(datum.url or "", watch)
            except LLMError as lost:
                if lost.reason == "too_long":
                    return
                log.info("picture_not_fetched", reason=str(lost))
                continue
            if data:
                yield data

    async def _fetched(self, url: str, watch: Watch) -> bytes:
        """An address that an answer names is a stranger's: checked, pinned, without our key, not followed elsewhere."""
        try:
            parts = urlsplit(url)
        except ValueError as broken:
            raise LLMError("unreadable", "not an address") from broken
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise LLMError("unreadable", "not an address")
        client = self._client(self._is_at_home(parts.netloc))
        async with self._sent(client.build_request("GET", url), watch, client=client) as response:
            if response.status_code != 200:
                raise LLMError("cut_off", f"picture {response.status_code}")
            return await _read(response, watch, most=LARGEST_PICTURE)

    def _is_at_home(self, netloc: str) -> bool:
        """The very machine the operator trusts, as a model next door that serves its own pictures."""
        return settings.ALLOW_PRIVATE_LLM or (self.is_trusted and netloc == urlsplit(self.address).netloc)

    def _may_connect_anywhere(self) -> bool:
        return self.is_trusted or settings.ALLOW_PRIVATE_LLM

    @asynccontextmanager
    async def _sent(
        self, request: httpx2.Request, watch: Watch, *, client: httpx2.AsyncClient | None = None
    ) -> AsyncIterator[httpx2.Response]:
        client = client or self._client(self._may_connect_anywhere())
        try:
            async with watch.running():
                response = await client.send(request, stream=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as failure:
            raise NotReached("unreachable", type(failure).__name__) from failure
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            # It may have been read and answered: nobody knows, so nobody asks again.
            raise LLMError("cut_off", type(failure).__name__) from failure
        try:
            yield response
        finally:
            await response.aclose()

    def _client(self, anywhere: bool) -> httpx2.AsyncClient:
        """One for each event loop: its connections belong to the loop they were made in."""
        place = asyncio.get_running_loop(), anywhere
        if place not in self._clients:
            self._clients[place] = httpx2.AsyncClient(
                follow_redirects=False,
                timeout=httpx2.Timeout(None, connect=CONNECT),
                limits=LIMITS,
                transport=None if anywhere else PinnedTransport(limits=LIMITS),
            )
        return self._clients[place]


async def _read(response: httpx2.Response, watch: Watch, *, most: int) -> bytes:
    body = bytearray()
    chunks = response.aiter_bytes()
    try:
        while True:
            async with watch.running():
                chunk = await anext(chunks, None)
            if chunk is None:
                return bytes(body)
            watch.sign_of_life()
            body += chunk
            if len(body) > most:
                raise LLMError("too_long", "more bytes than a picture has")
    except httpx2.HTTPError as broken:
        raise LLMError("cut_off", type(broken).__name__) from broken


async def _refusal(response: httpx2.Response, watch: Watch) -> LLMError:
    status = response.status_code
    try:
        said = (await _read(response, watch, most=LARGEST_REFUSAL)).decode("utf-8", "replace")
    except LLMError:
        said = ""
    reason = reason_of(status, said)
    if reason == "refused" and _speaks_of_a_filter(said):
        reason = "filtered"
    wait = wait_of(response.headers, at=datetime.now(UTC))
    return LLMError(reason, str(status), status=status, said=said, wait=wait)


def _told(body: bytes) -> Told:
    try:
        answer = Answer.model_validate_json(body)
    except ValidationError as broken:
        raise LLMError("unreadable", "not the agreed JSON") from broken
    if answer.error and not answer.data:
        raise LLMError("filtered" if _speaks_of_a_filter(str(answer.error)) else "refused", "an error in the answer")
    data = answer.data or []
    found = [datum for datum in data if datum.b64_json or datum.url]
    kept_back = [datum for datum in data if not (datum.b64_json or datum.url)]
    return Told(found, any(_speaks_of_a_filter(str(datum.error)) for datum in kept_back), _usage(answer.usage))


def _why_none(told: Told) -> str:
    if told.found:
        return "cut_off"  # they were drawn, and could not be had
    return "filtered" if told.is_filtered else "empty"


def _decoded(text: str) -> bytes:
    try:
        # Some write it as the address of a page would.
        data = base64.b64decode(text.partition(",")[2] if text.startswith("data:") else text, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise LLMError("unreadable", "not base64") from broken
    if len(data) > LARGEST_PICTURE:
        raise LLMError("unreadable", "more bytes than a picture has")
    return data


def _usage(said: Any) -> Usage | None:
    """A count that is none must not cost the learner the pictures beside it."""
    try:
        count = Count.model_validate(said)
    except ValidationError:
        return None
    return Usage(count.input_tokens, count.output_tokens) if count.output_tokens > 0 else None


def _speaks_of_a_filter(words: str) -> bool:
    return any(word in words.lower() for word in FILTERED)
