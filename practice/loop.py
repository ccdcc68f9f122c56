"""All answers of a worker run in one event loop, in a thread beside the queue's.

A full worker does not claim: what it cannot take stays queued, for another worker or for later.
"""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import Future
from contextlib import aclosing, suppress
from functools import partial

import structlog
from django.conf import settings
from django.db import Error as DatabaseError  # with the InterfaceError of a connection that is gone
from django.utils import timezone

from . import asking, calls, llm
from .assignment import TaskGone
from .database import DatabaseThreads
from .images import drawing
from .models import Artwork, Call, Piece
from .providers import whom
from .wakes import Bell
from .writer import LOST, Stream, Writer

log = structlog.get_logger(__name__)

BEAT_KEY = "aigc:worker:beat"
BEAT_EVERY = 5.0  # seconds
BEAT_LIVES = 60
GRACE = 20.0  # seconds for running answers when the worker stops
FINISH_TRIES = 15  # a second apart; afterwards the lease has run out and the sweep has the call


class Loop:
    """`start`, then `offer` ids from any thread, then `stop`."""

    def __init__(self, *, streams: int = 0, clocks: llm.Clocks | None = None):
        self._limit = streams or settings.STREAMS
        self._clocks = clocks
        self._waiting: dict[int, None] = {}  # ids in the order of their bells, each once
        self._tasks: dict[int, asyncio.Task] = {}
        self._is_closed = False
        self._ready: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), name="answers", daemon=True)

    # --- from any thread ----------------------------------------------------------------
    def start(self) -> None:
        self._thread.start()
        self._ready.result(timeout=30)

    def offer(self, call_id: int) -> None:
        self._do(self._line_up, call_id)

    def close(self) -> None:
        """Claim nothing more; what is queued stays queued."""
        self._is_closed = True

    def stop(self, *, grace: float = GRACE) -> None:
        """Let running answers finish for a while, then keep what they have and end."""
        self.close()
        self._do(lambda: self._stopping.set())
        self._thread.join(timeout=grace)
        if self._thread.is_alive():
            self._do(self._stop_all)
            self._thread.join(timeout=FINISH_TRIES)

    def _do(self, function, *args) -> None:
        with suppress(RuntimeError):  # the loop has already ended
            self._ready.result().call_soon_threadsafe(function, *args)

    # --- in the loop --------------------------------------------------------------------
    async def _main(self) -> None:
        self._stopping = asyncio.Event()
        self._bell = Bell()
        self._writer = Writer(ring=self._bell.ring)
        self._database = DatabaseThreads("calls", threads=4)
        helpers = [asyncio.create_task(self._writer.run()), asyncio.create_task(self._beat())]
        self._ready.set_result(asyncio.get_running_loop())
        try:
            await self._stopping.wait()
            while self._tasks:
                await asyncio.wait(self._tasks.values())
        finally:
            for helper in helpers:
                helper.cancel()
            await self._bell.close()
            self._writer.close()
            self._database.close()

    async def _beat(self) -> None:
        with suppress(DatabaseError):  # the first call will see whether it is back
            await self._database.run(_warm_up)
        while True:
            await self._bell.beat(BEAT_KEY, str(time.time()), lives=BEAT_LIVES)
            await asyncio.sleep(BEAT_EVERY)

    def _line_up(self, call_id: int) -> None:
        if call_id not in self._tasks:
            self._waiting[call_id] = None
        self._fill()

    def _fill(self) -> None:
        while self._waiting and len(self._tasks) < self._limit and not self._is_closed:
            call_id = next(iter(self._waiting))
            del self._waiting[call_id]
            task = asyncio.create_task(self._run(call_id), name=f"call-{call_id}")
            self._tasks[call_id] = task
            task.add_done_callback(partial(self._done, call_id))

    def _done(self, call_id: int, task: asyncio.Task) -> None:
        del self._tasks[call_id]
        self._fill()

    def _stop_all(self) -> None:
        for stream in self._writer.streams:
            stream.stop_for("worker_lost")

    async def _run(self, call_id: int) -> None:
        try:
            call = await self._database.run(_claimed, call_id)
            if call:
                await self._answer(call)
        except Exception:
            # Its lease runs out and the sweep closes it; the loop goes on for the others.
            log.exception("call_broke", call=call_id)

    async def _answer(self, call: Call) -> None:
        stream = Stream(call.pk, call.fence)
        listening = asyncio.create_task(self._listen(call, stream))
        stream.stop = listening.cancel
        self._writer.add(stream)
        await asyncio.wait({listening})
        artworks: list[Artwork] = []
        reason = _reason_of(listening, stream)
        if stream.drawn and not reason:
            # Still with the writer, which goes on renewing the lease.
            artworks, reason = await drawing.keep_files(call, stream.drawn)
        pieces = await self._writer.remove(stream)
        if reason != LOST:
            came = len(stream.drawn.pictures) if stream.drawn else 0
            ending = calls.Ending(reason, stream.usage, stream.asked, _wait_of(listening), pictures=came)
            await self._finish(stream, ending, pieces, artworks)

    async def _listen(self, call: Call, stream: Stream) -> None:
        if call.kind == Call.Kind.IMAGE:
            return await drawing.draw(call, stream, self._database)
        prompt = await self._database.run(asking.prompt_for, call)
        stream.asked = asking.tokens_of(prompt)
        async with aclosing(self._ask(call, prompt)) as parts:
            async for part in parts:
                if isinstance(part, llm.Usage):
                    stream.usage = part
                else:
                    self._writer.append(stream, part)

    async def _ask(self, call: Call, prompt: llm.Prompt) -> AsyncGenerator[str | llm.Usage, None]:
        """The first provider that can be reached answers. Once anything may have been sent, no other is asked."""
        not_reached = llm.LLMError("not_configured" if call.asks == Call.Asks.ANYONE else "not_there")
        for asked in await self._database.run(whom.to_ask, call, self._clocks):
            if asked.is_new_to(call):
                named = {"provider": asked.label, "model": asked.model}
                if not await self._database.run(calls.name_provider, call.pk, fence=call.fence, **named):
                    raise llm.LLMError("worker_lost")
            try:
                async with aclosing(asked.provider.ask(prompt)) as parts:
                    async for part in parts:
                        yield part
                return
            except llm.NotReached as error:
                log.warning("provider_not_reached", call=call.pk, provider=asked.label, reason=str(error))
                not_reached = error
        raise not_reached

    async def _finish(
        self, stream: Stream, ending: calls.Ending, pieces: list[Piece], artworks: Sequence[Artwork] = ()
    ) -> None:
        for _ in range(FINISH_TRIES):
            try:
                is_ours = await self._database.run(
                    calls.finish,
                    stream.call_id,
                    fence=stream.fence,
                    ending=ending,
                    at=timezone.now(),
                    pieces=pieces,
                    artworks=artworks,
                )
                if artworks and not is_ours:
                    await self._database.run(drawing.clear, stream.call_id)
                self._bell.ring([stream.call_id])
                return
            except DatabaseError as error:
                log.warning("finish_failed", call=stream.call_id, error=type(error).__name__)
                await asyncio.sleep(1)


def _claimed(call_id: int) -> Call | None:
    return calls.claim(call_id, at=timezone.now(), provider=whom.first_label())


def _warm_up() -> None:
    """Importing the client is slow, and nobody waits for it yet."""
    whom.to_ask(Call(kind=Call.Kind.ANSWER))


def _reason_of(listening: asyncio.Task, stream: Stream) -> str:
    if listening.cancelled():
        return stream.stopped_for
    error = listening.exception()
    if isinstance(error, llm.LLMError):
        log.info("call_ended_badly", call=stream.call_id, reason=str(error))
        return error.reason
    if isinstance(error, TaskGone):
        return "withdrawn"
    if error:
        log.error("call_broke", call=stream.call_id, exc_info=error)
        return "internal"
    return ""


def _wait_of(listening: asyncio.Task) -> int:
    error = None if listening.cancelled() else listening.exception()
    return error.wait if isinstance(error, llm.LLMError) else 0


class Door:
    """The one loop of this process, opened at the first use."""

    def __init__(self) -> None:
        self._loop: Loop | None = None
        self._lock = threading.Lock()

    def open(self) -> Loop:
        with self._lock:
            if self._loop is None:
                self._loop = Loop()
                self._loop.start()
            return self._loop

    def close(self) -> None:
        if self._loop:
            self._loop.close()

    def stop(self) -> None:
        if self._loop:
            self._loop.stop()


door = Door()
