"""The code of a credential: too many to guess, and hard to misread from paper."""

import re
import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 and O, no 1, I and L
LENGTH, GROUP = 12, 4  # 31 ** 12: guessing a million a second would take 12,000 years to try half of them

_APART = re.compile(r"[\s\-–—－]+")


def new() -> str:
    return grouped("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read(text: str) -> str | None:
    """The code somebody typed: small letters, spaces and missing hyphens are forgiven. None: not a code."""
    letters = _APART.sub("", text).upper()
    if len(letters) != LENGTH or set(letters) - set(LETTERS):
        return None
    return grouped(letters)
