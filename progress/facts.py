"""The facts of a plan as JSON, and back."""

from datetime import date
from typing import Any

from .schedule import Mode, Replan
from .study_days import Break, Rhythm


def write_rhythm(rhythm: Rhythm) -> dict[str, Any]:
    return {"weekdays": rhythm.weekdays, "breaks": [str(off) for off in rhythm.breaks]}


def read_rhythm(facts: dict[str, Any]) -> Rhythm:
    return Rhythm(facts["weekdays"], tuple(Break.read(off) for off in facts["breaks"]))


def write_replan(replan: Replan) -> dict[str, Any]:
    return {
        "on": replan.on.isoformat(),
        "mode": replan.mode.value,
        **write_rhythm(replan.rhythm),
        "finished": sorted(replan.finished),
    }


def read_replan(facts: dict[str, Any]) -> Replan:
    return Replan(
        on=date.fromisoformat(facts["on"]),
        mode=Mode(facts["mode"]),
        rhythm=read_rhythm(facts),
        finished=frozenset(facts["finished"]),
    )
