"""A provider in a process of its own that writes down every request and every piece before it is sent.

python -m bench.chaos.oracle PORT LOG

What is to happen stands in the prompt: "chaos TOKEN KIND PIECES DELAY". The log is the witness from outside: lines
are appended by the system call itself, so nothing is lost whoever is killed.
"""

import asyncio
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

ORDER = re.compile(r"chaos (\S+) (\w+) (\d+) ([\d.]+)")
REFUSALS = {"busy": 429, "locked": 401, "down": 503, "broken": 500}
NOTHING_GENERATED = {401, 403, 404, 429}


def order(token: str, kind: str, pieces: int, delay: float) -> str:
    """whole: a good answer; bare: one without a count; cut: torn off before its end; mute: torn off before its headers;
    and the refusals."""
    return f"chaos {token} {kind} {pieces} {delay:g}"


def piece(token: str, number: int) -> str:
    return f"{token}·{number}。"


@dataclass
class Heard:
    """One request, as the log tells it."""

    token: str
    at: float
    is_whole: bool
    said: list[str] = field(default_factory=list)
    status: int = 0
    end: str = ""
    ended_at: float | None = None

    @property
    def text(self) -> str:
        return "".join(self.said)

    @property
    def may_have_cost(self) -> bool:
        return self.is_whole and self.status not in NOTHING_GENERATED


def read(log: Path) -> list[Heard]:
    heard: dict[int, Heard] = {}
    for line in log.read_text().splitlines():
        entry = json.loads(line)
        if entry["what"] == "asked":
            heard[entry["request"]] = Heard(entry["token"], entry["at"], entry["whole"])
            continue
        request = heard[entry["request"]]
        if entry["what"] == "says":
            request.said.append(entry["text"])
        else:
            request.end, request.status, request.ended_at = entry["end"], entry["status"], entry["at"]
    return list(heard.values())


class Oracle:
    def __init__(self, log: Path):
        self._log = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        self._numbers = count(1)

    def note(self, request: int, what: str, **more: object) -> None:
        line = json.dumps({"request": request, "what": what, "at": time.time(), **more}, ensure_ascii=False)
        os.write(self._log, line.encode() + b"\n")

    async def serve(self, port: int) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", port, backlog=512)
        async with server:
            await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._answer(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass  # gone between two requests
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection may be used again."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(re.search(r"content-length: (\d+)", head, re.I)[1])
        body, is_whole = b"", True
        try:
            body = await reader.readexactly(length)
        except asyncio.IncompleteReadError as torn:
            body, is_whole = torn.partial, False
        said = re.search(
            ORDER, json.loads(body)["messages"][-1]["content"] if is_whole else body.decode("utf-8", "replace")
        )
        token, kind, pieces, delay = said.groups() if said else ("?", "broken", "0", "0")
        request = next(self._numbers)
        self.note(request, "asked", token=token, whole=is_whole)
        if not is_whole:
            return False
        status, end = REFUSALS.get(kind, 200), "gone"
        with suppress(OSError):
            end = await self._play(request, token, kind, int(pieces), float(delay), reader, writer)
        self.note(request, "ended", end=end, status=0 if kind == "mute" else status)
        return end == "whole"

    async def _play(self, request, token, kind, pieces, delay, reader, writer) -> str:
        if kind == "mute":
            await asyncio.sleep(delay)
            writer.transport.abort()
            return "cut"
        if kind in REFUSALS:
            body = b'{"error": {"message": "no"}}'
            head = (
                f"HTTP/1.1 {REFUSALS[kind]} No\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            await writer.drain()
            return "whole"
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        for number in range(1, pieces + 1):
            self.note(request, "says", text=piece(token, number))
            await _send(writer, {"choices": [{"delta": {"content": piece(token, number)}}]})
            if await _hung_up(reader, wait=delay):
                return "gone"
        if kind == "cut":
            writer.transport.abort()
            return "cut"
        for chunk in _afterword(pieces, has_count=kind != "bare"):
            await _send(writer, chunk)
        writer.write(b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n")
        await writer.drain()
        return "whole"


def _afterword(pieces: int, *, has_count: bool) -> Iterator[dict]:
    yield {"choices": [{"delta": {}, "finish_reason": "stop"}]}
    if has_count:
        yield {"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": max(1, pieces * 3)}}


async def _send(writer: asyncio.StreamWriter, chunk: dict) -> None:
    data = b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n"
    writer.write(b"%x\r\n%s\r\n" % (len(data), data))
    await writer.drain()


async def _hung_up(reader: asyncio.StreamReader, *, wait: float) -> bool:
    try:
        async with asyncio.timeout(wait):
            return not await reader.read(1)
    except TimeoutError:
        return False


if __name__ == "__main__":
    asyncio.run(Oracle(Path(sys.argv[2])).serve(int(sys.argv[1])))
