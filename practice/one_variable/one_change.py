"""What changed between two prompts and their settings, and whether it was exactly one thing. Pure.

The rule of the one-variable mode:

- Spaces, line breaks, punctuation, capitals and full-width forms are no change by themselves.
- A Han character is a word; Latin words and numbers ("3:2", "1.5") stay whole.
- One stretch of words that was replaced, put in or taken out is one change, however long it is.
- A single Han character that stands in both between two changes belongs to them (蓝色布衫 → 白色西装 is the clothes).
- A replacement that runs over a mark such as a comma in both texts is a change on either side of the mark.
- Words that moved are two changes: gone here, new there.
- Each setting that differs (size, count, seed) is one change, too.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_TOKEN = re.compile(r"[^\W_\u2e80-\u9fff\uf900-\ufaff]+(?:[.:'_][^\W_\u2e80-\u9fff\uf900-\ufaff]+)*|\S")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Where one thing said ends and another begins. Hyphens in pairs begin a parameter of a drawing tool.
_BREAK = re.compile(r"[，,。；;！!？?|\n]|\.(?=\s|$)|--")
# Both sides rewritten to this length are not worth comparing word by word.
_LONGEST = 1500  # words


@dataclass(frozen=True)
class Stretch:
    """Words that went and words that came, as they are written; either may be empty. `setting` names a parameter."""

    before: str
    after: str
    setting: str = ""


@dataclass(frozen=True)
class Change:
    stretches: tuple[Stretch, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.stretches

    @property
    def is_one(self) -> bool:
        return len(self.stretches) == 1


@dataclass(frozen=True)
class _Word:
    said: str  # as it is compared
    start: int
    end: int
    clause: int


def between(
    before: str,
    after: str,
    *,
    settings_before: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Change:
    was, now = dict(settings_before or {}), dict(settings or {})
    differing = [name for name in [*was, *(name for name in now if name not in was)] if was.get(name) != now.get(name)]
    parameters = (Stretch(_shown(was.get(name)), _shown(now.get(name)), name) for name in differing)
    return Change((*_in_words(before, after), *parameters))


def _in_words(before: str, after: str) -> Iterator[Stretch]:
    old, new = _words(before), _words(after)
    for a, b, c, d in _spans(old, new):
        yield Stretch(_written(before, old[a:b]), _written(after, new[c:d]))


def _spans(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[tuple[int, int, int, int]]:
    """What both begin and end with is set aside first: then a text put in twice is found as put in once."""
    first = _shared(old, new)
    last = min(_shared(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    for a, b, c, d in _joined(_differences(middle_old, middle_new), middle_old):
        yield from _split_at_marks(old, new, (first + a, first + b, first + c, first + d))


def _shared(one: Sequence[_Word], other: Sequence[_Word]) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a.said != b.said), min(len(one), len(other))
    )


def _differences(old: Sequence[_Word], new: Sequence[_Word]) -> list[tuple[int, int, int, int]]:
    if not old and not new:
        return []
    if not old or not new or max(len(old), len(new)) > _LONGEST:
        return [(0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, [word.said for word in old], [word.said for word in new], autojunk=False)
    return [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _joined(spans: list[tuple[int, int, int, int]], old: Sequence[_Word]) -> Iterator[tuple[int, int, int, int]]:
    """Changes with a lone Han character between them, in one clause, are one."""
    open_span: tuple[int, int, int, int] | None = None
    for span in spans:
        if open_span and _is_bridged(open_span, span, old):
            open_span = (open_span[0], span[1], open_span[2], span[3])
            continue
        if open_span:
            yield open_span
        open_span = span
    if open_span:
        yield open_span


def _is_bridged(left: tuple[int, int, int, int], right: tuple[int, int, int, int], old: Sequence[_Word]) -> bool:
    between_them = old[left[1] : right[0]]
    if len(between_them) != 1 or not _HAN.fullmatch(between_them[0].said):
        return False
    around = [*old[left[0] : left[1]], *between_them, *old[right[0] : right[1]]]
    return len({word.clause for word in around}) == 1


def _split_at_marks(
    old: Sequence[_Word], new: Sequence[_Word], span: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int, int]]:
    a, b, c, d = span
    went, came = _clauses(old, a, b), _clauses(new, c, d)
    if len(went) < 2 or len(came) < 2:
        yield span
        return
    parts = min(len(went), len(came))
    for n in range(parts):
        is_last = n == parts - 1
        yield went[n][0], b if is_last else went[n][1], came[n][0], d if is_last else came[n][1]


def _clauses(words: Sequence[_Word], start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place in range(start, end):
        if found and words[place].clause == words[place - 1].clause:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _words(text: str) -> list[_Word]:
    marks = [mark.start() for mark in _BREAK.finditer(text)]
    found, clause = [], 0
    for token in _TOKEN.finditer(text):
        said = unicodedata.normalize("NFKC", token[0]).casefold()
        if all(unicodedata.category(letter)[0] in "PZC" for letter in said):
            continue
        while clause < len(marks) and marks[clause] < token.start():
            clause += 1
        found.append(_Word(said, token.start(), token.end(), clause))
    return found


def _written(text: str, words: Sequence[_Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
