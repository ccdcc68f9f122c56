"""The prompt a learner begins with: a starter whose {{slots}} are filled from the task's variables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SLOT = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")


@dataclass(frozen=True)
class Stretch:
    """Words of the author, or, with a `name`, the learner's words for that variable."""

    text: str
    name: str = ""


def stretches(starter: str, variables: Sequence[dict]) -> list[Stretch]:
    defaults = {variable["name"]: variable["default"] for variable in variables}
    parts = _SLOT.split(starter.rstrip("\n"))
    # re.split with one group: words, name, words, name, …, words
    named = [
        Stretch(defaults.get(part, f"{{{{{part}}}}}"), part) if index % 2 else Stretch(part)
        for index, part in enumerate(parts)
    ]
    return [stretch for stretch in named if stretch.text or stretch.name]


def filled(starter: str, variables: Sequence[dict]) -> str:
    return "".join(stretch.text for stretch in stretches(starter, variables))
