"""A small OpenAI-compatible provider for tests: real TCP, real event streams, every request on record.

As a process of its own:  python -m tests.provider PORT
    GET  /requests   every request so far, as JSON, with the moment its peer hung up
    POST /script     {"model": "", "script": {...}} the fields of `Script`; for one model, or for all others
    POST /release    {"count": 1} lets that many pieces of "gated" scripts through
"""

import base64
import io
import json
import re
import select
import socket
import struct
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPLY = ("第一个问题：", "这 9 年里，", "老顾客专门来找你，", "最常见的原因是什么？")
COLOURS = ("#c5341a", "#17663f", "#17599a", "#7a5200")
HTML = b"<!doctype html><title>Sign in</title><p>Please sign in to this network: it is free"


@dataclass
class Script:
    """How a request is answered.

    kind: ok; gated (each piece waits to be released); held (after `after` pieces the rest waits, as one, to be
    released); torn (five bytes at a time); nulls (in every field that may be null); after `after` pieces:
    hang, keep_alive, cut, reset, no_finish, done (not finished), bad_json, error_chunk;
    silent (no headers, ever); empty; html; status; redirect; judge (full marks, with quotes);
    honest (full marks for work that holds `message`, none for other work).
    Asked for pictures: ok; gated (released by one); hang; url, fewer, kept_back, empty, bad_json, not_base64, endless;
    status, redirect and html as above.
    """

    kind: str = "ok"
    pieces: tuple[str, ...] = REPLY
    delay: float = 0.0
    after: int = 2
    finish: str = "stop"
    status: int = 500
    message: str = "something broke"
    page: str = ""  # instead of the message as JSON
    headers: dict = field(default_factory=dict)  # of a refusal
    early_usage: object = None  # stands in every chunk before the last
    has_usage: bool = True
    usage: object = field(default_factory=lambda: {"prompt_tokens": 120, "completion_tokens": 30})


@dataclass
class Request:
    path: str
    body: dict
    key: str
    host: str = ""
    at: float = field(default_factory=time.time)
    hung_up_at: float | None = None


class Provider(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int = 0):
        super().__init__(("127.0.0.1", port), Handler)
        self.requests: list[Request] = []
        self.scripts: dict[str, Script] = {"": Script(), "judge": Script(kind="judge")}
        self.gate = threading.Semaphore(0)
        self.hung_up = threading.Event()

    def handle_error(self, request, client_address) -> None:
        """A peer that hangs up is what many tests are about."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def follow(self, *, model: str = "", **fields) -> None:
        self.scripts[model] = Script(**fields)

    def release(self, count: int = 1) -> None:
        self.gate.release(count)

    def __enter__(self) -> "Provider":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.release(10_000)
        self.shutdown()
        self.server_close()


class HungUp(Exception):
    pass


class Handler(BaseHTTPRequestHandler):
    server: Provider
    protocol_version = "HTTP/1.1"
    wbufsize = 0
    early_usage: object = None

    def log_message(self, *_) -> None:
        pass

    def do_GET(self) -> None:
        if self.path.startswith("/pictures/"):
            return self.answer_picture()
        self.answer_json(200, [asdict(request) for request in self.server.requests])

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or "{}")
        if self.path == "/script":
            self.server.follow(model=body.get("model", ""), **body["script"])
            self.answer_json(200, {})
        elif self.path == "/release":
            self.server.release(body.get("count", 1))
            self.answer_json(200, {})
        else:
            self.answer_prompt(body)

    def answer_prompt(self, body: dict) -> None:
        key = self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.record = Request(self.path, body, key, self.headers.get("Host", ""))
        self.server.requests.append(self.record)
        script = self.server.scripts.get(body.get("model", "")) or self.server.scripts[""]
        try:
            draws = self.path.endswith("/images/generations") and getattr(self, f"draw_{script.kind}", None)
            (draws or getattr(self, f"play_{script.kind}"))(script)
        except (HungUp, OSError):
            self.record.hung_up_at = time.time()
            self.server.hung_up.set()
            self.close_connection = True

    # --- ends that need no stream -------------------------------------------------------
    def play_status(self, script: Script) -> None:
        if script.page:
            return self.answer(script.status, script.page.encode(), "text/html", script.headers)
        error = {"error": {"message": script.message, "code": script.message}}
        self.answer(script.status, json.dumps(error).encode(), "application/json", script.headers)

    def play_silent(self, script: Script) -> None:
        while True:
            self.notice_hang_up(wait=0.02)

    def play_redirect(self, script: Script) -> None:
        self.send_response(307)
        self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def play_html(self, script: Script) -> None:
        self.start_stream("text/html")
        self.send(HTML)
        self.end_stream()

    # --- streams ------------------------------------------------------------------------
    def play_ok(self, script: Script) -> None:
        self.early_usage = script.early_usage
        self.start_stream()
        self.speak(script.pieces, script.delay)
        self.finish_well(script)

    def play_torn(self, script: Script) -> None:
        whole = self.send
        self.send = lambda data: [whole(data[start : start + 5]) for start in range(0, len(data), 5)]
        self.play_ok(script)

    def play_nulls(self, script: Script) -> None:
        nothing = {"role": None, "content": None, "refusal": None, "reasoning_content": None, "tool_calls": None}
        self.start_stream()
        self.event({"id": None, "choices": None, "usage": None, "error": None})
        self.event({"choices": [{"index": None, "delta": None, "finish_reason": None, "logprobs": None}]})
        for piece in script.pieces:
            self.event({"choices": [{"delta": nothing, "finish_reason": None}], "usage": None, "error": None})
            self.event({"choices": [{"delta": nothing | {"content": piece}, "finish_reason": None}], "usage": None})
        self.finish_well(script)

    def play_gated(self, script: Script) -> None:
        self.start_stream()
        for piece in script.pieces:
            self.pass_the_gate()
            self.say(piece)
        self.finish_well(script)

    def play_held(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        self.pass_the_gate()
        for piece in script.pieces[script.after :]:
            self.say(piece)
        self.finish_well(script)

    def play_judge(self, script: Script) -> None:
        """Full marks, quoting the beginning of the learner's text; of the goals the first is reached."""
        prompt = self.record.body["messages"][-1]["content"]
        text = re.search(r"【学习者[^\n]*\n<<<(\w+)\n(.*?)\n\1>>>", prompt, re.S)
        quote = text[2].strip().splitlines()[0][:12] if text else ""
        numbers = re.findall(r"^(\d+)\. .*\n   full：", prompt, re.M)
        verdict: dict = {number: {"level": "full", "quote": quote, "advice": "保持这样写。"} for number in numbers}
        if goals := re.findall(r"^目标 (\d+)：", prompt, re.M):
            verdict["goals"] = {number: {"reached": number == "1", "quote": quote} for number in goals}
        self.start_stream()
        self.speak([json.dumps(verdict, ensure_ascii=False)], script.delay)
        self.finish_well(script)

    def play_honest(self, script: Script) -> None:
        """Full marks for work that holds the script's message, none for any other."""
        prompt = self.record.body["messages"][-1]["content"]
        task, _, work = prompt.partition("<<<")
        row = {"level": "zero", "quote": "", "advice": "再写两条。"}
        if script.message in work:
            row = {"level": "full", "quote": script.message, "advice": ""}
        rubric = task.partition("【评分表】")[2]
        verdict = dict.fromkeys(re.findall(r"^(\d+)\. ", rubric, re.M), row)
        self.start_stream()
        self.speak([json.dumps(verdict, ensure_ascii=False)], script.delay)
        self.finish_well(script)

    def play_hang(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        while True:
            self.notice_hang_up(wait=0.02)

    def play_keep_alive(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        while True:
            self.send(b": keep-alive\n\n")
            self.notice_hang_up(wait=0.02)

    def play_cut(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        self.close_connection = True  # without the last chunk of the body

    def play_reset(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        # Closing without lingering sends RST instead of FIN.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        socket.close(self.connection.detach())
        self.close_connection = True

    def play_done(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        self.send(b"data: [DONE]\n\n")
        self.end_stream()

    def play_no_finish(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        self.end_stream()

    def play_bad_json(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        self.send(b'data: {"choices": [{"delta"\n\n')
        self.end_stream()

    def play_error_chunk(self, script: Script) -> None:
        self.start_stream()
        self.speak(script.pieces[: script.after], script.delay)
        self.event({"error": {"message": script.message}})
        self.end_stream()

    def play_empty(self, script: Script) -> None:
        self.start_stream()
        self.end_stream()

    # --- pictures -----------------------------------------------------------------------
    def draw_ok(self, script: Script) -> None:
        self.notice_hang_up(wait=script.delay)
        self.hand_over([{"b64_json": data} for data in self.pictures()], script)

    def draw_gated(self, script: Script) -> None:
        self.pass_the_gate()
        self.hand_over([{"b64_json": data} for data in self.pictures()], script)

    def draw_hang(self, script: Script) -> None:
        while True:
            self.notice_hang_up(wait=0.02)

    def draw_url(self, script: Script) -> None:
        home = self.server.url.removesuffix("/v1")
        urls = [f"{home}/pictures/{self.size()}/{number}.png" for number in range(self.count())]
        self.hand_over(
            [{"url": url} for url in script.pieces if "://" in url] or [{"url": url} for url in urls], script
        )

    def draw_fewer(self, script: Script) -> None:
        self.hand_over([{"b64_json": data} for data in self.pictures()[:-1]], script)

    def draw_kept_back(self, script: Script) -> None:
        refusal = {"error": {"code": "OutputImageSensitiveContentDetected", "message": "no"}}
        self.hand_over([refusal, *({"b64_json": data} for data in self.pictures()[1:])], script)

    def draw_empty(self, script: Script) -> None:
        self.hand_over([], script)

    def draw_not_base64(self, script: Script) -> None:
        self.hand_over([{"b64_json": "这不是图"}], script)

    def draw_bad_json(self, script: Script) -> None:
        self.start_stream("application/json")
        self.send(b'{"data": [{"b64_json": "')
        self.end_stream()

    def draw_endless(self, script: Script) -> None:
        self.start_stream("application/json")
        while True:
            self.send(b" " * 1024 * 1024)

    def hand_over(self, data: list[dict], script: Script) -> None:
        usage = {"input_tokens": 20, "output_tokens": 1000 * len(data)}
        if script.usage != Script().usage:
            usage = script.usage
        self.answer_json(200, {"created": 1, "data": data} | ({"usage": usage} if script.has_usage else {}))

    def count(self) -> int:
        return self.record.body.get("n", 1)

    def size(self) -> str:
        return self.record.body.get("size", "64x64")

    def pictures(self) -> list[str]:
        return [base64.b64encode(picture(self.size(), number)).decode() for number in range(self.count())]

    def answer_picture(self) -> None:
        self.server.requests.append(Request(self.path, {}, self.headers.get("Authorization", "")))
        _, _, size, name = self.path.split("/")
        if size == "elsewhere":
            self.send_response(302)
            self.send_header("Location", f"/pictures/64x64/{name}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data = picture(size, int(name.removesuffix(".png")))
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    # --- pieces of a stream -------------------------------------------------------------
    def start_stream(self, content_type: str = "text/event-stream") -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def pass_the_gate(self) -> None:
        while not self.server.gate.acquire(timeout=0.02):
            self.notice_hang_up()

    def speak(self, pieces, delay: float) -> None:
        for piece in pieces:
            self.say(piece)
            if delay:
                self.notice_hang_up(wait=delay)

    def say(self, text: str) -> None:
        chunk = {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}
        self.event(chunk | ({"usage": self.early_usage} if self.early_usage else {}))

    def finish_well(self, script: Script) -> None:
        self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": script.finish}]})
        if script.has_usage:
            self.event({"choices": [], "usage": script.usage})
        self.send(b"data: [DONE]\n\n")
        self.end_stream()

    def event(self, chunk: dict) -> None:
        self.send(b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n")

    def send(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def end_stream(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def notice_hang_up(self, wait: float = 0.0) -> None:
        readable, _, _ = select.select([self.connection], [], [], wait)
        if readable and not self.connection.recv(1):
            raise HungUp

    def answer_json(self, status: int, content) -> None:
        self.answer(status, json.dumps(content, ensure_ascii=False).encode(), "application/json", {})

    def answer(self, status: int, data: bytes, content_type: str, headers: dict) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Type": content_type, "Content-Length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


@cache
def picture(size: str, number: int) -> bytes:
    """A PNG that is another one for each number."""
    from PIL import Image, ImageOps  # only those who ask for pictures wait for it

    width, height = map(int, size.split("x"))
    shades = Image.radial_gradient("L").resize((width, height))
    drawn = ImageOps.colorize(shades, black="#f6c02b", white=COLOURS[number % len(COLOURS)])
    data = io.BytesIO()
    drawn.save(data, "PNG")
    return data.getvalue()


if __name__ == "__main__":
    Provider(int(sys.argv[1])).serve_forever()
