"""The one way to write a document, so that load and export give the same bytes.

Keys in the order of the shapes, nothing empty, two-space indent, prose in `|` blocks; see the
author guide. The text reads back to the same document.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, get_args, get_type_hints

import yaml

from courses.shapes import BLOCK, BODY, FLOW, Document, Glossary, HotlineList, LessonDocument, Task, ToolList

_DIGITS = re.compile(r"[0-9-]+")
_NEEDS_QUOTES = re.compile(r"""[,\[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|.*(?::\s|\s#|:$)""")
# What YAML 1.2 takes for a number and the 1.1 resolver of the library does not.
_NUMBER = re.compile(r"[-+]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d+)?|0o[0-7]+")
_RESOLVER = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"
_AIRED = {"practice", "quiz", "references"}  # of a lesson: a blank line before


def write(document: Document) -> str:
    if isinstance(document, Glossary):
        return "\n\n".join(f"## {term.word} {{#{term.slug}}}\n\n{term.body}" for term in document.terms) + "\n"
    head = "\n".join(_fields(document, 0)) + "\n"
    if isinstance(document, ToolList | HotlineList):
        return head
    body = f"\n{document.body}\n" if document.body else ""
    return f"---\n{head}---\n{body}"


def _fields(value: Any, indent: int) -> Iterator[str]:
    shape: Any = type(value)
    for attribute, key, marks in _plan(shape):
        part = getattr(value, attribute)
        if part is None or part == () or BODY in marks or (part is False and "optional switch" in marks):
            continue
        if key in _AIRED and isinstance(value, LessonDocument):
            yield ""
        yield from _field(key, part, marks, indent)


def _field(key: str, value: Any, marks: frozenset[str], indent: int) -> Iterator[str]:
    space = " " * indent
    if not isinstance(value, tuple) and not is_dataclass(value) and BLOCK not in marks:
        yield f"{space}{key}: {_scalar(value)}"
    elif isinstance(value, str):
        yield f"{space}{key}: |"
        yield from (f"{space}  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    elif not isinstance(value, tuple):
        yield f"{space}{key}:"
        yield from _fields(value, indent + 2)
    elif FLOW in marks:
        yield f"{space}{key}: [{', '.join(_scalar(item, in_flow=True) for item in value)}]"
    else:
        yield f"{space}{key}:"
        yield from _items(value, indent + 2)


def _items(values: tuple[Any, ...], indent: int) -> Iterator[str]:
    space = " " * indent
    for position, item in enumerate(values):
        if position and isinstance(item, Task):
            yield ""
        if is_dataclass(item):
            first, *rest = _fields(item, indent + 2)
            yield f"{space}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield f"{space}- {_scalar(item)}"


def _scalar(value: str | int | bool, *, in_flow: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _DIGITS.fullmatch(value):
        return f'"{value}"'
    if _NEEDS_QUOTES.match(value) or (in_flow and re.search(r"^[-?:]|[,\[\]{}]", value)) or _means_something(value):
        return "'" + value.replace("'", "''") + "'"
    return value


@lru_cache(maxsize=4096)  # short words come again and again: full, half, zero, o1
def _means_something(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value)) or _RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) != _TEXT


@cache
def _plan(shape: Any) -> list[tuple[str, str, frozenset[str]]]:
    """Attribute, key and markers of every field, in order."""
    hints = get_type_hints(shape, include_extras=True)
    plan = []
    for field in fields(shape):
        marks = set(_marks(hints[field.name]))
        if field.default is False:
            marks.add("optional switch")
        plan.append((field.name, "pass" if field.name == "pass_mark" else field.name, frozenset(marks)))
    return plan


def _marks(hint: Any) -> Iterator[str]:
    for part in get_args(hint):
        if part in (BLOCK, FLOW, BODY):
            yield part
        elif not isinstance(part, str):
            yield from _marks(part)
