"""Keeps the four processes of the embedded default alive, and leaves no orphan behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

STOP_GRACE = 25.0  # seconds; a worker may take 20 to finish its answers
FIRST_DELAY = 0.5
LONGEST_DELAY = 15.0
STEADY = 30.0  # seconds a process must live for its delay to fall back


@dataclass
class Child:
    name: str
    command: list[str]
    run_dir: Path
    log_dir: Path
    env: dict[str, str]
    delay: float = FIRST_DELAY
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    due_at: float = field(default=0.0)

    def start(self, *, now: float) -> None:
        with (self.log_dir / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603  our own command, no shell
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.env,
                # A group of its own, so that Ctrl-C in the terminal reaches only the supervisor.
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        self.started_at = now
        (self.run_dir / f"{self.name}.pid").write_text(str(self.process.pid))

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def plan_restart(self, *, now: float) -> None:
        """The next start waits longer each time, unless the last life was a steady one."""
        if now - self.started_at >= STEADY:
            self.delay = FIRST_DELAY
        self.due_at = now + self.delay
        self.delay = min(self.delay * 2, LONGEST_DELAY)
        self.process = None

    def signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def remove_pid_file(self) -> None:
        (self.run_dir / f"{self.name}.pid").unlink(missing_ok=True)


def _die_with_parent() -> None:
    """Linux: when the supervisor is killed outright, the kernel ends its children."""
    import ctypes

    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


class Supervisor:
    """Starts the children in order, restarts what dies, stops them in reverse order."""

    def __init__(self, children: list[Child], *, say: Callable[[str], None]):
        self.children = children
        self.say = say
        self.stopping = threading.Event()

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        try:
            for child in self.children:
                child.start(now=time.monotonic())
            while not self.stopping.wait(0.2):
                self.tend(now=time.monotonic())
        finally:
            self.stop()

    def tend(self, *, now: float) -> None:
        for child in self.children:
            if child.has_died():
                code = child.process.returncode if child.process else None
                child.plan_restart(now=now)
                self.say(f"{child.name} ended ({code}); starting it again, see {child.log_dir / child.name}.log")
            if child.process is None and now >= child.due_at:
                child.start(now=now)

    def stop(self) -> None:
        # The broker is first in the list and last to go: the others still say goodbye to it.
        for child in reversed(self.children):
            child.signal(signal.SIGTERM)
            self._wait(child, until=time.monotonic() + STOP_GRACE)
            child.remove_pid_file()

    @staticmethod
    def _wait(child: Child, *, until: float) -> None:
        if child.process is None:
            return
        try:
            child.process.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.signal(signal.SIGKILL)
            child.process.wait()
