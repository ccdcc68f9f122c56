"""One writer for all streams of a worker: their pieces in one statement, their leases with it."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

import structlog
from django.utils import timezone

from . import calls
from .database import DatabaseThreads
from .llm import Drawn, Usage
from .models import Piece

log = structlog.get_logger(__name__)

LOST = "lost"  # somebody else has ended the call; there is nothing left to write

TICK = 0.15  # seconds between two flushes while text comes
LOOK = 0.5  # seconds between two looks at what was cancelled or taken
RENEW = 5.0  # seconds between two renewals of a lease of 20


class Stream:
    """One running call: what its model has said and the writer has not kept yet."""

    def __init__(self, call_id: int, fence: int):
        self.call_id, self.fence = call_id, fence
        self.stop: Callable[[], object] = lambda: None
        self.usage: Usage | None = None
        self.drawn: Drawn | None = None
        self.asked = 0  # tokens of the prompt, estimated
        self.kept = 0  # pieces
        self.offered: Piece | None = None
        self.unkept: list[str] = []
        self.has_text = False
        self.stopped_for = ""

    def stop_for(self, why: str) -> None:
        if not self.stopped_for:
            self.stopped_for = why
            self.stop()

    def next_piece(self) -> list[Piece]:
        """The same one until it is known to be kept: a commit whose answer was lost may have kept it."""
        if self.offered is None and self.unkept:
            self.offered = self._piece(self.kept + 1)
        return [self.offered] if self.offered else []

    def last_pieces(self) -> list[Piece]:
        pieces = self.next_piece()
        return [*pieces, self._piece(self.kept + 2)] if self.unkept else pieces

    def has_kept(self) -> None:
        self.kept += 1
        self.offered = None

    def _piece(self, number: int) -> Piece:
        piece = Piece(call_id=self.call_id, number=number, text="".join(self.unkept))
        self.unkept.clear()
        return piece


class Writer:
    def __init__(self, *, ring: Callable[[Iterable[int]], None]):
        self._streams: dict[int, Stream] = {}
        self._ring = ring
        self._database = DatabaseThreads("writer", threads=1)
        self._hurry = asyncio.Event()
        self._flushing = asyncio.Lock()
        self._looked_at = self._renewed_at = self._due_at = 0.0

    @property
    def streams(self) -> list[Stream]:
        return list(self._streams.values())

    def add(self, stream: Stream) -> None:
        self._streams[stream.call_id] = stream

    def append(self, stream: Stream, text: str) -> None:
        is_first = not stream.has_text
        stream.has_text = True
        stream.unkept.append(text)
        if is_first:
            self._hurry.set()

    async def remove(self, stream: Stream) -> list[Piece]:
        """The pieces that are still to be kept; from now on the writer leaves them alone."""
        async with self._flushing:
            self._streams.pop(stream.call_id, None)
            return stream.last_pieces()

    async def run(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(self._due_at):
                    await self._hurry.wait()
            self._hurry.clear()
            try:
                async with self._flushing:
                    await self._flush(is_due=clock() >= self._due_at)
            except Exception as error:
                # Nothing is lost: the text stays here until the database takes it, or the sweep takes the call.
                # Whatever it was, a writer that ended would leave a worker that asks and keeps nothing.
                log.warning("flush_failed", error=type(error).__name__)
                await asyncio.sleep(LOOK)

    def close(self) -> None:
        self._database.close()

    async def _flush(self, *, is_due: bool) -> None:
        now = asyncio.get_running_loop().time()
        taken = {pk: stream for pk, stream in self._streams.items() if stream.unkept or stream.offered}
        if not is_due:
            # Somebody's first words: keeping all others' along with them would make them wait.
            await self._keep({pk: stream for pk, stream in taken.items() if not stream.kept})
            return
        try:
            if now - self._looked_at >= LOOK:
                await self._keep(taken, among=dict(self._streams), renews=now - self._renewed_at >= RENEW)
            else:
                await self._keep(taken)
        finally:
            self._due_at = asyncio.get_running_loop().time() + TICK

    async def _keep(
        self, taken: dict[int, Stream], *, among: dict[int, Stream] | None = None, renews: bool = False
    ) -> None:
        """The pieces of those that have some. With `among`, see how all of those stand, too."""
        streams = among or taken
        if not streams:
            return
        now = asyncio.get_running_loop().time()
        standing = await self._database.run(
            calls.write,
            [piece for stream in taken.values() for piece in stream.next_piece()],
            fences={call_id: stream.fence for call_id, stream in streams.items()},
            lease_until=timezone.now() + calls.LEASE if renews else None,
        )
        self._looked_at = now if among else self._looked_at
        self._renewed_at = now if renews else self._renewed_at
        for stream in taken.values():
            stream.has_kept()
        self._ring(taken)
        self._obey(streams, standing)

    @staticmethod
    def _obey(streams: dict[int, Stream], standing: calls.Standing) -> None:
        for call_id, stream in streams.items():
            if call_id not in standing.kept:
                stream.stop_for(LOST)
            elif call_id in standing.cancelled:
                stream.stop_for("cancelled")
