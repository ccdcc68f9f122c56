"""What can be counted in a hand-in before anybody judges it.

The loader holds the examples of a lesson against the same gates that a learner's work meets later.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from courses.shapes import Checks, Example

PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
FORBIDDEN = {"phone": PHONE, "id_number": ID_NUMBER}
_CELL_BORDER = re.compile(r"[|\t,，]")
_OWN_LINE = re.compile(r"^\s*我\s*[:：]", re.MULTILINE)


def characters(text: str) -> int:
    """White space does not count."""
    return len("".join(text.split()))


def turns_in(text: str) -> int:
    """The learner's messages in a pasted conversation: the lines that begin with 我："""
    return len(_OWN_LINE.findall(text))


def holds(kind: str, text: str) -> bool:
    """Whether there is a "phone" or an "id_number" in it."""
    # Full-width digits are digits, too.
    return bool(FORBIDDEN[kind].search(unicodedata.normalize("NFKC", text)))


def missing_columns(columns: Sequence[str], text: str) -> list[str]:
    """Of the row that has most of them."""
    rows = [{cell.strip() for cell in _CELL_BORDER.split(line)} for line in text.splitlines()]
    return min(([name for name in columns if name not in row] for row in rows), key=len, default=list(columns))


def failed(checks: Checks, example: Example) -> Iterator[str]:
    """The names of the gates that the example does not pass, in the order of the guide."""
    text = learners_words(example)
    count, turns = characters(text), turns_of(example)
    if checks.min_chars is not None and count < checks.min_chars:
        yield "min_chars"
    if checks.max_chars is not None and count > checks.max_chars:
        yield "max_chars"
    if checks.min_turns is not None and turns < checks.min_turns:
        yield "min_turns"
    yield from (kind for kind in checks.forbid if holds(kind, text))
    if checks.columns and missing_columns(checks.columns, text):
        yield "columns"


def learners_words(example: Example) -> str:
    """What a learner who wrote this would hand in: of a conversation, their own messages."""
    if isinstance(example, str):
        return example
    return "\n\n".join(turn.text.strip() for turn in example if turn.by == "learner")


def turns_of(example: Example) -> int:
    return turns_in(example) if isinstance(example, str) else sum(turn.by == "learner" for turn in example)
