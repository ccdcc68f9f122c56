import pytest
from celery import signals

from aigc_academy import heartbeat


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(heartbeat.tempfile, "gettempdir", lambda: str(tmp_path))


def touched_at(role: str) -> float:
    heartbeat.touch(role)
    return heartbeat.path(role).stat().st_mtime


def test_a_worker_that_just_beat_is_beating():
    assert heartbeat.is_beating("worker", now=touched_at("worker"))


def test_a_worker_silent_for_a_minute_is_not():
    assert not heartbeat.is_beating("worker", now=touched_at("worker") + heartbeat.LATE)


def test_a_worker_never_heard_of_is_not():
    assert not heartbeat.is_beating("worker", now=0)


def test_the_beat_of_one_role_says_nothing_of_another():
    assert not heartbeat.is_beating("beat", now=touched_at("worker"))


def test_a_worker_beats_when_celery_does():
    signals.heartbeat_sent.send(sender=None)
    assert heartbeat.path("worker").exists()


def test_publishing_beats_for_the_beat_process_only():
    signals.after_task_publish.send(sender="any")
    assert not heartbeat.path("beat").exists()
