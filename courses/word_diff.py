"""What changed between two texts, for people to read: paragraphs first, words inside them.

Chinese has no spaces, so a Han character is a word; Latin words and numbers stay whole. Pure: the answer is
dataclasses, which templates/courses/_diff.html draws.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.'_-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
# Two characters that happen to stand in both between two changes would make a text nobody can read.
_ISLAND = 2
_ALIKE = 0.35  # share of common character pairs from which two paragraphs are one that was rewritten
_TOO_MANY = 20_000  # pairs of paragraphs; a text written anew is shown as gone and new
AROUND = 1  # unchanged paragraphs that stay visible beside a change


class Kind(Enum):
    SAME = "same"
    OLD = "del"
    NEW = "ins"


@dataclass(frozen=True)
class Words:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Row:
    """A paragraph: as it was and is, with the words that went and came marked inside it."""

    pieces: tuple[Words, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind is not Kind.SAME for piece in self.pieces)


@dataclass(frozen=True)
class Fold:
    """Unchanged paragraphs that can be looked at when wished."""

    rows: tuple[Row, ...]


def diff_paragraphs(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Every paragraph of both texts, in reading order."""
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row((Words(Kind.SAME, text),)) for text in old[a:b]]
        else:
            rows += _rewritten(old[a:b], new[c:d])
    return rows


def diff_words(old: str, new: str) -> tuple[Words, ...]:
    """The words of two versions of one paragraph. What went stands before what came."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    changes: list[tuple[str, str, str]] = []  # what is in both, then what went, then what came
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = tag == "equal"
        changes.append(("".join(before[a:b]) if same else "", *_unless(same, before[a:b], after[c:d])))
    return tuple(_pieces(_without_islands(changes)))


def folded(rows: Sequence[Row]) -> list[Row | Fold]:
    """Long stretches without a change are put away. Nothing at all when nothing changed."""
    if not any(row.is_changed for row in rows):
        return []
    near = {place + step for place, row in enumerate(rows) if row.is_changed for step in range(-AROUND, AROUND + 1)}
    shown: list[Row | Fold] = []
    away: list[Row] = []
    for place, row in enumerate(rows):
        if place not in near:
            away.append(row)
            continue
        shown += _put_away(away)
        away = []
        shown.append(row)
    return [*shown, *_put_away(away)]


def _put_away(rows: list[Row]) -> list[Row | Fold]:
    return [Fold(tuple(rows))] if rows else []


def _unless(same: bool, before: list[str], after: list[str]) -> tuple[str, str]:
    return ("", "") if same else ("".join(before), "".join(after))


def _without_islands(changes: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    went = came = ""
    for place, (same, old, new) in enumerate(changes):
        is_island = 0 < place < len(changes) - 1 and 0 < len(same) <= _ISLAND and not same.isspace()
        if same and not is_island:
            if went or came:
                yield "", went, came
                went = came = ""
            yield same, "", ""
        else:
            went, came = went + same + old, came + same + new
    if went or came:
        yield "", went, came


def _pieces(changes: Iterator[tuple[str, str, str]]) -> Iterator[Words]:
    for same, went, came in changes:
        for kind, text in ((Kind.SAME, same), (Kind.OLD, went), (Kind.NEW, came)):
            if text:
                yield Words(kind, text)


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Paragraphs that are much alike are shown as one, in order; the rest as gone or new."""
    a = b = 0
    for one, other in [*_pairs(old, new), (len(old), len(new))]:
        yield from (Row((Words(Kind.OLD, text),)) for text in old[a:one])
        yield from (Row((Words(Kind.NEW, text),)) for text in new[b:other])
        if one < len(old):
            yield Row(diff_words(old[one], new[other]))
        a, b = one + 1, other + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, keeping their order, so that they are as much alike as can be."""
    if len(old) * len(new) > _TOO_MANY:
        return []
    ours, theirs = [_pairs_in(text) for text in old], [_pairs_in(text) for text in new]
    alike = [[_likeness(one, other) for other in theirs] for one in ours]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in reversed(range(len(old))):
        for b in reversed(range(len(new))):
            together = alike[a][b] + best[a + 1][b + 1] if alike[a][b] >= _ALIKE else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    return list(_walk(alike, best))


def _walk(alike: list[list[float]], best: list[list[float]]) -> Iterator[tuple[int, int]]:
    a = b = 0
    while a < len(alike) and b < len(alike[a]) and best[a][b]:
        if alike[a][b] >= _ALIKE and best[a][b] == alike[a][b] + best[a + 1][b + 1]:
            yield a, b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


def _pairs_in(text: str) -> Counter[str]:
    return Counter(text[place : place + 2] for place in range(max(len(text) - 1, 1)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient: 1 for the same pairs, 0 for none in common."""
    return 2 * (one & other).total() / (one.total() + other.total())
