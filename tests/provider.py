"""A small OpenAI-compatible provider for tests: real TCP, real event streams, every request on record.

As a process of its own:  python -m tests.provider PORT
    GET  /requests   every request so far, as JSON, with the moment its peer hung up
    POST /script     {"model": "", "script": {...}} the fields of `Script`; for one model, or for all others
    POST /release    {"count": 1} lets that many pieces of "gated" scripts through
"""

import json
import re
import select
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPLY = ("第一个问题：", "这 9 年里，", "老顾客专门来找你，", "最常见的原因是什么？")
HTML = b"<!doctype html><title>Sign in</title><p>Please sign in to this network: it is free"


@dataclass
class Script:
    """How a request is answered.

    kind: ok; gated (each piece waits to be released); hang, keep_alive, cut (after `after` pieces);
    no_finish; bad_json; error_chunk; empty; html; status; redirect; judge (full marks, with quotes).
    """

    kind: str = "ok"
    pieces: tuple[str, ...] = REPLY
    delay: float = 0.0
    after: int = 2
    finish: str = "stop"
    status: int = 500
    message: str = "something broke"
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

    def log_message(self, *_) -> None:
        pass

    def do_GET(self) -> None:
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
            getattr(self, f"play_{script.kind}")(script)
        except (HungUp, OSError):
            self.record.hung_up_at = time.time()
            self.server.hung_up.set()
            self.close_connection = True

    # --- ends that need no stream -------------------------------------------------------
    def play_status(self, script: Script) -> None:
        self.answer_json(script.status, {"error": {"message": script.message, "code": script.message}})

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
        self.start_stream()
        self.speak(script.pieces, script.delay)
        self.finish_well(script)

    def play_gated(self, script: Script) -> None:
        self.start_stream()
        for piece in script.pieces:
            while not self.server.gate.acquire(timeout=0.02):
                self.notice_hang_up()
            self.say(piece)
        self.finish_well(script)

    def play_judge(self, script: Script) -> None:
        """Full marks for every numbered criterion, quoting the beginning of the learner's text."""
        prompt = self.record.body["messages"][-1]["content"]
        text = re.search(r"<<<(\w+)\n(.*?)\n\1>>>", prompt, re.S)
        quote = text[2].strip().splitlines()[0][:12] if text else ""
        numbers = re.findall(r"^(\d+)\. ", prompt, re.M)
        verdict = {number: {"level": "full", "quote": quote, "advice": "保持这样写。"} for number in numbers}
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

    # --- pieces of a stream -------------------------------------------------------------
    def start_stream(self, content_type: str = "text/event-stream") -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def speak(self, pieces, delay: float) -> None:
        for piece in pieces:
            self.say(piece)
            if delay:
                self.notice_hang_up(wait=delay)

    def say(self, text: str) -> None:
        self.event({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]})

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
        data = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    Provider(int(sys.argv[1])).serve_forever()
