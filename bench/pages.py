"""The lesson page of a signed-in learner against a bare view, both under gunicorn sync with two workers.

Rounds are interleaved, so that a busy machine slows both alike; the ratio of the medians is what counts.
Needs PostgreSQL (DATABASE_URL) with migrated tables and a loaded course, and wrk.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_academy.settings")

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.services import create_learner  # noqa: E402
from courses.models import Lesson  # noqa: E402
from progress.services import enrol  # noqa: E402

ROUNDS, SECONDS, BOUND = 5, 5, 0.8


def main() -> None:
    lesson = Lesson.objects.select_related("course", "stage").get(key="s1-012")
    learner = create_learner(email="bench@localhost", password="bench-only")
    enrol(user=learner, course=lesson.course, starts_on=timezone.localdate())
    client = Client(headers={"host": "localhost"})
    client.force_login(learner)
    body = client.get(lesson.get_absolute_url()).content
    size_file = Path(tempfile.mkdtemp()) / "size"
    size_file.write_text(str(len(body)))
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())  # session and form token
    with (
        served("aigc_academy.wsgi", {}) as ours,
        served("bench.bare", {"BENCH_PAGE_BYTES": str(size_file)}) as bare,
    ):
        rates: dict[str, list[float]] = {"ours": [], "bare": []}
        for _ in range(ROUNDS):
            rates["ours"].append(requests_per_second(ours + lesson.get_absolute_url(), cookie))
            rates["bare"].append(requests_per_second(bare + "/", cookie))
    ours_rate, bare_rate = (statistics.median(rates[name]) for name in ("ours", "bare"))
    print(f"page {len(body) / 1000:.0f} kB; ours {ours_rate:.0f}/s, bare {bare_rate:.0f}/s")
    print(f"ratio {ours_rate / bare_rate:.2f} (bound: at least {BOUND})")


@contextmanager
def served(module: str, env: dict[str, str]):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    process = subprocess.Popen([*command, "--log-level", "error"], env=os.environ | env)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def requests_per_second(url: str, cookie: str) -> float:
    request = urllib.request.Request(url, headers={"Cookie": cookie, "Host": "localhost"})
    assert urllib.request.urlopen(request).status == 200
    output = subprocess.run(
        ["wrk", "-t1", "-c4", f"-d{SECONDS}s", "-H", f"Cookie: {cookie}", "-H", "Host: localhost", url],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "Non-2xx" not in output, output
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])


if __name__ == "__main__":
    main()
