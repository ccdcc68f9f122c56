"""One run: a site, a provider that witnesses, a crowd, faults; and the verdict."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.faults.site import ROOT, free_port, until

from . import oracle
from .faults import WEIGHTS, Faults
from .judge import Verdict, judge
from .learners import MIX, PATIENCE, Crowd
from .plants import HURRY_LEASE
from .sites import KINDS, Site

LEASE = 20.0  # seconds, as in practice/calls.py
GHOSTS = 3.0  # seconds in which whoever woke up last has said what it still had to say


@dataclass(frozen=True)
class Plan:
    """`is_hurried`: leases, sweeps and restarts five times as soon, for runs that have no minutes."""

    kind: str
    attempts: int
    learners: int = 24
    seed: int = 1
    every: float = 6.0  # seconds between two faults, on average
    patience: float = 120.0  # seconds after the last fault in which everything has to have its end
    is_hurried: bool = False
    plants: tuple[str, ...] = ()
    has_key: bool = True
    weights: Mapping[str, int] = field(default_factory=lambda: WEIGHTS)
    mix: Sequence = tuple(MIX)
    twice: float = 0.3  # of the sends are double clicks

    @property
    def watches(self) -> float:
        """Seconds a learner looks at an answer that does not end."""
        return 20.0 if self.is_hurried else PATIENCE

    @property
    def freeze(self) -> float:
        """Longer than a lease and the sweep that notices."""
        return (HURRY_LEASE if self.is_hurried else LEASE) + 6


@dataclass
class Report:
    plan: Plan
    seconds: float
    until_final: float | None  # seconds after the last fault; None: never
    attempts: int
    requests: int
    ends: dict[str, int]
    provider: dict[str, int]
    faults: dict[str, int]
    learners: dict[str, int]
    verdict: Verdict

    def as_json(self) -> str:
        plain = asdict(self) | {"is_good": self.verdict.is_good}
        return json.dumps(plain, ensure_ascii=False, indent=1, default=str)

    def as_text(self) -> str:
        waited = "never" if self.until_final is None else f"{self.until_final:.0f} s after the last fault"
        hurried = ", leases and sweeps five times as soon" if self.plan.is_hurried else ""
        lines = [
            f"{self.plan.kind}, seed {self.plan.seed}{hurried}: {self.attempts} attempts of "
            f"{self.plan.learners} learners in {self.seconds:.0f} s, "
            f"{self.requests} requests to the provider; all final {waited}",
            f"  faults     {_counted(self.faults)}",
            f"  learners   {_counted(self.learners)}",
            f"  provider   {_counted(self.provider)}",
            f"  ends       {_counted(self.ends)}",
        ]
        for name, wrongs in vars(self.verdict).items():
            lines.append(f"  {name.replace('_', ' '):22}{len(wrongs)}")
            lines += [f"      {wrong}" for wrong in wrongs[:5]]
        return "\n".join(lines)


def run(plan: Plan, folder: Path) -> Report:
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "oracle.jsonl"
    plants = tuple(f"bench.chaos.plants:{name}" for name in plan.plants)
    with (
        witness(log) as address,
        KINDS[plan.kind](folder, oracle=address, plants=plants, is_hurried=plan.is_hurried) as site,
    ):
        exercise, cookies = site.prepare(plan.learners, has_key=plan.has_key)
        ports = {"port": site.port, "events_port": site.events_port}
        habits = {"mix": plan.mix, "twice": plan.twice, "watches": plan.watches}
        crowd = Crowd(**ports, exercise=exercise, cookies=cookies, seed=plan.seed, **habits)
        faults = Faults(site, seed=plan.seed, every=plan.every, freeze=plan.freeze, weights=plan.weights)
        began = time.monotonic()
        faults.start()
        try:
            with counting_open_calls(site, crowd):
                asyncio.run(crowd.run(plan.attempts))
        finally:
            faults.stop()
        until_final = wait_for_the_end(site, plan.patience)
        threading.Event().wait(GHOSTS)
        rows, heard = site.rows.snapshot(), oracle.read(log)
        return Report(
            plan=plan,
            seconds=time.monotonic() - began,
            until_final=until_final,
            attempts=len(rows.calls),
            requests=len(heard),
            ends=dict(Counter(f"{row['status']} {row['reason']}".strip() for row in rows.calls)),
            provider=dict(Counter(f"{request.status or ''} {request.end or 'open'}".strip() for request in heard)),
            faults=dict(faults.counts),
            learners=dict(crowd.counts),
            verdict=judge(crowd.promises, rows, heard),
        )


@contextmanager
def witness(log: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "bench.chaos.oracle", str(port), str(log)]
    # A group of its own: nothing that is done to the site reaches it.
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        until(lambda: _listens(port))
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def counting_open_calls(site: Site, crowd: Crowd) -> Iterator[None]:
    """So that the crowd waits while the line is long."""
    over = threading.Event()

    def count() -> None:
        while not over.wait(0.5):
            try:
                crowd.open_calls = len(site.rows.open_calls())
            except Exception:  # the database is being restarted
                continue

    thread = threading.Thread(target=count)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def wait_for_the_end(site: Site, patience: float) -> float | None:
    """Seconds until every call was final."""
    began = time.monotonic()
    while time.monotonic() - began < patience:
        try:
            if not site.rows.open_calls():
                return time.monotonic() - began
        except Exception:  # the database may still be starting
            pass
        threading.Event().wait(0.1)
    return None


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _counted(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda row: -row[1])) or "none"
