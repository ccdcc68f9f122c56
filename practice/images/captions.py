"""What tells the pictures of a task apart, in a line each: what their prompts have in common is said once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

_SHORT = 6  # characters in common that are not worth a line of their own


@dataclass(frozen=True)
class Captions:
    common: str  # empty where the prompts have nothing in common
    own: list[str]  # empty for a picture whose prompt is the common one


def captions(prompts: Sequence[str]) -> Captions:
    """One for each prompt, in their order."""
    texts = [" ".join(prompt.split()) for prompt in prompts]
    told = [text for text in texts if text]
    start = _whole_words(_alike(told), told, at_end=False)
    ends = [text[len(start) :][::-1] for text in told]
    end = _whole_words(_alike(ends)[::-1], told, at_end=True)
    if len(start) + len(end) < _SHORT:
        return Captions("", texts)
    if all(text == told[0] for text in told):
        return Captions(told[0], [""] * len(texts))
    own = [text[len(start) : len(text) - len(end)].strip() if text else "" for text in texts]
    return Captions(f"{start}[…]{end}", own)


def _alike(texts: Sequence[str]) -> str:
    """How all of them begin."""
    same = takewhile(lambda characters: len(set(characters)) == 1, zip(*texts, strict=False))
    return "".join(characters[0] for characters in same)


def _whole_words(shared: str, texts: Sequence[str], *, at_end: bool) -> str:
    """Not half a number: 1024 and 1025 have no 102 in common."""
    size = len(shared)
    while size and any(_is_cut(text, len(text) - size if at_end else size) for text in texts):
        size -= 1
    return (shared[len(shared) - size :] if at_end else shared[:size]) if size else ""


def _is_cut(text: str, place: int) -> bool:
    around = text[place - 1 : place + 1] if 0 < place < len(text) else ""
    return len(around) == 2 and all(character.isascii() and (character.isalnum()) for character in around)
