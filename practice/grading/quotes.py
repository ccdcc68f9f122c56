"""Finds a judge's quote in a learner's text, although copying changed its spaces, widths or quotation marks."""

import re
import unicodedata

# What copying changes by itself. Three dots stand for what a judge left out.
_LOOSE = re.compile(r"[\s\"'“”‘’「」『』*`]|\.{3}")


def place_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote begins and ends in the text as it was written."""
    needle, _ = _bare(quote)
    hay, origin = _bare(text)
    start = hay.find(needle) if needle else -1
    if start < 0:
        return None
    return origin[start], origin[start + len(needle) - 1] + 1


def _bare(text: str) -> tuple[str, list[int]]:
    """The letters that count, and where each of them stood."""
    letters = [(letter, at) for at, typed in enumerate(text) for letter in unicodedata.normalize("NFKC", typed)]
    folded = "".join(letter for letter, _ in letters)
    loose = {at for found in _LOOSE.finditer(folded) for at in range(*found.span())}
    kept = [pair for at, pair in enumerate(letters) if at not in loose]
    return "".join(letter for letter, _ in kept), [at for _, at in kept]
