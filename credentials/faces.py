"""The two faces certificates are set in, and which characters they can draw.

A missing character is found before anything is drawn: the learner is told, and it becomes a box with its number.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

_HERE = Path(__file__).parent / "fonts"


class Face(Enum):
    NAMES = "NotoSerifCJKsc-Bold.names.otf"
    WORDS = "NotoSansCJKsc-Regular.words.otf"

    @property
    def path(self) -> Path:
        return _HERE / self.value


@dataclass(frozen=True)
class Run:
    """Characters one face can draw; without a face, one character that none can."""

    text: str
    face: Face | None


def undrawable(text: str) -> list[str]:
    """The characters no face has, each once, in their order."""
    return list(dict.fromkeys(run.text for run in runs(text, Face.NAMES) if run.face is None))


def runs(text: str, face: Face) -> Iterator[Run]:
    """The text cut where the face changes. What `face` lacks, the other face may have."""
    visible = [character for character in text if not _is_invisible(character)]
    for found, characters in groupby(visible, lambda character: _face_for(character, face)):
        together = "".join(characters)
        yield from [Run(together, found)] if found else [Run(character, None) for character in together]


def has_something_to_see(text: str) -> bool:
    return any(not character.isspace() and not _is_invisible(character) for character in text)


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _face_for(character: str, face: Face) -> Face | None:
    others = [other for other in Face if other is not face]
    return next((each for each in (face, *others) if ord(character) in _drawn_by(each)), None)


@cache
def _drawn_by(face: Face) -> frozenset[int]:
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _is_invisible(character: str) -> bool:
    """Joiners and variation selectors change how a neighbour looks, and show nothing themselves."""
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return is_selector or unicodedata.category(character) == "Cf"
