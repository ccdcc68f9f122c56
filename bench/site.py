"""A site of one's own for a benchmark, with its provider beside it and its learners signed in."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from bench import usage


@dataclass
class Site:
    provider_port: int
    pages_port: int
    events_port: int
    sessions: list[str]
    exercise: int
    pids: dict[str, int] = field(default_factory=dict)

    def seconds(self) -> Counter[str]:
        """Of processor since the start, by role."""
        used: Counter[str] = Counter()
        for role, pid in self.pids.items():
            used += usage.seconds(role, usage.tree(pid))
        if backends := _backends():
            used += usage.seconds("database server", backends)
        return used

    def memory(self) -> dict[str, float]:
        megabytes = {role: usage.memory(usage.tree(pid)) for role, pid in self.pids.items()}
        if backends := _backends():
            megabytes["database server"] = usage.memory(backends)
        return megabytes


@contextmanager
def running_site(*, learners: int, streams: int = 200) -> Iterator[Site]:
    """The embedded default, or the processes of docker-compose.yml where DATABASE_URL and REDIS_URL are set."""
    provider_port, broker_port, pages_port, events_port = (free_port() for _ in range(4))
    is_embedded = "DATABASE_URL" not in os.environ
    os.environ.setdefault("REDIS_URL", f"redis://127.0.0.1:{broker_port}/0")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "aigc_academy.settings",
        "AIGC_DATA_DIR": tempfile.mkdtemp(),
        "AIGC_STREAMS": str(streams),
        "OPENAI_BASE_URL": f"http://127.0.0.1:{provider_port}/v1",
        "OPENAI_API_KEY": "bench",
        "PRACTICE_MODEL": "bench",
        "PORT": str(pages_port),
    }
    sessions, exercise = _prepare(learners)
    site = Site(provider_port, pages_port, pages_port if is_embedded else events_port, sessions, exercise)
    commands = {
        "worker": ("celery", "-A", "aigc_academy", "worker", "--pool=threads", "--concurrency=8"),
    }
    if is_embedded:
        commands["broker"] = ("aigc_academy.broker", str(broker_port))
        commands["web"] = ("uvicorn", "aigc_academy.server:application", "--port", str(pages_port))
    else:
        commands["pages"] = ("gunicorn", "aigc_academy.wsgi", "--bind", f"127.0.0.1:{pages_port}", "--workers", "2")
        commands["events"] = ("uvicorn", "aigc_academy.asgi:application", "--port", str(events_port))
    with ExitStack() as stack:
        stack.enter_context(_process("bench.pacing", str(provider_port)))
        for role, command in commands.items():
            site.pids[role] = stack.enter_context(_process("bench.named", *command))
        _wait_until_ready(pages_port)
        yield site


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _prepare(learners: int) -> tuple[list[str], int]:
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
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    sessions = []
    for number in range(learners):
        learner = create_learner(email=f"bench-{number}@localhost", password=secrets.token_urlsafe())
        enrol(user=learner, course=exercise.lesson.course, starts_on=timezone.localdate())
        client = Client()
        client.force_login(learner)
        sessions.append(client.cookies["sessionid"].value)
    return sessions, exercise.pk


@contextmanager
def _process(*command: str) -> Iterator[int]:
    with (Path(os.environ["AIGC_DATA_DIR"]) / "bench.log").open("a") as log:
        child = subprocess.Popen([sys.executable, "-m", *command], stdout=log, stderr=log)
        try:
            yield child.pid
        finally:
            child.terminate()
            child.wait()


def _backends() -> list[int]:
    """The processes of PostgreSQL that work for this database, where it runs on this machine."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


def _wait_until_ready(port: int) -> None:
    for _ in range(600):
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz"):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the site did not get ready")
