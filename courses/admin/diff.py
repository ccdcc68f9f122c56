"""Two texts side by side in one column: what went, what came, and the characters that differ within a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Pieces = tuple[tuple[str, bool], ...]
_NEAR = 0.5  # two lines less alike than this are shown whole, not character by character


@dataclass(frozen=True)
class Row:
    """`pieces` are (text, is it changed); line numbers count from 1 and are None on the side that lacks the line."""

    kind: Literal["same", "old", "new", "gap"]
    old: int | None = None
    new: int | None = None
    pieces: Pieces = ()


def compare(old: str, new: str, *, around: int = 2) -> list[Row]:
    """The changed lines with `around` lines before and after; empty when the texts are the same."""
    before, after = old.split("\n"), new.split("\n")
    rows: list[Row] = []
    for number, group in enumerate(SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(around)):
        if number:
            rows.append(Row("gap"))
        for kind, i, i_end, j, j_end in group:
            if kind == "equal":
                rows += [Row("same", n + 1, j + n - i + 1, ((before[n], False),)) for n in range(i, i_end)]
            else:
                rows += _changed(before[i:i_end], after[j:j_end], i + 1, j + 1)
    return rows


def _changed(before: list[str], after: list[str], old: int, new: int) -> Iterator[Row]:
    pairs = list(zip_longest(before, after))
    marked = [
        _mark(one, other) if None not in (one, other) else (((one, True),), ((other, True),)) for one, other in pairs
    ]
    yield from (Row("old", old + n, None, marked[n][0]) for n in range(len(before)))
    yield from (Row("new", None, new + n, marked[n][1]) for n in range(len(after)))


def _mark(old: str | None, new: str | None) -> tuple[Pieces, Pieces]:
    if old is None or new is None:
        return ((old or "", True),), ((new or "", True),)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _NEAR:
        return ((old, True),), ((new, True),)
    steps = matcher.get_opcodes()
    return (
        tuple((old[i:i_end], kind != "equal") for kind, i, i_end, _j, _j_end in steps if i_end > i),
        tuple((new[j:j_end], kind != "equal") for kind, _i, _i_end, j, j_end in steps if j_end > j),
    )
