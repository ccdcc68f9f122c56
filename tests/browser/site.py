"""The real site as its own processes, for the tests that drive a browser."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 180.0  # seconds for tables, static files and 149 lessons on a busy machine
PASSWORD = "Journey-123456"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Site:
    """`manage.py up` with a data folder of its own; with DATABASE_URL and REDIS_URL set, on those."""

    data_dir: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        mine = {"AIGC_DATA_DIR": str(self.data_dir), "PORT": str(self.port), "HOST": "127.0.0.1", "SITE_URL": self.url}
        ours = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        return (
            ours
            | mine
            | {"AIGC_RATE_LIMITS": "off", "DJANGO_SETTINGS_MODULE": "aigc_academy.settings"}
            | self.environment
        )

    def start(self) -> None:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        log = (self.data_dir / "up.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up"], cwd=ROOT, env=self.env, stdout=log, stderr=subprocess.STDOUT
        )
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the site did not start:\n{self.log()}")
            time.sleep(0.3)  # another process has to act

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def log(self) -> str:
        files = [self.data_dir / "up.log", *sorted((self.data_dir / "log").glob("*.log"))]
        return "\n".join(
            f"== {file.name}\n{file.read_text(errors='replace')[-3000:]}" for file in files if file.exists()
        )

    def manage(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode in codes, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def without_worker(self) -> Iterator[None]:
        """It stands still, and nobody takes its place."""
        worker = int((self.data_dir / "run" / "worker.pid").read_text())
        os.kill(worker, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(worker, signal.SIGCONT)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)


# A provider or a data folder of whoever runs the tests must not leak into the site under test.
FOREIGN = {
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "PRACTICE_MODEL",
    "PRACTICE_JUDGE_MODEL",
    "PRACTICE_IMAGE_MODEL",
    "AIGC_DATA_DIR",
    "SITE_URL",
    "PORT",
}
