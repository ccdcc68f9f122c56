"""Several workers, killed workers and a restarted broker: the mail server counts one letter for each learner."""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest

from tests.faults.site import ROOT, Site, until
from tests.reminders.server import MailServer
from tests.services import spare_services

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
STATES = "from reminders.models import Letter; print('STATES', *Letter.objects.filter(user__email__startswith='{name}')"
TIME_PASSES = (
    "from datetime import timedelta; from django.db.models import F; from reminders.models import Letter; "
    "Letter.objects.exclude(state='sent').update(look_at=F('look_at') - timedelta(minutes=10))"
)


@pytest.fixture(scope="module")
def server():
    with MailServer() as server:
        yield server


@pytest.fixture(scope="module")
def site(tmp_path_factory, server):
    with spare_services() as services:
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
        with Site(tmp_path_factory.mktemp("letters"), "http://127.0.0.1:9", services | mail).running() as site:
            manage(site, "load_course", "content/aigc")
            yield site


def manage(site: Site, *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=site.env, check=True, capture_output=True, text=True).stdout


def learners(site: Site, count: int, name: str) -> None:
    command = [sys.executable, "-m", "tests.faults.prepare_letters", str(count), name]
    subprocess.run(command, cwd=ROOT, env=site.env, check=True)


def states(site: Site, name: str) -> Counter[str]:
    said = manage(site, "shell", "-c", f"{STATES.format(name=name)}.values_list('state', flat=True))")
    return Counter(said.rpartition("STATES")[2].split())


def ring(site: Site, times: int = 4) -> None:
    """As beat does, without waiting for the minute. Nobody may be listening."""
    code = f"from reminders.tasks import send_letters; [send_letters.delay() for _ in range({times})]"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], cwd=ROOT, env=site.env, capture_output=True)


@contextmanager
def second_worker(site: Site):
    celery = [sys.executable, "-m", "celery", "-A", "aigc_academy", "worker", "--pool=threads", "--concurrency=4"]
    worker = subprocess.Popen([*celery, "-n", "second@%h", "--loglevel=ERROR"], cwd=ROOT, env=site.env)
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.kill()
        worker.wait(timeout=10)


def counted(server: MailServer, name: str) -> Counter[str]:
    return Counter(address for address in server.recipients if address.startswith(name))


def all_sent(site: Site, name: str, count: int) -> bool:
    manage(site, "shell", "-c", TIME_PASSES)
    ring(site)
    found = states(site, name)
    return found["sent"] + found["unknown"] == count


def test_several_workers_and_commands_at_once_send_one_letter_each(site, server):
    learners(site, 40, "many")
    with second_worker(site):
        ring(site, times=8)
        commands = [
            subprocess.Popen([sys.executable, "manage.py", "send_letters"], cwd=ROOT, env=site.env) for _ in range(3)
        ]
        for command in commands:
            assert command.wait(timeout=120) == 0
        until(lambda: states(site, "many")["sent"] == 40)
    ring(site)
    assert set(counted(server, "many").values()) == {1} and len(counted(server, "many")) == 40


def test_workers_killed_before_they_handed_anything_over_cost_no_letter(site, server):
    server.is_mute = True
    learners(site, 10, "early")
    with second_worker(site) as second:
        ring(site)
        until(lambda: states(site, "early")["claimed"])
        site.kill("worker")
        second.send_signal(signal.SIGKILL)
        if "REDIS_URL" not in os.environ:
            site.kill("broker")
    server.is_mute = False
    until(lambda: all_sent(site, "early", 10), patience=120)
    assert states(site, "early") == {"sent": 10}
    assert set(counted(server, "early").values()) == {1} and len(counted(server, "early")) == 10


def test_a_worker_killed_at_the_mail_server_brings_no_second_letter(site, server):
    server.holds_its_answer = True
    learners(site, 6, "late")
    ring(site, times=2)
    until(lambda: counted(server, "late"))
    site.kill("worker")
    if "REDIS_URL" not in os.environ:
        site.kill("broker")
    server.holds_its_answer = False
    until(lambda: all_sent(site, "late", 6), patience=120)
    for _ in range(3):
        manage(site, "shell", "-c", TIME_PASSES)
        ring(site)
        manage(site, "send_letters")
    found = states(site, "late")
    assert found["unknown"] >= 1 and found["sent"] + found["unknown"] == 6
    assert set(counted(server, "late").values()) == {1} and len(counted(server, "late")) == 6
