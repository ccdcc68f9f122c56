"""The worker dies at each step between a learner's press and the last write; the web server before its answer."""

import signal
import uuid
from dataclasses import dataclass

import pytest

from tests.faults.site import until
from tests.provider import REPLY

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("hurried")]
WHOLE = "".join(REPLY)


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
    provider.follow(kind="ok", delay=0.3)


@pytest.fixture
def key():
    return uuid.uuid4().hex


@dataclass(frozen=True)
class End:
    status: str
    requests: int
    reason: str = ""


LOST_UNSENT = End("failed", 0, "worker_lost")
LOST_SILENT = End("failed", 1, "worker_lost")
LOST_SPEAKING = End("partial", 1, "worker_lost")
GOOD = End("succeeded", 1)

STEPS = {
    # in the web server, on the way out of a press
    "committed": GOOD,
    "rung": GOOD,
    # in the worker
    "heard": GOOD,
    "claimed": LOST_UNSENT,
    "asking": LOST_UNSENT,
    "first piece": LOST_SPEAKING,
    "said": LOST_SPEAKING,
    "ending": LOST_SPEAKING,
    "ended": GOOD,
}


@pytest.mark.parametrize("step", STEPS)
def test_whoever_dies_at_a_step_leaves_one_end_one_charge_and_no_second_request(site, provider, key, step):
    site.die_at(step)
    attempt = site.press(key, "你好")
    until(site.has_died)
    told = until(lambda: site.ended(attempt))
    assert End(told["status"], len(provider.requests), told["reason"] or "") == STEPS[step]
    assert_accounted_for(site, key, told)


def test_a_worker_that_dies_before_the_headers_is_not_asked_again(site, provider, key):
    provider.follow(kind="silent")
    attempt = site.press(key, "你好")
    until(lambda: provider.requests)
    site.kill("worker")
    told = until(lambda: site.ended(attempt))
    assert End(told["status"], len(provider.requests), told["reason"]) == LOST_SILENT
    assert_accounted_for(site, key, told)


def test_a_worker_that_dies_between_two_pieces_leaves_what_was_written(site, provider, key):
    provider.follow(kind="hang")
    attempt = site.press(key, "你好")
    until(lambda: site.attempt(attempt).get("reply") == "".join(REPLY[:2]))
    site.kill("worker")
    told = until(lambda: site.ended(attempt))
    assert (told["reply"], told["usage"]["estimated"]) == ("".join(REPLY[:2]), True)
    assert End(told["status"], len(provider.requests), told["reason"]) == LOST_SPEAKING
    assert_accounted_for(site, key, told)


def test_a_web_server_that_dies_before_its_answer_gives_the_same_attempt_to_the_same_key(site, provider, key):
    site.die_at("committed")
    status, _ = site.post(f"/practice/exercises/{site.exercise_id}/attempts/", text="你好", idempotency_key=key)
    assert status == 0
    (kept,) = site.attempts_of(key)
    assert site.press(key, "你好")["id"] == kept["attempt"]
    assert until(lambda: site.ended({"url": f"/practice/attempts/{kept['attempt']}/"}))["status"] == "succeeded"
    assert len(provider.requests) == 1


def test_a_worker_whose_grace_runs_out_keeps_what_it_has_and_hangs_up(site, provider, key):
    provider.follow(kind="hang")
    attempt = site.press(key, "你好")
    until(lambda: site.attempt(attempt).get("reply") == "".join(REPLY[:2]))
    site.kill("worker", signal.SIGTERM)
    told = until(lambda: site.ended(attempt))
    assert provider.hung_up.wait(5)
    assert told["reply"] == "".join(REPLY[:2])
    assert End(told["status"], len(provider.requests), told["reason"]) == LOST_SPEAKING
    assert_accounted_for(site, key, told)


def assert_accounted_for(site, key, told):
    (kept,) = site.attempts_of(key)
    (charge,) = site.charges_of(kept["call"])
    assert charge["settled_at"]
    assert charge["spent"] == (told["usage"]["input"] or 0) + (told["usage"]["output"] or 0)
    assert told["reply"] == kept["text"] and WHOLE.startswith(kept["text"])
    assert told["status"] != "succeeded" or kept["text"] == WHOLE
    assert bool(kept["text"]) is (told["status"] in {"succeeded", "partial"})
