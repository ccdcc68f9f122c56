"""Who leaves, is disabled or erased hears no more, and what runs for them stops; who waits is told their place."""

import re
import signal
import time
import uuid

import pytest

from tests.faults.site import until
from tests.provider import REPLY

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("hurried")]
SOON = 12.0  # seconds; a viewer is looked up every five, and the machine may be busy
DISABLE = "from accounts.models import User; User.objects.filter(email='{}').update(is_active=False)"


@pytest.fixture
def provider(hurried_provider):
    return hurried_provider


@pytest.fixture
def site(hurried_site):
    until(hurried_site.is_ready)
    return hurried_site


@pytest.fixture(autouse=True)
def fresh(site, provider):
    provider.requests.clear()
    provider.hung_up.clear()
    provider.follow(kind="hang")


@pytest.fixture
def ask(site):
    def press(text="你好"):
        return site.press(uuid.uuid4().hex, text)

    return press


def begun(site, attempt):
    until(lambda: site.attempt(attempt).get("reply") == "".join(REPLY[:2]))


def rest_of(stream) -> str:
    """Until the server closes. A stream that stays open tells every fifteen seconds that it is still there."""
    deadline, heard = time.monotonic() + SOON, ""
    while line := stream.readline().decode():
        heard += line
        assert time.monotonic() < deadline, "the stream stayed open"
    return heard


def test_who_logs_out_hears_no_more_and_finds_the_answer_when_they_are_back(site, provider, ask):
    with site.as_learner(1):
        provider.follow(kind="gated")
        attempt = ask()
        provider.release()
        with site.events(attempt) as stream:
            until(lambda: site.attempt(attempt).get("reply") == REPLY[0])
            site.sign_out()
            told = rest_of(stream)
    assert REPLY[0] in told and "event: done" not in told
    provider.release(10)
    (kept,) = until(lambda: [row for row in site.calls_of(attempt) if row["finished_at"]])
    assert (kept["status"], kept["text"]) == ("succeeded", "".join(REPLY))


def test_a_learner_who_is_disabled_hears_no_more_and_is_not_answered_further(site, provider, ask):
    with site.as_learner(2):
        attempt = ask()
        begun(site, attempt)
        with site.events(attempt) as stream:
            site.manage("shell", "-c", DISABLE.format("learner2@example.org"))
            assert provider.hung_up.wait(SOON)
            told = rest_of(stream)
    assert REPLY[1] in told
    (kept,) = until(lambda: [row for row in site.calls_of(attempt) if row["finished_at"]])
    assert (kept["status"], kept["text"], kept["is_estimated"]) == ("cancelled", "".join(REPLY[:2]), True)
    assert len(provider.requests) == 1


def test_a_learner_who_is_erased_hears_no_more_and_is_not_answered_further(site, provider, ask):
    with site.as_learner(3):
        attempt = ask()
        begun(site, attempt)
        with site.events(attempt) as stream:
            site.manage("erase_person", "learner3@example.org", "--yes")
            assert provider.hung_up.wait(SOON)
            told = rest_of(stream)
    assert REPLY[1] in told and "event: done" not in told
    assert site.calls_of(attempt) == []
    assert len(provider.requests) == 1


def test_stopping_closes_the_connection_within_two_seconds_and_bills_what_was_used(site, provider, ask):
    attempt = ask()
    begun(site, attempt)
    site.post(f"{attempt['url']}cancel/")
    assert provider.hung_up.wait(2)
    ended = until(lambda: site.ended(attempt))
    assert (ended["status"], ended["usage"]["estimated"]) == ("cancelled", True)
    (kept,) = site.calls_of(attempt)
    (charge,) = site.charges_of(kept["call"])
    assert charge["settled_at"] and charge["spent"] == ended["usage"]["input"] + ended["usage"]["output"] > 0


def test_who_waits_without_a_worker_is_told_their_place_and_how_it_moves(site, provider, ask):
    provider.follow(kind="ok")
    site.kill("worker", signal.SIGSTOP)
    try:
        first, second, third = (ask(f"第 {number} 个") for number in (1, 2, 3))
        assert "排队中，你是第 3 位" in site.page(third["url"])
        with site.events(third) as stream:
            heard = said_until(stream, 3)
            site.post(f"{first['url']}cancel/")
            heard += said_until(stream, 2)
            site.post(f"{second['url']}cancel/")
            heard += said_until(stream, 1)
            site.kill("worker", signal.SIGCONT)
            heard += rest_of(stream)
    finally:
        site.kill("worker", signal.SIGCONT)
    assert "event: done" in heard
    assert site.attempt(third)["status"] == "succeeded"
    assert len(provider.requests) == 1


def said_until(stream, place: int) -> str:
    """Until the stream has told this place in the line."""
    wanted, heard = re.compile(rf'"status": "queued", "place": {place}\b'), ""
    while not wanted.search(heard):
        line = stream.readline().decode()
        assert line, heard
        heard += line
    return heard
