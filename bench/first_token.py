"""What we add to a provider's first token: from the moment it leaves the provider to the moment it reaches the browser.

Starts broker, web and worker for itself (the embedded default, or DATABASE_URL and REDIS_URL when they are set) and a
provider that stamps each answer with the time of its first piece. Streams start together, as a class would.
"""

import asyncio
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

ROUNDS = {1: 20, 16: 5}
BOUND_MS = 30
THINKING = 0.2  # seconds the provider takes, so that all streams are open before the first token


class Stamping(BaseHTTPRequestHandler):
    """An OpenAI-compatible answer whose first piece says when it was sent."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        time.sleep(THINKING)
        self.piece(str(time.time()))
        time.sleep(0.5)
        self.piece("。", finish="stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def piece(self, text: str, finish: str | None = None) -> None:
        chunk = {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *args) -> None:
        """A benchmark's output is its figures."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepare(streams: int) -> tuple[list[str], int]:
    """The sessions of as many enrolled learners, and the exercise they all practise."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from accounts.services import create_learner
    from courses.models import Exercise
    from progress.services import enrol

    call_command("migrate", verbosity=0)
    call_command("load_course", str(settings.CONTENT_DIR / "aigc"), verbosity=0)
    exercise = Exercise.objects.select_related("lesson__course").get(lesson__key="s1-012", key="p1")
    sessions = []
    for number in range(streams):
        learner = create_learner(email=f"bench-{number}@localhost", password=secrets.token_urlsafe())
        enrol(user=learner, course=exercise.lesson.course, starts_on=timezone.localdate())
        client = Client()
        client.force_login(learner)
        sessions.append(client.cookies["sessionid"].value)
    return sessions, exercise.pk


@contextmanager
def process(*command: str):
    child = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        child.terminate()
        child.wait()


async def one_stream(port: int, session: str, exercise: int) -> float:
    """Seconds from the first piece's departure to its arrival."""
    key = secrets.token_hex(8)
    form = f"csrfmiddlewaretoken={'c' * 32}&idempotency_key={key}&text=hello".encode()
    head = f"Host: localhost\r\nCookie: sessionid={session}; csrftoken={'c' * 32}\r\nAccept: application/json\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST /practice/exercises/{exercise}/attempts/ HTTP/1.1\r\n{head}Connection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n".encode()
        + form
    )
    answer = (await reader.read()).decode()
    events = json.loads(answer[answer.index("{") : answer.rindex("}") + 1])["events"]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {events} HTTP/1.1\r\n{head}\r\n".encode())
    while line := (await reader.readline()).decode():
        if line.startswith("data:") and '"text"' in line:
            arrived = time.time()
            writer.close()
            return arrived - float(json.loads(line[5:])["text"])
    raise SystemExit("the stream ended without a piece")


async def measure(port: int, sessions: list[str], exercise: int) -> None:
    for streams, rounds in ROUNDS.items():
        added: list[float] = []
        for _ in range(rounds):
            added += await asyncio.gather(*(one_stream(port, session, exercise) for session in sessions[:streams]))
            await asyncio.sleep(1)  # the tails of the answers
        p50, p95 = statistics.median(added) * 1000, statistics.quantiles(added, n=20)[-1] * 1000
        print(f"{streams:3} streams: added p50 {p50:.1f} ms, p95 {p95:.1f} ms (bound: p50 at most {BOUND_MS} ms)")


def main() -> None:
    provider = ThreadingHTTPServer(("127.0.0.1", 0), Stamping)
    provider.request_queue_size = 64
    Thread(target=provider.serve_forever, daemon=True).start()
    broker_port, port = free_port(), free_port()
    os.environ.setdefault("REDIS_URL", f"redis://127.0.0.1:{broker_port}/0")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "aigc_academy.settings",
        "AIGC_DATA_DIR": tempfile.mkdtemp(),
        "OPENAI_BASE_URL": f"http://127.0.0.1:{provider.server_port}/v1",
        "OPENAI_API_KEY": "bench",
        "PRACTICE_MODEL": "bench",
        "PORT": str(port),
    }
    sessions, exercise = prepare(max(ROUNDS))
    with ExitStack() as stack:
        stack.enter_context(process("-m", "aigc_academy.broker", str(broker_port)))
        worker = ("worker", "--pool=threads", "--concurrency=8")
        stack.enter_context(process("-m", "celery", "-A", "aigc_academy", *worker))
        stack.enter_context(process("-m", "uvicorn", "aigc_academy.server:application", "--port", str(port)))
        wait_until_ready(port)
        asyncio.run(measure(port, sessions, exercise))


def wait_until_ready(port: int) -> None:
    from urllib.request import urlopen

    for _ in range(300):
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz"):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the site did not get ready")


if __name__ == "__main__":
    main()
