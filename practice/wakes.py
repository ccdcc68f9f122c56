"""Redis tells readers that something was written. It may be silent: then they look by themselves.

One message names all calls that changed; one connection for each process listens for all its readers.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import redis.asyncio as redis
from django.conf import settings

CHANNEL = "aigc:pieces"
PAUSE_AFTER_FAILURE = 2.0


def _connect(*, timeout: float | None) -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1.0, socket_timeout=timeout)


class Bell:
    """The worker's end. Ringing never waits: what is rung while a message is on its way goes with the next."""

    def __init__(self) -> None:
        self._client = _connect(timeout=1.0)
        self._ids: set[int] = set()
        self._task: asyncio.Task | None = None

    def ring(self, ids: Iterable[int]) -> None:
        self._ids.update(ids)
        if self._ids and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._publish())

    async def _publish(self) -> None:
        while self._ids:
            message = ",".join(map(str, sorted(self._ids)))
            self._ids.clear()
            try:
                await self._client.publish(CHANNEL, message)
            except (redis.RedisError, OSError):
                await asyncio.sleep(PAUSE_AFTER_FAILURE)
                self._ids.clear()

    async def beat(self, key: str, value: str, *, lives: int) -> None:
        with suppress(redis.RedisError, OSError):
            await self._client.set(key, value, ex=lives)

    async def close(self) -> None:
        if self._task:
            self._task.cancel()
        with suppress(redis.RedisError, OSError):
            await self._client.aclose()


class Ear:
    """The readers' end."""

    def __init__(self) -> None:
        self._readers: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self._task: asyncio.Task | None = None

    @contextmanager
    def listening(self, call_id: int) -> Iterator[asyncio.Event]:
        """An event that is set whenever the call has changed. Clear it before looking at the rows."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen())
        changed = asyncio.Event()
        self._readers[call_id].add(changed)
        try:
            yield changed
        finally:
            self._readers[call_id].discard(changed)
            if not self._readers[call_id]:
                del self._readers[call_id]

    async def _listen(self) -> None:
        while True:
            with suppress(redis.RedisError, OSError):
                # No timeout: silence is normal between two answers.
                async with _connect(timeout=None) as client, client.pubsub() as pubsub:
                    await pubsub.subscribe(CHANNEL)
                    async for message in pubsub.listen():
                        if message["type"] == "message":
                            self._wake(message["data"])
            await asyncio.sleep(PAUSE_AFTER_FAILURE)

    def _wake(self, data: bytes) -> None:
        for call_id in map(int, data.split(b",")):
            for changed in self._readers.get(call_id, ()):
                changed.set()
