"""An OpenAI-compatible provider that speaks at a pinned pace, in a process of its own.

The prompt says how: "think 0.5 rate 10 chunks 200". The first chunk tells when the request came and when it left.

python -m bench.pacing PORT
"""

import asyncio
import json
import re
import sys
import time

PACE = re.compile(rb"think ([\d.]+) rate ([\d.]+) chunks (\d+)")
WORD = "四个汉字"


def chunk(text: str = "", finish: str | None = None) -> bytes:
    told = {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]}
    return b"data: " + json.dumps(told, ensure_ascii=False).encode() + b"\n\n"


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
AGAIN = chunk(WORD)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await speak(reader, writer)
    except (ConnectionError, asyncio.IncompleteReadError):
        pass  # the reader left
    finally:
        writer.close()


async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])  # type: ignore[index]
    think, rate, chunks = map(float, PACE.search(await reader.readexactly(length)).groups())  # type: ignore[union-attr]
    arrived = time.time()
    writer.write(HEAD)
    await asyncio.sleep(think)
    clock = asyncio.get_running_loop().time
    began = clock()
    writer.write(chunk(f"<{arrived:.6f} {time.time():.6f}>"))
    for number in range(1, int(chunks)):
        # Late once, not late for ever: the pace is held against the start.
        await asyncio.sleep(began + number / rate - clock())
        writer.write(AGAIN)
        await writer.drain()
    usage = {"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": int(chunks) * len(WORD)}}
    writer.write(chunk(finish="stop") + b"data: " + json.dumps(usage).encode() + b"\n\ndata: [DONE]\n\n")
    await writer.drain()


async def main(port: int) -> None:
    server = await asyncio.start_server(answer, "127.0.0.1", port, backlog=512)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
