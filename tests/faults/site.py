"""The whole site as real processes on free ports, with a data folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.chaos.rows import Rows

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition: Callable[[], object], *, patience: float = PATIENCE) -> object:
    deadline = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited too long"
        threading.Event().wait(0.05)
    return found


class Site:
    def __init__(self, data_dir: Path, provider_url: str, services: dict[str, str]):
        self.data_dir = data_dir
        self.port = free_port()
        own = {
            "AIGC_DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "SITE_URL": f"http://localhost:{self.port}",
            "OPENAI_BASE_URL": provider_url,
            "OPENAI_API_KEY": "sk-secret",
            "PRACTICE_MODEL": "chat",
            "PRACTICE_JUDGE_MODEL": "judge",
            "PRACTICE_IMAGE_MODEL": "brush",
            "NO_PROXY": "127.0.0.1,localhost",
            "DJANGO_SETTINGS_MODULE": "aigc_academy.settings",
        }
        self.env = {name: value for name, value in os.environ.items() if not name.endswith("_URL")} | own | services
        self.rows = Rows(services.get("DATABASE_URL") or str(data_dir / "db.sqlite3"))

    @contextmanager
    def running(self) -> Iterator["Site"]:
        process = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=self.env)
        try:
            until(lambda: process.poll() is not None or self.get("/readyz")[0] == 200, patience=300)
            assert process.poll() is None, "the site did not start"
            self.exercise_id, self.cookie = self._prepare()
            yield self
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)

    def _prepare(self) -> tuple[int, str]:
        command = [sys.executable, "-m", "tests.faults.prepare"]
        said = subprocess.run(command, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True).stdout
        scene = json.loads(said.splitlines()[-1])
        self.pictures_id = scene["pictures"]
        return scene["exercise"], scene["cookie"]

    # --- its processes --------------------------------------------------------------------
    def pid_of(self, name: str) -> int:
        return int((self.data_dir / "run" / f"{name}.pid").read_text())

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        os.kill(self.pid_of(name), number)

    # --- its pages --------------------------------------------------------------------------
    def get(self, path: str) -> tuple[int, dict]:
        return self._ask(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))

    def post(self, path: str, **fields: str) -> tuple[int, dict]:
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode()
        return self._ask(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data))

    def submit(self, key: str, text: str = "你好") -> dict:
        status, answer = self.post(f"/practice/exercises/{self.exercise_id}/attempts/", text=text, idempotency_key=key)
        assert status == 201, answer
        return answer

    def attempt(self, submitted: dict) -> dict:
        return self.get(submitted["url"])[1]

    def ended(self, submitted: dict) -> dict | None:
        attempt = self.attempt(submitted)
        return attempt if attempt.get("status") not in {None, "queued", "running"} else None

    def events(self, submitted: dict, *, last: int = 0):
        """The open stream, line by line."""
        request = self._dressed(urllib.request.Request(f"http://127.0.0.1:{self.port}{submitted['events']}"))
        if last:
            request.add_header("Last-Event-ID", str(last))
        return urllib.request.urlopen(request, timeout=30)

    # --- what the rows say ----------------------------------------------------------------
    def attempts_of(self, key: str) -> list[dict]:
        return [dict(row) for row in self.rows.snapshot().calls if row["key"] == key]

    def calls_of(self, attempt: dict) -> list[dict]:
        return [dict(row) for row in self.rows.snapshot().calls if row["attempt"] == attempt["id"]]

    def charges_of(self, call: int) -> list[dict]:
        return [dict(row) for row in self.rows.snapshot().charges if row["call"] == call]

    def _ask(self, request: urllib.request.Request) -> tuple[int, dict]:
        try:
            with urllib.request.urlopen(self._dressed(request), timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, {}
        except OSError:
            return 0, {}  # nobody there: the process is being started again

    def _dressed(self, request: urllib.request.Request) -> urllib.request.Request:
        request.add_header("Accept", "application/json")
        request.add_header("Host", f"localhost:{self.port}")
        request.add_header("Cookie", f"{getattr(self, 'cookie', '')}; csrftoken={TOKEN}")
        return request


TOKEN = "t" * 32
