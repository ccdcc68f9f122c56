"""Many learners at once: they send, press twice, stop, follow, leave, and press again until they are answered."""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2

from . import oracle
from .rows import FINAL

TOKEN = "c" * 32
PRESS_AGAIN_AFTER = 0.5  # seconds
PATIENCE = 300.0  # seconds a learner keeps pressing the same button, or watching the same answer
MOST_OPEN = 120  # calls at once; more would only wait for their turn

# kind, pieces, seconds between them, how often
MIX = [
    ("whole", (3, 12), (0.0, 0.15), 46),
    ("bare", (3, 12), (0.0, 0.15), 14),
    ("whole", (20, 40), (0.1, 0.4), 18),
    ("cut", (1, 8), (0.0, 0.2), 8),
    ("mute", (0, 0), (0.0, 0.5), 5),
    ("broken", (0, 0), (0.0, 0.0), 4),
    ("down", (0, 0), (0.0, 0.0), 2),
    ("busy", (0, 0), (0.0, 0.0), 2),
    ("locked", (0, 0), (0.0, 0.0), 1),
]


@dataclass
class Promise:
    """What a browser was told."""

    token: str
    cookie: str
    ids: set[int] = field(default_factory=set)
    pressed: int = 0
    seen_end: tuple[str, str] | None = None  # status and reason of the `done` event
    seen: dict[int, str] = field(default_factory=dict)  # pieces by number
    changed: list[str] = field(default_factory=list)  # a piece that was told twice, differently

    @property
    def seen_text(self) -> str:
        return "".join(self.seen[number] for number in sorted(self.seen))


class Crowd:
    def __init__(
        self,
        *,
        port: int,
        events_port: int,
        exercise: int,
        cookies: list[str],
        seed: int,
        mix: Sequence = MIX,
        twice: float = 0.3,
        watches: float = PATIENCE,
    ):
        self._port, self._events_port, self._exercise = port, events_port, exercise
        self._cookies = cookies
        self._dice = random.Random(seed)
        self._mix, self._twice, self._watches = mix, twice, watches
        self.promises: list[Promise] = []
        self.counts: Counter[str] = Counter()
        self.open_calls = 0  # told by whoever reads the rows

    async def run(self, attempts: int) -> None:
        numbers = iter(range(attempts))
        limits = httpx2.Limits(max_connections=len(self._cookies) * 3, max_keepalive_connections=0)
        self._client = httpx2.AsyncClient(timeout=httpx2.Timeout(20.0), limits=limits)
        async with self._client, asyncio.TaskGroup() as group:
            for cookie in self._cookies:
                group.create_task(self._learn(cookie, numbers))

    async def _learn(self, cookie: str, numbers) -> None:
        for number in numbers:
            while self.open_calls > MOST_OPEN:
                await asyncio.sleep(0.2)
            promise = Promise(f"t{number}x{self._dice.randrange(16**6):06x}", cookie)
            self.promises.append(promise)
            await self._practise(promise)

    async def _practise(self, promise: Promise) -> None:
        presses = 2 if self._dice.random() < self._twice else 1
        self.counts["double clicks"] += presses - 1
        text = oracle.order(promise.token, *self._what())
        await asyncio.gather(*(self._press(promise, text) for _ in range(presses)))
        attempt = next(iter(promise.ids), None)
        if attempt is None:
            self.counts["never answered"] += 1
            return
        mood = self._dice.random()
        if mood < 0.15:
            await asyncio.sleep(self._dice.uniform(0, 2))
            await self._stop(promise, attempt)
        if mood < 0.5:
            await self._follow(promise, attempt)
        else:
            self.counts["left"] += 1

    def _what(self) -> tuple[str, int, float]:
        kind, pieces, delay, _ = self._dice.choices(self._mix, [row[3] for row in self._mix])[0]
        return kind, self._dice.randint(*pieces), round(self._dice.uniform(*delay), 3)

    async def _press(self, promise: Promise, text: str) -> None:
        fields = {"text": text, "idempotency_key": promise.token, "csrfmiddlewaretoken": TOKEN}
        url = f"http://127.0.0.1:{self._port}/practice/exercises/{self._exercise}/attempts/"
        if answer := await self._until_answered(promise, url, fields):
            promise.ids.add(answer["id"])

    async def _stop(self, promise: Promise, attempt: int) -> None:
        self.counts["stops"] += 1
        url = f"http://127.0.0.1:{self._port}/practice/attempts/{attempt}/cancel/"
        await self._until_answered(promise, url, {"csrfmiddlewaretoken": TOKEN})

    async def _until_answered(self, promise: Promise, url: str, fields: dict[str, str]) -> dict | None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            promise.pressed += 1
            try:
                answer = await self._client.post(url, data=fields, headers=self._headers(promise))
                if answer.status_code in {200, 201}:
                    return answer.json()
                self.counts[f"answered {answer.status_code}"] += 1
            except (httpx2.HTTPError, OSError, ValueError):
                self.counts["no answer"] += 1
            await asyncio.sleep(PRESS_AGAIN_AFTER)
        return None

    async def _follow(self, promise: Promise, attempt: int) -> None:
        self.counts["followed"] += 1
        try:
            async with asyncio.timeout(self._watches):
                while promise.seen_end is None:
                    await self._read(promise, attempt)
                    await asyncio.sleep(PRESS_AGAIN_AFTER)
        except TimeoutError:
            self.counts["gave up watching"] += 1

    async def _read(self, promise: Promise, attempt: int) -> None:
        url = f"http://127.0.0.1:{self._events_port}/practice/attempts/{attempt}/events"
        headers = self._headers(promise) | {"Last-Event-ID": str(max(promise.seen, default=0))}
        try:
            async with self._client.stream("GET", url, headers=headers) as stream:
                await _note(stream, promise)
        except (httpx2.HTTPError, OSError):
            self.counts["streams taken up again"] += 1

    def _headers(self, promise: Promise) -> dict[str, str]:
        cookie = f"{promise.cookie}; csrftoken={TOKEN}"
        return {"Accept": "application/json", "Cookie": cookie, "Host": f"localhost:{self._port}"}


async def _note(stream: httpx2.Response, promise: Promise) -> None:
    number, event = 0, ""
    async for line in stream.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "id":
            number = int(value)
        elif name == "event":
            event = value
        elif name == "data" and event == "piece":
            text = json.loads(value)["text"]
            if promise.seen.setdefault(number, text) != text:
                promise.changed.append(f"piece {number}: {promise.seen[number]!r}, then {text!r}")
        elif name == "data" and event == "done":
            told = json.loads(value)
            assert told["status"] in FINAL
            promise.seen_end = (told["status"], told["reason"] or "")
