"""The short chaos run, and what the judge sees. The long one: make chaos."""

import os
from dataclasses import replace

import pytest

from bench.chaos.judge import judge
from bench.chaos.learners import Promise
from bench.chaos.oracle import Heard, order, piece
from bench.chaos.planted import CASES
from bench.chaos.plants import ALL
from bench.chaos.rows import Snapshot
from bench.chaos.run import Plan, run
from bench.chaos.sites import missing_services

TEXT = piece("t1", 1) + piece("t1", 2)
CALL = {
    "attempt": 1,
    "enrollment": 1,
    "key": "t1",
    "prompt": order("t1", "whole", 2, 0.0),
    "call": 7,
    "status": "succeeded",
    "reason": "",
    "text": TEXT,
    "queued_at": "2026-11-22 04:00:00",
    "input": 20,
    "output": 6,
    "is_estimated": False,
    "finished_at": "2026-11-22 04:00:02",
}
AT = 1795320001.0  # a second after it was queued
CHARGE = {"call": 7, "reserved": 2020, "spent": 26, "settled_at": "2026-11-22 04:00:02", "month": "2026-11-01"}
PIECES = [{"call": 7, "number": 1, "text": piece("t1", 1)}, {"call": 7, "number": 2, "text": piece("t1", 2)}]
ROWS = Snapshot([CALL], [CHARGE], PIECES, [{"month": "2026-11-01", "tokens": 26}])


def heard(**changes) -> Heard:
    return replace(Heard("t1", AT, True, [piece("t1", 1), piece("t1", 2)], 200, "whole"), **changes)


def promise(**changes) -> Promise:
    seen = {1: piece("t1", 1), 2: piece("t1", 2)}
    return replace(Promise("t1", "", {1}, 1, ("succeeded", ""), seen), **changes)


def rows(*, call=None, charge=None, **changes) -> Snapshot:
    return replace(ROWS, calls=[CALL | (call or {})], charges=[CHARGE | (charge or {})], **changes)


def wrongs(*, promises=None, kept=ROWS, asked=None) -> set[str]:
    found = judge([promise()] if promises is None else promises, kept, [heard()] if asked is None else asked)
    return set(found.wrongs)


def test_a_good_run_has_nothing_wrong():
    assert wrongs() == set()


OPEN = rows(call={"status": "running", "finished_at": None}, charge={"spent": None, "settled_at": None})
CLOSED = {"status": "partial", "reason": "worker_lost"}


@pytest.mark.parametrize(
    ("scene", "wrong"),
    [
        ({"kept": Snapshot([], [], [], [])}, "lost"),
        ({"kept": OPEN}, "lost"),
        ({"kept": OPEN}, "stuck"),
        ({"kept": replace(ROWS, charges=[])}, "billed_twice"),
        ({"kept": replace(ROWS, charges=[CHARGE, CHARGE])}, "billed_twice"),
        ({"asked": [heard(at=AT - 9, status=500, said=[]), heard()]}, "asked_twice"),
        ({"asked": [heard(at=AT - 9, status=0, end="cut", said=[]), heard()]}, "asked_twice"),
        ({"asked": [heard(at=AT - 60)]}, "asked_unannounced"),
        ({"asked": [heard(), heard(token="t2")]}, "asked_unannounced"),
        ({"promises": [promise(ids={1, 2})]}, "sent_twice"),
        ({"kept": replace(ROWS, calls=[CALL, CALL | {"attempt": 2, "call": 8}])}, "sent_twice"),
        ({"kept": rows(call={"text": TEXT[:-1]})}, "wrong_text"),
        ({"kept": replace(ROWS, pieces=[PIECES[0]])}, "wrong_text"),
        ({"kept": replace(ROWS, pieces=[*PIECES, PIECES[1]])}, "wrong_text"),
        ({"asked": [heard(said=["别的"])]}, "wrong_text"),
        ({"kept": rows(call={"text": piece("t1", 1)}, pieces=PIECES[:1])}, "wrong_text"),
        ({"kept": rows(call=CLOSED)}, "changed_after_the_end"),
        ({"promises": [promise(seen={1: piece("t1", 1)})]}, "changed_after_the_end"),
        ({"promises": [promise(changed=["piece 1"])]}, "changed_after_the_end"),
        ({"kept": rows(charge={"spent": 52})}, "ledger"),
        ({"kept": replace(ROWS, months=[{"month": "2026-11-01", "tokens": 52}])}, "ledger"),
    ],
)
def test_the_judge_sees_each_wrong(scene, wrong):
    assert wrong in wrongs(**scene)


@pytest.mark.parametrize("proof", [{"status": 429}, {"status": 401}, {"is_whole": False}])
def test_a_second_request_is_allowed_when_the_first_cannot_have_cost_anything(proof):
    assert wrongs(asked=[heard(at=AT - 0.5, said=[], **proof), heard()]) == set()


def test_every_plant_has_a_case_that_must_catch_it():
    assert CASES.keys() == ALL.keys() and all(case.caught_by for case in CASES.values())


@pytest.mark.faults
@pytest.mark.xdist_group("chaos")
@pytest.mark.parametrize("kind", ["embedded", "services"])
def test_a_short_run_loses_nothing_and_bills_nothing_twice(tmp_path, kind):
    if kind == "services" and not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.skip("asked for by DATABASE_URL and REDIS_URL; it starts servers of its own, to kill them")
    if kind == "services" and (missing := missing_services()):
        pytest.skip(missing)
    report = run(Plan(kind, attempts=30, learners=10, every=4.0, is_hurried=True), tmp_path)
    assert report.verdict.is_good and report.until_final is not None, report.as_text()
    assert report.attempts >= 30 and report.requests, report.as_text()
