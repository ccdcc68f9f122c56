"""kill -9 at the worst moment. What was written stays, nothing is asked twice, the site goes on."""

import os
import re
import signal
import time
import uuid

import pytest

from practice.money.counting import TOKENS_OF_A_PICTURE
from tests.faults.site import Site, until
from tests.provider import REPLY, Provider
from tests.services import spare_services

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]


@pytest.fixture(scope="module")
def provider():
    with Provider() as server:
        yield server


@pytest.fixture(scope="module")
def site(tmp_path_factory, provider):
    with spare_services() as services, Site(tmp_path_factory.mktemp("site"), provider.url, services).running() as site:
        yield site


@pytest.fixture(autouse=True)
def fresh(provider):
    provider.requests.clear()
    provider.hung_up.clear()
    provider.follow(kind="ok")


@pytest.fixture
def submit(site):
    return lambda **options: site.submit(uuid.uuid4().hex, **options)


def has_text(site, attempt, text):
    return site.attempt(attempt).get("reply", "").startswith(text)


def read(stream):
    """[(id, text)] of a stream that ends."""
    blocks = stream.read().decode().split("\n\n")
    return [(int(found[1]), found[2]) for found in map(PIECE.match, blocks) if found]


PIECE = re.compile(r'id: (\d+)\nevent: piece\ndata: {"text": "(.*)"}')


def test_a_killed_worker_leaves_its_text_and_is_not_asked_again(site, provider, submit):
    provider.follow(kind="hang")
    attempt = submit()
    until(lambda: has_text(site, attempt, "".join(REPLY[:2])))
    killed_at = time.monotonic()
    site.kill("worker")
    ended = until(lambda: site.ended(attempt))
    assert time.monotonic() - killed_at < 60
    assert (ended["status"], ended["reason"], ended["reply"]) == ("partial", "worker_lost", "".join(REPLY[:2]))
    assert len(provider.requests) == 1
    provider.follow(kind="ok")
    next_attempt = submit()
    assert until(lambda: site.ended(next_attempt))["status"] == "succeeded"


@pytest.mark.skipif("REDIS_URL" in os.environ, reason="the Redis of this run is not ours to kill")
def test_a_broker_that_is_gone_costs_no_attempt_and_little_time(site, provider, submit):
    site.kill("broker")
    sent_at = time.monotonic()
    attempt = submit()
    assert time.monotonic() - sent_at < 2
    assert until(lambda: site.ended(attempt))["status"] == "succeeded"
    assert len(provider.requests) == 1


def test_a_web_server_that_is_gone_continues_the_stream_where_it_was(site, provider, submit):
    provider.follow(kind="gated")
    attempt = submit()
    provider.release(2)
    with site.events(attempt) as stream:
        lines = []
        while not any(REPLY[1] in line for line in lines):
            lines.append(stream.readline().decode())
    seen = PIECE.findall("".join(lines))
    site.kill("web")
    provider.release(10)
    until(lambda: site.get("/readyz")[0] == 200)
    with site.events(attempt, last=int(seen[-1][0])) as stream:
        rest = read(stream)
    assert "".join(text for _, text in [*seen, *rest]) == "".join(REPLY)
    assert [int(number) for number, _ in [*seen, *rest]] == list(range(1, len(seen) + len(rest) + 1))


def test_a_worker_that_is_asked_to_stop_finishes_what_it_began(site, provider, submit):
    provider.follow(kind="gated")
    attempt = submit()
    provider.release()
    until(lambda: has_text(site, attempt, REPLY[0]))
    site.kill("worker", signal.SIGTERM)
    provider.release(10)
    ended = until(lambda: site.ended(attempt))
    assert (ended["status"], ended["reply"]) == ("succeeded", "".join(REPLY))
    assert len(provider.requests) == 1


def test_cancelling_reaches_the_provider_within_two_seconds(site, provider, submit):
    provider.follow(kind="hang")
    attempt = submit()
    until(lambda: has_text(site, attempt, REPLY[0]))
    site.post(f"{attempt['url']}cancel/")
    assert provider.hung_up.wait(2)
    assert until(lambda: site.ended(attempt))["status"] == "cancelled"


def test_a_worker_killed_while_a_picture_is_drawn_asks_for_no_second_one(site, provider):
    provider.follow(kind="hang")
    wish = {"text": "一把蓝色水壶", "size": "1024x1024", "count": "2", "idempotency_key": uuid.uuid4().hex}
    status, attempt = site.post(f"/practice/exercises/{site.pictures_id}/attempts/", **wish)
    assert status == 201
    until(lambda: provider.requests)
    (kept,) = site.calls_of(attempt)
    half_written = site.data_dir / "media" / "artworks" / "calls-0" / f"{kept['call']}-half"
    half_written.parent.mkdir(parents=True, exist_ok=True)
    half_written.write_bytes(b"a picture that no row speaks of")
    site.kill("worker")
    ended = until(lambda: site.ended(attempt))
    assert (ended["status"], ended["reason"], ended["artworks"]) == ("failed", "worker_lost", [])
    assert [request.path for request in provider.requests] == ["/v1/images/generations"]
    until(lambda: not half_written.exists())
    (charge,) = site.charges_of(kept["call"])
    assert charge["settled_at"]
    assert charge["spent"] == ended["usage"]["input"] + ended["usage"]["output"] > 2 * TOKENS_OF_A_PICTURE
