"""The site as real processes, and the ways to hurt each of them.

embedded: `manage.py up` on SQLite and its own broker, and a second worker beside it.
services: PostgreSQL (fsync on) and Redis of our own on free ports, gunicorn for pages, uvicorn for streams, two
workers.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from aigc_academy.supervisor import FIRST_DELAY, Child
from tests.faults.site import ROOT, free_port, until

from . import postgres
from .rows import Rows

START = 300.0  # seconds; eight processes on a busy machine


class Site(ABC):
    """`workers`, `webs` and the like are what the harness may kill; each name is a process of ours."""

    kind = ""

    def __init__(self, folder: Path, *, oracle: str, plants: Iterable[str] = (), is_hurried: bool = False):
        self.folder = folder
        self.data_dir = folder / "data"
        self.run_dir, self.log_dir = folder / "run", folder / "log"
        for made in (self.data_dir, self.run_dir, self.log_dir):
            made.mkdir(parents=True, exist_ok=True)
        self.port = self.events_port = free_port()
        self.children: list[Child] = []
        self._is_over = threading.Event()
        clean = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        self.env = clean | {
            "AIGC_DATA_DIR": str(self.data_dir),
            "PORT": str(self.port),
            "SITE_URL": f"http://localhost:{self.port}",
            "OPENAI_BASE_URL": oracle,
            "OPENAI_API_KEY": "sk-chaos",
            "PRACTICE_MODEL": "chat",
            "NO_PROXY": "127.0.0.1,localhost",
            "DJANGO_SETTINGS_MODULE": "aigc_academy.settings",
        }
        if plants or is_hurried:
            self.env |= {
                "PYTHONPATH": str(Path(__file__).parent / "loaded"),
                "CHAOS_PLANTS": ",".join(plants),
                "CHAOS_HURRY": "1" if is_hurried else "",
            }

    # --- life -------------------------------------------------------------------------------
    def __enter__(self) -> "Site":
        try:
            self.start()
            until(self.is_ready, patience=START)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    @abstractmethod
    def start(self) -> None: ...

    def stop(self) -> None:
        self._is_over.set()
        for child in reversed(self.children):
            with suppress(ProcessLookupError):
                child.signal(signal.SIGCONT)
                child.signal(signal.SIGTERM)
        for child in reversed(self.children):
            if child.process:
                try:
                    child.process.wait(timeout=45)
                except subprocess.TimeoutExpired:
                    child.signal(signal.SIGKILL)
                    child.process.wait()

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def keep(self, name: str, *command: str, env: dict[str, str] | None = None) -> None:
        """Start a process and start it again whenever it dies."""
        child = Child(name, list(command), self.run_dir, self.log_dir, env or self.env)
        child.start(now=time.monotonic())
        self.children.append(child)

    def tend(self) -> None:
        while not self._is_over.wait(0.2):
            for child in self.children:
                now = time.monotonic()
                if child.has_died():
                    child.delay = FIRST_DELAY
                    child.plan_restart(now=now)
                if child.process is None and now >= child.due_at:
                    child.start(now=now)

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def prepare(self, learners: int, *, has_key: bool = True) -> tuple[int, list[str]]:
        said = self.manage("-m", "bench.chaos.prepare", str(learners), *([] if has_key else ["without_key"]))
        scene = json.loads(said.splitlines()[-1])
        return scene["exercise"], scene["cookies"]

    # --- what can be hurt ---------------------------------------------------------------------
    @property
    def workers(self) -> list[Path]:
        return [self.run_dir / "worker1.pid", self.run_dir / "worker2.pid"]

    @property
    @abstractmethod
    def webs(self) -> list[Path]: ...

    @property
    def broker(self) -> Path:
        return self.run_dir / "broker.pid"

    @property
    def beat(self) -> Path:
        return self.run_dir / "beat.pid"

    @abstractmethod
    def restart_database(self) -> None: ...

    @property
    @abstractmethod
    def broker_url(self) -> str: ...

    @property
    @abstractmethod
    def rows(self) -> Rows: ...


def send(pid_file: Path, number: int, *, to_group: bool = False) -> bool:
    """Every process here leads a group of its own. False when nobody was there."""
    try:
        pid = int(pid_file.read_text())
        (os.killpg if to_group else os.kill)(pid, number)
    except (OSError, ValueError):
        return False
    return True


WORKER = ("-m", "celery", "-A", "aigc_academy", "worker", "--pool=threads", "--concurrency=8", "--loglevel=INFO")


class Embedded(Site):
    kind = "embedded"

    def start(self) -> None:
        supervisor = self.run_dir / "up.pid"
        with (self.log_dir / "up.log").open("ab") as log:
            command = [sys.executable, "manage.py", "up"]
            self.up = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)
        supervisor.write_text(str(self.up.pid))
        until(lambda: (self.up.poll() is not None) or self.is_ready(), patience=START)
        assert self.up.poll() is None, f"the site did not start, see {self.log_dir}"
        self.keep("worker2", sys.executable, *WORKER, "-n", "second@%h")
        threading.Thread(target=self.tend, daemon=True).start()

    def stop(self) -> None:
        super().stop()
        for name in ("broker", "web", "worker", "beat"):
            send(self.data_dir / "run" / f"{name}.pid", signal.SIGCONT)
        self.up.send_signal(signal.SIGTERM)
        self.up.wait(timeout=120)

    @property
    def workers(self) -> list[Path]:
        return [self.data_dir / "run" / "worker.pid", self.run_dir / "worker2.pid"]

    @property
    def webs(self) -> list[Path]:
        return [self.data_dir / "run" / "web.pid"]

    @property
    def broker(self) -> Path:
        return self.data_dir / "run" / "broker.pid"

    @property
    def beat(self) -> Path:
        return self.data_dir / "run" / "beat.pid"

    def restart_database(self) -> None:
        """There is nothing to restart: all who write die in the middle of it."""
        for writer in (*self.workers, *self.webs):
            send(writer, signal.SIGKILL, to_group=True)

    @property
    def broker_url(self) -> str:
        return (self.data_dir / "run" / "broker.url").read_text()

    @property
    def rows(self) -> Rows:
        return Rows(str(self.data_dir / "db.sqlite3"))


class Services(Site):
    kind = "services"

    def start(self) -> None:
        self.redis_port, self.events_port = free_port(), free_port()
        self.postgres = postgres.Postgres()
        self.postgres.start()
        self.env |= {"DATABASE_URL": self.postgres.url, "REDIS_URL": self.broker_url}
        # No disk: a broker that is killed forgets everything.
        self.keep("broker", "redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", "")
        self.manage("manage.py", "migrate", "--verbosity", "0")
        python = sys.executable
        pages = ("-m", "gunicorn", "aigc_academy.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", "2")
        self.keep("pages", python, *pages, "--no-control-socket")
        events = ("-m", "uvicorn", "aigc_academy.asgi:application", "--port", str(self.events_port))
        self.keep("events", python, *events, "--timeout-graceful-shutdown", "5", "--no-access-log")
        for number in (1, 2):
            self.keep(f"worker{number}", python, *WORKER, "-n", f"worker{number}@%h")
        beat = ("-m", "celery", "-A", "aigc_academy", "beat", "--loglevel=WARNING", "--pidfile=")
        self.keep("beat", python, *beat, "--schedule", str(self.run_dir / "schedule"))
        threading.Thread(target=self.tend, daemon=True).start()

    def stop(self) -> None:
        super().stop()
        self.postgres.stop()

    @property
    def webs(self) -> list[Path]:
        return [self.run_dir / "pages.pid", self.run_dir / "events.pid"]

    def restart_database(self) -> None:
        self.postgres.restart()

    @property
    def broker_url(self) -> str:
        return f"redis://127.0.0.1:{self.redis_port}/0"

    @property
    def rows(self) -> Rows:
        return Rows(self.postgres.url)


def missing_services() -> str:
    """Why the services set-up cannot be started here; empty when it can."""
    if shutil.which("redis-server") is None:
        return "redis-server is not installed"
    return postgres.is_missing()


KINDS: dict[str, Callable[..., Site]] = {"embedded": Embedded, "services": Services}
