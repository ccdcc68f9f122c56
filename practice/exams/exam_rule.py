"""Whether a rubric may grade with a judge, from the exams it has sat. Pure: no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    STALE = "stale"  # tried in other words, or with another judge
    NEVER = "never"


@dataclass(frozen=True)
class Sat:
    """One exam. `fingerprint` is of all that a judge reads besides the work."""

    fingerprint: str
    judge: str
    is_passed: bool


def standing(exams: Iterable[Sat], *, fingerprint: str, judge: str) -> Standing:
    """`exams` of one rubric, the newest first: of those for these words and this judge, the newest speaks."""
    is_any = False
    for exam in exams:
        if (exam.fingerprint, exam.judge) == (fingerprint, judge):
            return Standing.PASSED if exam.is_passed else Standing.FAILED
        is_any = True
    return Standing.STALE if is_any else Standing.NEVER


def held_back(standing: Standing, *, is_any_held: bool) -> str:
    """Why no model may grade, as `HandIn.held_back` says it; empty when one may.

    `is_any_held`: this site has held an exam of any rubric. A site that never did grades unexamined, and says so.
    """
    if standing == Standing.PASSED:
        return ""
    if standing == Standing.FAILED:
        return "failed"
    return "due" if is_any_held else ""
