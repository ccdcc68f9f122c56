"""The stream as an ASGI app, driven directly; a server under it is tried with real processes."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.db import InterfaceError
from django.test import Client
from django.utils import timezone

from practice import calls, events
from practice.models import Call, Piece

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def attempt(submit):
    return submit()


@pytest.fixture
def cookie(amy):
    client = Client()
    client.force_login(amy)
    return f"theme=dark; {settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(events, "LOOK_AGAIN", 0.02)


class Reader:
    def __init__(self, communicator):
        self.communicator = communicator
        self.text = ""
        self.is_over = False

    async def take(self) -> None:
        message = await self.communicator.receive_output(timeout=5)
        self.text += message.get("body", b"").decode()
        self.is_over = not message.get("more_body", False)

    async def until(self, words: str) -> None:
        while words not in self.text and not self.is_over:
            await self.take()
        assert words in self.text

    async def to_the_end(self) -> str:
        while not self.is_over:
            await self.take()
        return self.text


@asynccontextmanager
async def stream(attempt, cookie="", *, query=b"", last=None, method="GET"):
    headers = [(b"cookie", cookie.encode())]
    if last is not None:
        headers.append((b"last-event-id", last))
    path = f"/practice/attempts/{attempt.pk}/events"
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": headers}
    communicator = ApplicationCommunicator(events.application, scope)
    await communicator.send_input({"type": "http.request"})
    start = await communicator.receive_output(timeout=5)
    try:
        yield start, Reader(communicator)
    finally:
        communicator.stop(exceptions=False)


async def do(function, *args, **kwargs):
    return await events.database.run(function, *args, **kwargs)


def say(call_id, *texts):
    call = calls.claim(call_id, at=timezone.now()) or Call.objects.get(pk=call_id)
    start = call.pieces.count() + 1
    calls.write([Piece(call=call, number=n, text=t) for n, t in enumerate(texts, start)], fences={call.pk: call.fence})


def end(call_id, reason=""):
    calls.finish(call_id, fence=1, ending=calls.Ending(reason), at=timezone.now())


def told(text):
    """[(id, event, data), …]"""
    blocks = [dict(line.split(": ", 1) for line in block.split("\n")) for block in text.split("\n\n") if block]
    return [(block.get("id"), block["event"], json.loads(block["data"])) for block in blocks if "event" in block]


async def test_an_answer_is_told_as_it_is_written(attempt, cookie):
    async with stream(attempt, cookie) as (start, reader):
        assert start["status"] == 200
        assert dict(start["headers"])[b"x-accel-buffering"] == b"no"
        await reader.until("queued")
        await do(say, attempt.call.pk, "你好，\n", "老郑")
        await reader.until("老郑")
        await do(end, attempt.call.pk, "length")
        text = await reader.to_the_end()
    assert told(text) == [
        (None, "status", {"status": "queued", "place": 1}),
        (None, "status", {"status": "running", "place": None}),
        ("1", "piece", {"text": "你好，\n"}),
        ("2", "piece", {"text": "老郑"}),
        (None, "status", {"status": "partial", "place": None}),
        (None, "done", {"status": "partial", "reason": "length"}),
    ]


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ({}, "1"),
        ({"query": b"after=1"}, "2"),
        ({"last": b"2"}, "3"),
        ({"query": b"after=1", "last": b"2"}, "3"),
        ({"query": b"after=nonsense"}, "1"),
        ({"last": b"-1"}, "1"),
    ],
)
async def test_a_replay_begins_after_what_was_read(attempt, cookie, options, first):
    await do(say, attempt.call.pk, "一", "二", "三")
    await do(end, attempt.call.pk)
    async with stream(attempt, cookie, **options) as (_, reader):
        pieces = [event for event in told(await reader.to_the_end()) if event[1] == "piece"]
    assert pieces[0][0] == first
    assert "".join(data["text"] for _, _, data in pieces) == "一二三"[int(first) - 1 :]


async def test_everything_told_is_the_reply(attempt, cookie):
    words = ["第一行\n", "", "\u2028", 'data: "x"\n\n', "🙂"]
    await do(say, attempt.call.pk, *words)
    await do(end, attempt.call.pk)
    async with stream(attempt, cookie) as (_, reader):
        pieces = [data["text"] for _, event, data in told(await reader.to_the_end()) if event == "piece"]
    assert "".join(pieces) == (await do(Call.objects.get)).text


async def test_a_visitor_hears_nothing(attempt):
    async with stream(attempt) as (start, _):
        assert start["status"] == 401


async def test_a_stranger_hears_nothing(attempt, stranger):
    client = Client()
    await do(client.force_login, stranger)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    async with stream(attempt, cookie) as (start, _):
        assert start["status"] == 404


async def test_a_stream_is_only_read(attempt, cookie):
    async with stream(attempt, cookie, method="POST") as (start, _):
        assert start["status"] == 405


async def test_who_signs_out_hears_no_more(attempt, cookie, amy, monkeypatch):
    monkeypatch.setattr(events, "CHECK_VIEWER", 0.0)
    async with stream(attempt, cookie) as (_, reader):
        await reader.until("queued")
        amy.is_active = False
        await do(amy.save)
        assert "done" not in await reader.to_the_end()


async def test_a_database_that_restarts_signs_nobody_out(attempt, cookie, monkeypatch):
    find, failures = events._user_id, []

    def down_for_a_moment(cookies):
        if len(failures) < 3:
            failures.append(cookies)
            raise InterfaceError("the connection is closed")
        return find(cookies)

    async with stream(attempt, cookie) as (_, reader):
        await reader.until("queued")
        monkeypatch.setattr(events, "_user_id", down_for_a_moment)
        monkeypatch.setattr(events, "CHECK_VIEWER", 0.0)
        monkeypatch.setattr(events, "HEARTBEAT", 0.0)
        while len(failures) < 3:
            await reader.take()
        await do(say, attempt.call.pk, "你好")
        await reader.until("你好")


async def test_a_line_that_moves_is_told(attempt, submit, cookie):
    behind = await do(submit)
    async with stream(behind, cookie) as (_, reader):
        await reader.until('"place": 2')
        await do(calls.request_cancel, attempt.call.pk, at=timezone.now())
        await reader.until('"place": 1')


async def test_silence_is_kept_alive(attempt, cookie, monkeypatch):
    monkeypatch.setattr(events, "HEARTBEAT", 0.0)
    async with stream(attempt, cookie) as (_, reader):
        await reader.until(": still here")


async def test_a_learner_who_is_erased_ends_their_streams(attempt, cookie, amy):
    async with stream(attempt, cookie) as (_, reader):
        await reader.until("queued")
        await do(amy.delete)
        assert "done" not in await reader.to_the_end()


async def test_a_reader_who_leaves_is_let_go(attempt, cookie):
    async with stream(attempt, cookie) as (_, reader):
        await reader.until("queued")
        await reader.communicator.send_input({"type": "http.disconnect"})
        await asyncio.wait_for(reader.communicator.wait(), timeout=5)


async def test_a_cookie_that_others_left_behind_does_not_sign_a_reader_out(attempt, cookie):
    async with stream(attempt, f'a b="c; {{"d": 1}}; {cookie}') as (start, _reader):
        assert start["status"] == 200


async def test_nobody_holds_more_streams_than_tabs_can_show(attempt, cookie, monkeypatch):
    monkeypatch.setattr(events, "MOST_STREAMS", 1)
    async with stream(attempt, cookie) as (_start, reader):
        await reader.until("queued")
        async with stream(attempt, cookie) as (start, _reader):
            assert start["status"] == 429 and (b"retry-after", b"10") in start["headers"]
        await do(calls.request_cancel, attempt.call.pk, at=timezone.now())
        await reader.to_the_end()
    async with stream(attempt, cookie) as (start, _reader):
        assert start["status"] == 200
