"""A conversation on its bench: whose turn it is, how many are left, and where else it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..models import Attempt
from .branches import Tree


class Fork(NamedTuple):
    """A turn among what was said in its place. `before` and `after` are its neighbours' numbers, or None."""

    number: int
    all: int
    before: int | None
    after: int | None


class Other(NamedTuple):
    """A branch that is not shown: what it began with, in which turn, and its last attempt."""

    start: Attempt
    turn: int
    end: int


def fork_at(pk: int, *, tree: Tree) -> Fork | None:
    """None where nothing else was said."""
    beside = tree.beside(pk) if pk in tree else [pk]
    if len(beside) < 2:
        return None
    place = beside.index(pk)
    before = beside[place - 1] if place else None
    after = beside[place + 1] if place + 1 < len(beside) else None
    return Fork(place + 1, len(beside), before, after)


@dataclass(frozen=True)
class Talk:
    tree: Tree
    branch: Sequence[int]
    attempts: Sequence[Attempt]  # those of the branch, and what other branches began with
    max_turns: int = 0  # 0 is no limit

    @property
    def next_turn(self) -> int:
        return len(self.branch) + 1

    @property
    def is_used_up(self) -> bool:
        return bool(self.max_turns) and len(self.branch) >= self.max_turns

    @property
    def is_last_next(self) -> bool:
        return self.next_turn == self.max_turns

    @property
    def others(self) -> list[Other]:
        known = {attempt.pk: attempt for attempt in self.attempts}
        starts = [(self.tree.start_of(end), end) for end in self.tree.others(self.branch)]
        return [Other(known[start], len(self.tree.chain_to(start)), end) for start, end in starts if start in known]

    @property
    def count_of_others(self) -> int:
        return len(self.tree.others(self.branch))
