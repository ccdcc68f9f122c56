"""The supervisor is tried on real processes, because what it promises is about processes."""

import os
import signal
import subprocess
import sys
import time

import pytest

from aigc_academy.supervisor import FIRST_DELAY, LONGEST_DELAY, STEADY, Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
]


@pytest.fixture
def make_child(tmp_path):
    children = []

    def make(name="web", command=SLEEP):
        child = Child(name, command, tmp_path, tmp_path, dict(os.environ))
        children.append(child)
        return child

    yield make
    for child in children:
        child.signal(signal.SIGKILL)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(is_true) -> None:
    deadline = time.monotonic() + 10
    while not is_true() and time.monotonic() < deadline:
        time.sleep(0.02)  # another process has to act


def test_a_started_child_writes_its_pid(make_child, tmp_path):
    child = make_child()
    child.start(now=0)
    assert is_alive(int((tmp_path / "web.pid").read_text()))


def test_a_killed_child_is_started_again_after_its_delay(make_child):
    child = make_child()
    supervisor = Supervisor([child], say=lambda line: None)
    child.start(now=0)
    first = child.process.pid
    child.signal(signal.SIGKILL)
    child.process.wait()
    supervisor.tend(now=1)
    supervisor.tend(now=1 + FIRST_DELAY)
    assert child.process.pid != first


def test_a_killed_child_is_not_started_before_its_delay(make_child):
    child = make_child()
    supervisor = Supervisor([child], say=lambda line: None)
    child.start(now=0)
    child.signal(signal.SIGKILL)
    child.process.wait()
    supervisor.tend(now=1)
    supervisor.tend(now=1 + FIRST_DELAY / 2)
    assert child.process is None


def test_the_delay_doubles_up_to_a_limit_while_lives_are_short(make_child):
    child = make_child()
    for _ in range(20):
        child.plan_restart(now=0)
    assert child.delay == LONGEST_DELAY


def test_a_steady_life_resets_the_delay(make_child):
    child = make_child()
    child.delay = LONGEST_DELAY
    child.plan_restart(now=STEADY)
    assert child.due_at == STEADY + FIRST_DELAY


def test_stopping_leaves_no_process_and_no_pid_file(make_child, tmp_path):
    children = [make_child("broker"), make_child("web")]
    for child in children:
        child.start(now=0)
    pids = [child.process.pid for child in children]
    Supervisor(children, say=lambda line: None).stop()
    assert not any(map(is_alive, pids)) and not list(tmp_path.glob("*.pid"))


def test_a_child_deaf_to_sigterm_is_killed_in_the_end(make_child, monkeypatch, tmp_path):
    monkeypatch.setattr("aigc_academy.supervisor.STOP_GRACE", 0.2)
    child = make_child(command=STUBBORN)
    child.start(now=0)
    wait_until(lambda: "deaf" in (tmp_path / "web.log").read_text())
    Supervisor([child], say=lambda line: None).stop()
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="the parent-death signal is Linux only")
def test_a_supervisor_killed_outright_leaves_no_orphan(tmp_path):
    script = (
        "import os, pathlib, sys, time\n"
        "from aigc_academy.supervisor import Child\n"
        f"here = pathlib.Path({str(tmp_path)!r})\n"
        f"Child('web', {SLEEP!r}, here, here, dict(os.environ)).start(now=0)\n"
        "print('started', flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    parent.stdout.readline()
    orphan = int((tmp_path / "web.pid").read_text())
    parent.kill()
    parent.wait()
    wait_until(lambda: not is_alive(orphan))
    assert not is_alive(orphan)
