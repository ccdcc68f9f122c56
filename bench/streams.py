"""What the site adds to a provider that streams: first token, pace, total time, processor and memory.

    python -m bench.streams [--rounds N] [STREAMS …]        1 16 64 200 without arguments

Rounds through the site and rounds that call the provider directly take turns in one run, all processes living
through all of it. The site is started here: the embedded default, or, with DATABASE_URL and REDIS_URL, the processes of
docker-compose.yml on those. The provider is a process of its own (bench/pacing.py).
"""

import argparse
import asyncio
import json
import secrets
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count

from bench.pacing import WORD
from bench.site import Site, running_site


@dataclass(frozen=True)
class Level:
    """`streams` answers at a time; their presses are spread evenly over `ramp` seconds, as those of a class are."""

    streams: int
    rate: float  # chunks a second in each stream
    chunks: int
    ramp: float
    rounds: int
    added: int  # bounds: ms to the first token
    total: float = 0.0  # and of the total time against the direct one
    pace: float = 0.0  # and of the chunks a second

    @property
    def text(self) -> str:
        return f"think 0.5 rate {self.rate} chunks {self.chunks} {secrets.token_hex(4)}"


LEVELS = [
    Level(1, rate=50, chunks=50, ramp=0, rounds=12, added=15),
    Level(16, rate=50, chunks=200, ramp=1, rounds=5, added=15),
    Level(64, rate=20, chunks=240, ramp=3, rounds=4, added=30, total=1.05),
    Level(200, rate=10, chunks=240, ramp=10, rounds=5, added=100, pace=0.85),
]


@dataclass
class Stream:
    pressed: float = 0.0
    reached: float = 0.0  # the provider has the request
    left: float = 0.0  # the provider sends the first token
    heard: float = 0.0
    ended: float = 0.0
    characters: int = 0

    def take(self, text: str) -> None:
        if not self.heard:
            self.heard = time.time()
            stamps, _, text = text.removeprefix("<").partition(">")
            self.reached, self.left = map(float, stamps.split())
            self.characters += len(WORD)
        self.characters += len(text)

    @property
    def to_first_token(self) -> float:
        """From the press to the first token, without the time the provider thought."""
        return (self.reached - self.pressed) + (self.heard - self.left)


@dataclass
class Round:
    streams: list[Stream]
    chunks: int
    used: Counter[str] = field(default_factory=Counter)

    @property
    def whole(self) -> int:
        return sum(stream.characters == self.chunks * len(WORD) and stream.ended > 0 for stream in self.streams)

    @property
    def pace(self) -> float:
        """Chunks a second, from the first press to the last end."""
        chunks = sum(stream.characters for stream in self.streams) / len(WORD)
        return chunks / (max(s.ended or s.heard for s in self.streams) - min(s.pressed for s in self.streams))


async def directly(stream: Stream, site: Site, text: str, session: str) -> None:
    body = json.dumps({"messages": [{"role": "user", "content": text}], "stream": True}).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", site.provider_port)
    writer.write(f"POST /v1/chat/completions HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    while line := await reader.readline():
        if line.startswith(b'data: {"choices": [{'):
            if text := json.loads(line[6:])["choices"][0]["delta"]["content"]:
                stream.take(text)
        elif line == b"data: [DONE]\n":
            stream.ended = time.time()
            break
    writer.close()


async def through_the_site(stream: Stream, site: Site, text: str, session: str) -> None:
    head = f"Host: localhost\r\nCookie: sessionid={session}; csrftoken={'c' * 32}\r\nAccept: application/json\r\n"
    form = f"csrfmiddlewaretoken={'c' * 32}&idempotency_key={secrets.token_hex(8)}&text={text.replace(' ', '+')}"
    reader, writer = await asyncio.open_connection("127.0.0.1", site.pages_port)
    writer.write(
        f"POST /practice/exercises/{site.exercise}/attempts/ HTTP/1.1\r\n{head}Connection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n{form}".encode()
    )
    answer = (await reader.read()).decode()
    writer.close()
    if " 201 " not in answer[:20]:
        raise SystemExit(answer[:500])
    events = json.loads(answer[answer.index("{") : answer.rindex("}") + 1])["events"]
    reader, writer = await asyncio.open_connection("127.0.0.1", site.events_port)
    writer.write(f"GET {events} HTTP/1.1\r\n{head}\r\n".encode())
    event = b""
    while line := await reader.readline():
        if line.startswith(b"event: "):
            event = line[7:].strip()
        elif line.startswith(b"data: ") and event == b"piece":
            stream.take(json.loads(line[6:])["text"])
        elif line.startswith(b"data: ") and event == b"done":
            stream.ended = time.time() if b'"succeeded"' in line else 0.0
            break
    writer.close()


async def play(level: Level, site: Site, way) -> Round:
    async def one(number: int) -> Stream:
        await asyncio.sleep(level.ramp * number / level.streams)
        stream = Stream(pressed=time.time())
        await way(stream, site, level.text, site.sessions[number])
        return stream

    before = await asyncio.to_thread(site.seconds)
    streams = await asyncio.gather(*(one(number) for number in range(level.streams)))
    played = Round(list(streams), level.chunks, await asyncio.to_thread(site.seconds) - before)
    await asyncio.sleep(1)  # what is still being written down
    return played


def p50(values: list[float]) -> float:
    return statistics.median(values) * 1000


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] * 1000


async def measure(level: Level, site: Site) -> None:
    rounds: dict[str, list[Round]] = {"direct": [], "site": []}
    idle = await asyncio.to_thread(site.memory)
    for number in count(1):
        rounds["direct"].append(await play(level, site, directly))
        peak = asyncio.create_task(memory_at_the_peak(level, site))
        rounds["site"].append(await play(level, site, through_the_site))
        tell_round(number, level, rounds["direct"][-1], rounds["site"][-1], await peak)
        if number == level.rounds:
            break
    tell(level, rounds, {role: (value - idle[role]) / level.streams for role, value in (await peak).items()})


async def memory_at_the_peak(level: Level, site: Site) -> dict[str, float]:
    await asyncio.sleep(level.ramp + level.chunks / level.rate / 2)
    return await asyncio.to_thread(site.memory)


def tell_round(number: int, level: Level, direct: Round, site: Round, memory: dict[str, float]) -> None:
    megabytes = ", ".join(f"{role} {value:.0f}" for role, value in memory.items())
    print(
        f"  round {number}: {site.whole} of {level.streams} whole, {site.pace:.0f} against {direct.pace:.0f} chunks/s,"
        f" MB: {megabytes}",
        flush=True,
    )


def tell(level: Level, rounds: dict[str, list[Round]], memory: dict[str, float]) -> None:
    direct, site = ([stream for played in rounds[way] for stream in played.streams] for way in ("direct", "site"))
    plain = statistics.median(stream.heard - stream.left for stream in direct)
    added = [stream.heard - stream.left - plain for stream in site]
    plain_press = statistics.median(stream.to_first_token for stream in direct)
    pressed = [stream.to_first_token - plain_press for stream in site]
    total = statistics.median(s.ended - s.pressed for s in site) / statistics.median(
        s.ended - s.pressed for s in direct
    )
    paces = [ours.pace / plainly.pace for ours, plainly in zip(rounds["site"], rounds["direct"], strict=True)]
    print(f"{level.streams} streams, {level.rounds} rounds, {level.rate:g} chunks/s in each")
    print(f"  added to the first token: p50 {p50(added):.1f} ms (bound {level.added}), p95 {p95(added):.1f} ms")
    print(f"  from the press to it, added: p50 {p50(pressed):.1f} ms, p95 {p95(pressed):.1f} ms")
    print(f"  total time against direct: {total:.3f}" + (f" (bound {level.total})" if level.total else ""))
    told = " ".join(f"{pace:.2f}" for pace in paces)
    print(f"  chunks a second against direct, by round: {told}" + (f" (bound {level.pace})" if level.pace else ""))
    used: Counter[str] = sum((played.used for played in rounds["site"]), Counter())
    for role, spent in sorted(used.items()):
        print(f"  {role}: {1000 * spent / len(site):.1f} ms of processor for a stream")
    print("  MB for a stream: " + ", ".join(f"{role} {value:.2f}" for role, value in memory.items()), flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("streams", type=int, nargs="*", default=[level.streams for level in LEVELS])
    arguments.add_argument("--rounds", type=int)
    asked = arguments.parse_args()
    levels = [replace(level, rounds=asked.rounds or level.rounds) for level in LEVELS if level.streams in asked.streams]
    with running_site(learners=max(level.streams for level in levels)) as site:
        asyncio.run(play(LEVELS[0], site, through_the_site))  # imports, connections, plans of the database
        for level in levels:
            asyncio.run(measure(level, site))


if __name__ == "__main__":
    main()
