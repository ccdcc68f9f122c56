"""The facts of a plan as JSON, and back."""

from datetime import date
from typing import Any

from .schedule import Mode, Replan
from .study_days import Break, Rhythm


def write_rhythm(rhythm: Rhythm) -> dict[str, Any]:
    return {
        "weekdays": rhythm.weekdays,
        "breaks": [str(off) for off in rhythm.breaks],
        "holidays": rhythm.keeps_holidays,
        "minutes": rhythm.minutes,
    }


def read_rhythm(facts: dict[str, Any]) -> Rhythm:
    """Changes made before there were holidays and minutes say nothing of them."""
    breaks = tuple(Break.read(off) for off in facts["breaks"])
    return Rhythm(facts["weekdays"], breaks, facts.get("holidays", False), facts.get("minutes"))


def write_replan(replan: Replan) -> dict[str, Any]:
    return {
        "on": replan.on.isoformat(),
        "mode": replan.mode.value,
        **write_rhythm(replan.rhythm),
        "finished": sorted(replan.finished),
        "starts_on": replan.starts_on.isoformat() if replan.starts_on else None,
    }


def read_replan(facts: dict[str, Any]) -> Replan:
    return Replan(
        on=date.fromisoformat(facts["on"]),
        mode=Mode(facts["mode"]),
        rhythm=read_rhythm(facts),
        finished=frozenset(facts["finished"]),
        starts_on=date.fromisoformat(facts["starts_on"]) if facts.get("starts_on") else None,
    )
