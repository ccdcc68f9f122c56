"""How far a project has come. Pure: milestones and hand-in in, words for it out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    NEW = "new"
    UNDERWAY = "underway"
    READY = "ready"  # every milestone is done
    WAITING = "waiting"  # handed in, no verdict yet
    AGAIN = "again"  # came back: a check or the pass line
    PASSED = "passed"


WORDS: dict[State, str | Promise] = {
    State.NEW: _("还没开始"),
    State.UNDERWAY: _("进行中"),
    State.READY: _("节点都做完了，可以交"),
    State.WAITING: _("交上去了，等评分"),
    State.AGAIN: _("评过了，改好可以再交"),
    State.PASSED: _("过线了"),
}


@dataclass(frozen=True)
class HandedIn:
    """The latest hand-in: has anyone judged it, and was the project ever passed."""

    is_waiting: bool
    is_ever_passed: bool


@dataclass(frozen=True)
class Standing:
    state: State
    done: int
    total: int
    next: str = ""  # key of the first milestone that is not done

    @property
    def words(self) -> str | Promise:
        if self.state == State.UNDERWAY:
            number = min(self.done + 1, self.total)
            return _("做到第 %(number)d 个节点，共 %(total)d 个") % {"number": number, "total": self.total}
        return WORDS[self.state]


def standing(
    *, milestones: Sequence[str], done: Collection[str], is_begun: bool, handed_in: HandedIn | None
) -> Standing:
    """Milestones that left the task count for nothing."""
    left = [key for key in milestones if key not in done]
    state = _state(bool(left), is_begun, handed_in)
    return Standing(state, len(milestones) - len(left), len(milestones), left[0] if left else "")


def _state(has_left: bool, is_begun: bool, handed_in: HandedIn | None) -> State:
    if handed_in and handed_in.is_ever_passed:
        return State.PASSED
    if handed_in:
        return State.WAITING if handed_in.is_waiting else State.AGAIN
    if not is_begun:
        return State.NEW
    return State.UNDERWAY if has_left else State.READY


def suggested_on(*, begun_on: date, day: int) -> date:
    """Day 1 is the day it was begun. A suggestion: nothing is ever overdue."""
    return begun_on + timedelta(days=day - 1)
