"""Thousands of attempts while workers, brokers, databases and web servers are killed at random.

python -m bench.chaos                        both set-ups, the long run
python -m bench.chaos --kind embedded --attempts 200
python -m bench.chaos --planted              every planted defect has to be seen

Nothing lost, nothing billed twice, nothing stuck, every text what the provider said: exit 0. Otherwise 1.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from .planted import CASES
from .run import Plan, Report, run
from .sites import KINDS, missing_services

ATTEMPTS = 2000  # of each set-up


def main() -> int:
    wish = asked()
    with tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as spare:
        folder = Path(wish.folder or spare)
        good = planted(folder, wish.only) if wish.planted else free_of_wrongs(wish, folder)
    return 0 if good else 1


def free_of_wrongs(wish: argparse.Namespace, folder: Path) -> bool:
    kinds = [wish.kind] if wish.kind else list(KINDS)
    if "services" in kinds and (missing := missing_services()):
        print(f"services: left out, {missing}")
        kinds.remove("services")
    print(
        f"{wish.attempts} attempts on each of {', '.join(kinds)}: expect {expected_minutes(wish, kinds)}.", flush=True
    )
    verdicts = []
    for kind in kinds:
        report = run(plan_of(kind, wish), folder / kind)
        show(report, wish.json)
        verdicts.append(report.verdict.is_good)
    return bool(verdicts) and all(verdicts)


def planted(folder: Path, only: str) -> bool:
    """A harness that has never seen a defect proves nothing."""
    missed = []
    for name, case in CASES.items():
        if only and name != only:
            continue
        report = run(case.plan, folder / name)
        found = report.verdict.wrongs
        is_caught = bool(found.keys() & case.caught_by)
        told = ", ".join(f"{len(lines)} {wrong.replace('_', ' ')}" for wrong, lines in found.items()) or "nothing"
        example = next(iter(found.values()), [""])[0]
        print(f"{'caught' if is_caught else 'MISSED'}  {name:18} {told}\n        {example}", flush=True)
        if not is_caught:
            missed.append(name)
            print(report.as_text(), flush=True)
    print(f"{len(CASES if not only else [only]) - len(missed)} planted defects caught, {len(missed)} missed")
    return not missed


def plan_of(kind: str, wish: argparse.Namespace) -> Plan:
    return Plan(
        kind=kind,
        attempts=wish.attempts,
        learners=wish.learners,
        seed=wish.seed,
        every=wish.every,
        is_hurried=wish.hurried,
    )


def expected_minutes(wish: argparse.Namespace, kinds: list[str]) -> str:
    """Measured on two cores: about a hundred attempts a minute, while something dies all the time."""
    return f"about {max(1, round(wish.attempts * len(kinds) / 100))} minutes"


def show(report: Report, json_path: str) -> None:
    print(report.as_text(), flush=True)
    if json_path:
        with Path(json_path).open("a") as file:
            file.write(report.as_json() + "\n")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench.chaos", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kind", choices=list(KINDS), default="", help="one set-up only")
    parser.add_argument("--attempts", type=int, default=ATTEMPTS)
    parser.add_argument("--learners", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=6.0, help="seconds between two faults, on average")
    parser.add_argument("--hurried", action="store_true", help="leases and sweeps five times as soon")
    parser.add_argument("--planted", action="store_true", help="plant one defect after the other")
    parser.add_argument("--only", default="", help="one planted defect")
    parser.add_argument("--json", default="", help="append each report to this file")
    parser.add_argument("--folder", default="", help="keep logs and databases here")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
