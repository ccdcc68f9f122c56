"""The places in a letter that are filled in for each learner. Pure."""

import re
from collections.abc import Mapping

NAME, LESSON, LINK = "{称呼}", "{课}", "{链接}"
PLACES = (NAME, LESSON, LINK)
_PLACE = re.compile(r"\{[^{}\n]{1,12}\}")


def fill(words: str, known: Mapping[str, str]) -> str:
    # In one pass: a name that reads like a place stays a name.
    return _PLACE.sub(lambda found: known.get(found[0], found[0]), words)


def unknown_places(words: str) -> list[str]:
    """What looks like a place to fill in and is none."""
    return [found for found in _PLACE.findall(words) if found not in PLACES]
