"""Where the words somebody marked stand in a text that has changed since.

A mark is kept as the Web Annotation model's text quote: the words, a little of what stood before and after them,
and the heading they stood under. White space never counts, for browsers and editors change it by themselves.
Asked in this order: the same words, where most of their surroundings agree; words much like them; nowhere.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate

from courses.plain_text import Block

CONTEXT = 32  # characters kept on each side
# Fewer characters than this are found in any lesson: then something around them has to agree, too.
SPEAKS_FOR_ITSELF = 12
AGREES = 4  # characters next to the quote
LIKE_ENOUGH = 0.6  # of difflib's ratio: about three in five characters are the same
SHORTEST_LIKE = 6  # shorter quotes are like too many things
_TRIED = 3


@dataclass(frozen=True)
class Anchor:
    quote: str
    prefix: str = ""
    suffix: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Place:
    """An anchor in the words of the text it was found in. `is_changed`: they are like the old ones, not the same."""

    anchor: Anchor
    is_changed: bool = False


class Page:
    """A text prepared once for many marks."""

    def __init__(self, blocks: Sequence[Block]):
        self._blocks = blocks
        self._readable = "\n".join(block.text for block in blocks)
        # Characters that are not white space, and where each stands in the readable text.
        self._at = [place for place, char in enumerate(self._readable) if not char.isspace()]
        self._text = "".join(self._readable[place] for place in self._at)
        self._starts = list(_starts(blocks))
        self._ends = [*self._starts[1:], len(self._text)]

    def find(self, anchor: Anchor) -> Place | None:
        """None when nothing like it is left."""
        quote = _squeezed(anchor.quote)
        if not quote or not self._text:
            return None
        same = self._same(quote, anchor)
        if same is not None:
            return Place(self._anchor(same, same + len(quote)))
        span = self._like(quote, anchor) if len(quote) >= SHORTEST_LIKE else None
        return Place(self._anchor(*span), is_changed=True) if span else None

    def _same(self, quote: str, anchor: Anchor) -> int | None:
        before, after = _squeezed(anchor.prefix), _squeezed(anchor.suffix)
        best, best_score = None, (-1, False)
        for start in _occurrences(quote, self._text):
            agreement = self._agreement(start, start + len(quote), before, after)
            score = agreement, self._block_at(start).heading == anchor.heading
            if score > best_score:
                best, best_score = start, score
        wanted = 0 if len(quote) >= SPEAKS_FOR_ITSELF else min(AGREES, len(before) + len(after))
        return best if best_score[0] >= wanted else None

    def _agreement(self, start: int, end: int, before: str, after: str) -> int:
        """Characters next to the quote that are as they were."""
        here = self._text[max(start - len(before), 0) : start]
        there = self._text[end : end + len(after)]
        return _common(reversed(here), reversed(before)) + _common(there, after)

    def _like(self, quote: str, anchor: Anchor) -> tuple[int, int] | None:
        pairs = Counter(_pairs(quote))
        scored = []
        for first, end in self._windows(pairs, len(quote)):
            shared = (pairs & Counter(_pairs(self._text[first:end]))).total()
            scored.append((shared, self._block_at(first).heading == anchor.heading, -first, end))
        best, best_ratio = None, LIKE_ENOUGH
        for shared, _is_near, start, end in sorted(scored, reverse=True)[:_TRIED]:
            if 2 * shared < LIKE_ENOUGH * len(quote):
                break
            span, ratio = _closest(quote, self._text, -start, end)
            if ratio > best_ratio:
                best, best_ratio = span, ratio
        return best

    def _windows(self, pairs: Counter[str], length: int) -> Iterator[tuple[int, int]]:
        """From each block on, so far that the quote fits even when it begins at the block's end.

        Left out are those that cannot be like enough: most of a text need not be looked at then.
        """
        before = list(accumulate(self._hits(pairs), initial=0))
        for block, start in enumerate(self._starts):
            last = min(bisect_left(self._ends, self._ends[block] + length), len(self._ends) - 1)
            if 2 * (before[last + 1] - before[block]) >= LIKE_ENOUGH * length:
                yield start, self._ends[last]

    def _hits(self, pairs: Counter[str]) -> list[int]:
        """For each block at least as many as it shares with these pairs, alone or together with its neighbours."""
        hits = [0] * len(self._starts)
        for pair, count in pairs.items():
            for block, there in self._pairs_by_block.get(pair, {}).items():
                hits[block] += min(count, there)
        return hits

    @cached_property
    def _pairs_by_block(self) -> dict[str, Counter[int]]:
        """How often each pair begins in each block."""
        found: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for place, pair in enumerate(_pairs(self._text)):
            found[pair][bisect_left(self._starts, place + 1) - 1] += 1
        return dict(found)

    def _anchor(self, start: int, end: int) -> Anchor:
        return Anchor(
            quote=self._read(start, end),
            prefix=self._read(max(start - CONTEXT, 0), start),
            suffix=self._read(end, min(end + CONTEXT, len(self._text))),
            heading=self._block_at(start).heading,
        )

    def _read(self, start: int, end: int) -> str:
        return " ".join(self._readable[self._at[start] : self._at[end - 1] + 1].split()) if start < end else ""

    def _block_at(self, place: int) -> Block:
        return self._blocks[bisect_left(self._starts, place + 1) - 1]


def _closest(quote: str, text: str, start: int, end: int) -> tuple[tuple[int, int], float]:
    """The stretch of text[start:end] most like the quote, and how like it is (1 is the same)."""
    matcher = SequenceMatcher(None, quote, text[start:end], autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size > 1]
    best, best_ratio = (start, end), 0.0
    # A few characters far off would stretch the place: leave the outer runs out while that makes it more alike.
    while runs:
        span = start + runs[0].b, start + runs[-1].b + runs[-1].size
        ratio = 2 * sum(run.size for run in runs) / (len(quote) + span[1] - span[0])
        if ratio <= best_ratio:
            break
        best, best_ratio = span, ratio
        runs = runs[1:] if runs[0].size < runs[-1].size else runs[:-1]
    return best, best_ratio


def _starts(blocks: Sequence[Block]) -> Iterator[int]:
    place = 0
    for block in blocks:
        yield place
        place += len(_squeezed(block.text))


def _occurrences(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _pairs(text: str) -> Iterator[str]:
    return (text[place : place + 2] for place in range(len(text) - 1))


def _common(one, other) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _squeezed(text: str) -> str:
    return "".join(text.split())
