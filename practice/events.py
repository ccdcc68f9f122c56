"""An answer as it is written: server-sent events straight from ASGI, without the middleware of pages.

A piece's number is its event id, so reload, second tab, restart and Last-Event-ID give the exact text.
The rows are the truth; Redis only says when to look again.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.db import Error as DatabaseError  # with the InterfaceError of a connection that is gone
from django.http import HttpRequest, parse_cookie
from django.utils.translation import gettext as _

from .database import DatabaseThreads
from .looks import Look, Lookout, looks_of
from .models import Attempt
from .wakes import Ear

PATH = re.compile(r"/practice/attempts/(\d{1,18})/events")
LOOK_AGAIN = 1.0  # seconds, when nobody rang
HEARTBEAT = 15.0
CHECK_VIEWER = 5.0  # somebody who signed out sees no more after this
MOST_STREAMS = 100  # of one person in one process: more than anybody's tabs, fewer than would starve the others
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
]

RETRY = "retry: 2000\n\n"
RETRY_AFTER = (b"retry-after", b"10")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

database = DatabaseThreads("events", threads=8)
ears: dict[asyncio.AbstractEventLoop, Ear] = {}
lookouts: dict[asyncio.AbstractEventLoop, Lookout] = {}
open_streams: Counter[int] = Counter()  # by user


@dataclass
class Viewer:
    """Somebody at a stream, and how far they have read."""

    cookies: str
    attempt_id: int
    after: int
    status: dict[str, Any] = field(default_factory=dict)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    path = PATH.fullmatch(scope["path"])
    if path is None:
        return await _refuse(send, 404, "not_found", _("这里没有内容，或者不属于你。"))
    if scope["method"] != "GET":
        return await _refuse(send, 405, "method_not_allowed", _("这里只能读。"))
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    viewer = Viewer(headers.get(b"cookie", ""), int(path[1]), _after(headers, scope["query_string"]))
    user_id = await database.run(_user_id, viewer.cookies)
    if user_id is None:
        return await _refuse(send, 401, "not_signed_in", _("请先登录。"))
    call_id = await database.run(_call_id, user_id, viewer.attempt_id)
    if call_id is None:
        return await _refuse(send, 404, "not_found", _("这里没有内容，或者不属于你。"))
    if open_streams[user_id] >= MOST_STREAMS:
        return await _refuse(send, 429, "too_many_streams", _("同时打开的页面太多了，关掉几个再看。"), RETRY_AFTER)
    with _counted(user_id):
        await _until_gone(_stream(viewer, call_id, send), receive)


def so_far(call_id: int, *, last_event_id: str, after: str) -> str:
    """The events until now, for a server that cannot wait: its readers come again by themselves."""
    viewer = Viewer("", 0, _number(last_event_id or after))
    wish = call_id, viewer.after
    return "".join([RETRY, *_news(viewer, looks_of([wish]).get(wish))])


async def _stream(viewer: Viewer, call_id: int, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await _say(send, RETRY)
    clock = asyncio.get_running_loop().time
    spoke_at = checked_at = clock()
    with _ear().listening(call_id) as changed:
        while True:
            changed.clear()
            look = await _look_safely(call_id, viewer.after)
            if events := _news(viewer, look):
                await _say(send, "".join(events))
                spoke_at = clock()
            if look is None or look.is_over:
                break
            if clock() - spoke_at >= HEARTBEAT:
                await _say(send, ": still here\n\n")
                spoke_at = clock()
            if clock() - checked_at >= CHECK_VIEWER:
                if not await _may_read_on(viewer):
                    break
                checked_at = clock()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await changed.wait()
    await send({"type": "http.response.body", "body": b""})


def _news(viewer: Viewer, look: Look | None) -> list[str]:
    """What this viewer has not been told yet."""
    if look is None:
        return []
    status = {"status": look.status, "place": look.place}
    events = [_event("piece", {"text": text}, number=number) for number, text in look.pieces]
    if look.pieces:
        viewer.after = look.pieces[-1][0]
    if status != viewer.status:
        viewer.status = status
        # A replay begins with what it is, and the end is told after the last piece.
        events.insert(len(events) if look.is_over else 0, _event("status", status))
    if look.is_over:
        events.append(_event("done", {"status": look.status, "reason": look.reason or None}))
    return events


def _event(name: str, data: dict[str, Any], *, number: int | None = None) -> str:
    identity = f"id: {number}\n" if number is not None else ""
    # JSON escapes line ends, so the data is one line.
    return f"{identity}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def _look_safely(call_id: int, after: int) -> Look | None:
    """None when the call is no more, erased with its learner. A database that restarts is waited for."""
    while True:
        try:
            return await _lookout().look(call_id, after)
        except DatabaseError:
            await asyncio.sleep(LOOK_AGAIN)


async def _may_read_on(viewer: Viewer) -> bool:
    """A database that restarts signs nobody out; it shows them nothing either."""
    try:
        return await database.run(_user_id, viewer.cookies) is not None
    except DatabaseError:
        return True


def _user_id(cookies: str) -> int | None:
    """Session and user as the middleware of pages finds them."""
    request = HttpRequest()
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    if not user.is_authenticated or user.must_change_password:
        return None
    return user.pk


def _call_id(user_id: int, attempt_id: int) -> int | None:
    return Attempt.objects.filter(enrollment__user=user_id, pk=attempt_id).values_list("call", flat=True).first()


def _after(headers: dict[bytes, str], query: bytes) -> int:
    """Last-Event-ID is newer than the address, which stays the same when a browser connects again."""
    return _number(headers.get(b"last-event-id") or parse_qs(query.decode("latin-1")).get("after", [""])[-1])


def _number(asked: str) -> int:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0


@contextmanager
def _counted(user_id: int) -> Iterator[None]:
    open_streams[user_id] += 1
    try:
        yield
    finally:
        open_streams[user_id] -= 1
        if not open_streams[user_id]:
            del open_streams[user_id]


def _ear() -> Ear:
    return ears.setdefault(asyncio.get_running_loop(), Ear())


def _lookout() -> Lookout:
    return lookouts.setdefault(asyncio.get_running_loop(), Lookout(database))


async def _until_gone(stream: Awaitable[None], receive: Receive) -> None:
    """Write until the stream ends or its reader leaves, whichever is first."""
    writing = asyncio.ensure_future(stream)
    leaving = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if writing.done():
            writing.result()
    finally:
        for task in (writing, leaving):
            task.cancel()
        await asyncio.gather(writing, leaving, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _refuse(send: Send, status: int, error: str, message: str, *more: tuple[bytes, bytes]) -> None:
    body = json.dumps({"error": error, "message": message, "fields": {}}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
