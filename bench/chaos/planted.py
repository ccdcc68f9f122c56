"""Which run shows which planted defect, and by what it has to be caught."""

from dataclasses import dataclass

from .run import Plan

# Answers that are over at once, and answers that take long enough to be hit.
SHORT = (("whole", (3, 8), (0.0, 0.05), 1),)
LONG = (("whole", (20, 40), (0.1, 0.3), 1),)
TORN = (("mute", (0, 0), (0.0, 0.1), 1), ("broken", (0, 0), (0.0, 0.0), 1))
NEVER = 3600.0  # seconds to the first fault


@dataclass(frozen=True)
class Case:
    plan: Plan
    caught_by: frozenset[str]


def _case(name: str, *caught_by: str, **plan: object) -> Case:
    options = {
        "kind": "embedded",
        "attempts": 60,
        "learners": 12,
        "is_hurried": True,
        "patience": 90.0,
        "plants": (name,),
    }
    return Case(Plan(**options | plan), frozenset(caught_by))  # type: ignore[arg-type]


CASES = {
    "no_sweep": _case("no_sweep", "lost", "stuck", mix=LONG, every=4.0, patience=25.0, weights={"kill a worker": 1}),
    "no_fence": _case(
        "no_fence",
        "changed_after_the_end",
        "wrong_text",
        "ledger",
        attempts=80,
        mix=LONG,
        every=4.0,
        weights={"freeze a worker": 1},
    ),
    "library_retries": _case("library_retries", "asked_twice", mix=TORN, every=NEVER),
    "no_unique_key": _case("no_unique_key", "sent_twice", mix=SHORT, every=NEVER, twice=1.0, has_key=False),
    "settled_twice": _case("settled_twice", "ledger", mix=SHORT, every=NEVER),
    "claimed_by_all": _case("claimed_by_all", "asked_twice", mix=LONG, every=NEVER),
    "asks_again": _case("asks_again", "asked_twice", mix=LONG, every=6.0, weights={"kill a worker": 1}),
}
