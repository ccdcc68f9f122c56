"""When pieces are kept. The database stands aside: what it was asked to keep is written down here."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from practice import calls, writer
from practice.writer import Stream, Writer


@pytest.fixture
def kept(monkeypatch) -> list[dict[int, str]]:
    """What each statement kept, by call."""
    statements: list[dict[int, str]] = []

    def write(pieces, *, fences, lease_until=None):
        statements.append({piece.call_id: piece.text for piece in pieces})
        return calls.Standing(set(fences))

    monkeypatch.setattr(calls, "write", write)
    return statements


@asynccontextmanager
async def writing(*streams: Stream):
    """A writer whose first tick is over."""
    keeper = Writer(ring=list)
    for stream in streams:
        keeper.add(stream)
    running = asyncio.create_task(keeper.run())
    while not keeper._due_at:
        await asyncio.sleep(0)
    try:
        yield keeper
    finally:
        running.cancel()
        keeper.close()


async def until(condition):
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0)


@pytest.fixture
def no_second_tick(monkeypatch):
    monkeypatch.setattr(writer, "TICK", 1000.0)


async def test_first_words_do_not_wait_for_the_tick(kept, no_second_tick):
    stream = Stream(1, 1)
    async with writing(stream) as keeper:
        keeper.append(stream, "你")
        await until(lambda: {1: "你"} in kept)


async def test_first_words_take_nobody_elses_along(kept, no_second_tick):
    known, new = Stream(1, 1), Stream(2, 1)
    async with writing(known, new) as keeper:
        keeper.append(known, "一")
        await until(lambda: {1: "一"} in kept)
        keeper.append(known, "二")
        keeper.append(new, "三")
        await until(lambda: {2: "三"} in kept)
        assert [piece.text for piece in await keeper.remove(known)] == ["二"]


async def test_whoever_begins_all_the_time_does_not_hold_up_the_others(kept, monkeypatch):
    monkeypatch.setattr(writer, "TICK", 0.05)
    known = Stream(1, 1)
    async with writing(known) as keeper:
        keeper.append(known, "一")
        await until(lambda: {1: "一"} in kept)
        keeper.append(known, "二")
        numbers = iter(range(2, 10_000))

        def another_begins() -> bool:
            stream = Stream(next(numbers), 1)
            keeper.add(stream)
            keeper.append(stream, "新")
            return any(statement.get(1) == "二" for statement in kept)

        await until(another_begins)


async def test_a_tick_keeps_all_in_one_statement(kept, monkeypatch):
    monkeypatch.setattr(writer, "TICK", 0.05)
    streams = [Stream(number, 1) for number in (1, 2)]
    async with writing(*streams) as keeper:
        for stream in streams:
            keeper.append(stream, "首")
        await until(lambda: all(stream.kept for stream in streams))
        for stream in streams:
            keeper.append(stream, "续")
        await until(lambda: {1: "续", 2: "续"} in kept)
