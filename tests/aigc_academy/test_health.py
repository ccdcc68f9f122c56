import time

import fakeredis
import pytest
import redis

from aigc_academy import health


@pytest.fixture
def broker(monkeypatch):
    server = fakeredis.FakeRedis()
    monkeypatch.setattr(health.redis.Redis, "from_url", lambda *args, **kwargs: server)
    return server


def test_healthz_answers_without_a_database(client):
    assert client.get("/healthz").content == b"ok"


@pytest.mark.django_db
def test_a_site_with_a_fresh_worker_beat_is_ready(client, broker):
    broker.set(health.WORKER_BEAT_KEY, time.time())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "broker": "ok", "worker": "ok"})


@pytest.mark.django_db
def test_a_worker_silent_for_too_long_is_down(client, broker):
    broker.set(health.WORKER_BEAT_KEY, time.time() - health.WORKER_IS_LATE - 1)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "down")


@pytest.mark.django_db
def test_a_worker_never_heard_of_is_down(client, broker):
    assert client.get("/readyz").json()["worker"] == "down"


@pytest.mark.django_db
def test_a_dead_broker_is_said_and_takes_the_worker_with_it(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise redis.ConnectionError

    monkeypatch.setattr(redis.Redis, "get", refuse)
    assert client.get("/readyz").json() == {"database": "ok", "broker": "down", "worker": "down"}
