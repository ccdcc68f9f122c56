"""The text of a hand-in, put together from what was kept on the way. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.gates import characters


@dataclass(frozen=True)
class Part:
    """One milestone: its title, what the learner wrote, its numbers as lines."""

    title: str
    note: str
    numbers: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        return not self.note.strip() and not self.numbers


def assembled(parts: Sequence[Part], *, spent: str = "", most: int | None = None) -> str:
    """Every milestone with something in it, in order; where that is longer than `most`, the last one alone.

    The last milestone of a project asks for the whole account, so it is the one that can stand for all.
    """
    written = [part for part in parts if not part.is_empty]
    text = _joined(written, spent)
    if most is not None and len(written) > 1 and characters(text) > most:
        return _joined(written[-1:], spent)
    return text


def _joined(parts: Sequence[Part], spent: str) -> str:
    blocks = [_block(place, part) for place, part in enumerate(parts)]
    return "\n\n".join([*blocks, spent] if spent and blocks else blocks)


def _block(place: int, part: Part) -> str:
    numbers = _("一 二 三 四 五 六 七 八 九 十").split()
    number = numbers[place] if place < len(numbers) else str(place + 1)
    lines = [_("%(number)s、%(title)s") % {"number": number, "title": part.title}]
    if part.note.strip():
        lines.append(part.note.strip())
    lines += [f"- {line}" for line in part.numbers]
    return "\n".join(lines)
