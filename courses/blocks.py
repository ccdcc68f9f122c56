"""A Markdown body as the loader sees it: lines inside and outside code, paragraphs, headings."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)(?:[ \t]*\{#([^}\s]*)\})?[ \t]*$")


class Line(NamedTuple):
    number: int  # from 0, within the body
    text: str
    is_code: bool  # a fence or a line inside one
    opens: str | None = None  # of an opening fence: what stands behind it, "" for nothing
    closes: bool = False


class Heading(NamedTuple):
    number: int
    level: int
    text: str
    anchor: str


@lru_cache(maxsize=8)
def lines(body: str) -> tuple[Line, ...]:
    """Every line, told apart by fenced code blocks; a fence left open runs to the end."""
    return tuple(_lines(body))


def _lines(body: str) -> Iterator[Line]:
    fence = ""
    for number, text in enumerate(body.split("\n")):
        found = _FENCE.match(text)
        if fence:
            closes = bool(found and found[1][0] == fence[0] and len(found[1]) >= len(fence) and not found[2].strip())
            fence = "" if closes else fence
            yield Line(number, text, is_code=True, closes=closes)
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
            yield Line(number, text, is_code=True, opens=found[2].strip())
        else:
            yield Line(number, text, is_code=False)


def has_open_fence(body: str) -> bool:
    last = lines(body)[-1]
    return last.is_code and not last.closes


def paragraphs(body: str) -> list[str]:
    """The body cut at blank lines; a code block is never cut."""
    found: list[list[str]] = [[]]
    for line in lines(body):
        if line.text.strip() or line.is_code:
            found[-1].append(line.text)
        elif found[-1]:
            found.append([])
    return ["\n".join(paragraph) for paragraph in found if paragraph]


def tidy(body: str) -> str:
    """The canonical body: no trailing spaces, one blank line between paragraphs, no line end at the end."""
    return "\n\n".join(paragraphs("\n".join(line.rstrip() for line in body.split("\n"))))


def headings(body: str) -> list[Heading]:
    return [
        Heading(line.number, len(found[1]), found[2], found[3] or "")
        for line in lines(body)
        if not line.is_code and (found := _HEADING.match(line.text))
    ]
