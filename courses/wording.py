"""What a lesson says to its reader: the words whose change is worth a notice, without what only a machine reads.

Minutes, days, dates of review, tools and hints may change without anybody having to read again.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from .plain_text import blocks_of

_REFERENCE = re.compile(r"\[\[ref:[^\[\]]*\]\]")


def fingerprint(document: Mapping[str, Any]) -> str:
    """The same for two documents (as JSON) that say the same."""
    body = " ".join(_REFERENCE.sub("", document.get("body") or "").split())
    words = [*_head(document), body, *_tasks(document), *_quiz(document)]
    return sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()[:16]


def paragraphs(document: Mapping[str, Any], parts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The same words in reading order, the body as it is drawn (`Lesson.parts`)."""
    body = [block.text for block in blocks_of(parts)]
    return [*_head(document), *body, *_tasks(document), *_quiz(document)]


def _head(document: Mapping[str, Any]) -> Iterator[str]:
    yield document["title"]
    yield document["summary"]
    for objective in document.get("objectives") or ():
        yield objective["text"]


def _tasks(document: Mapping[str, Any]) -> Iterator[str]:
    for task in document.get("practice") or ():
        yield task["title"]
        for name in ("instructions", "material", "starter"):
            yield from _lines(task.get(name))
        for side in ("a", "b"):
            yield from _lines((task.get("starters") or {}).get(side))
        for goal in task.get("goals") or ():
            yield goal["text"]
        for criterion in task.get("rubric") or ():
            yield f"{criterion['criterion']}：{criterion['full']}"
        yield from task.get("self_check") or ()


def _quiz(document: Mapping[str, Any]) -> Iterator[str]:
    """Questions and options; not which is right, for the reader may not have answered yet."""
    for question in document.get("quiz") or ():
        yield question["question"]
        for option in question.get("options") or ():
            yield option["text"]


def _lines(text: str | None) -> Iterator[str]:
    return (" ".join(line.split()) for line in (text or "").splitlines() if line.strip())
