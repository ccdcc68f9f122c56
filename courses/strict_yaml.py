"""The part of YAML that our files use, read with line numbers and without surprises.

A YAML library guesses: `2026-11-22` becomes a date, `no` a boolean, `012` an octal number, and
comments vanish. Here every value stays the text that stands in the file; the shapes of
`courses.shapes` decide what is a number. Aliases, tags, directives and comments are refused,
because no writer could give them back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from courses.problems import Problem

MAX_DEPTH = 12
_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_BLOCK_HEADER = re.compile(r"[|>][^\n#]*#")

Place = tuple[str | int, ...]


class Plain(str):
    """A value written without quotes: the only kind that may be read as a number or a switch."""

    __slots__ = ()


@dataclass
class Tree:
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


class _TooDeep(Exception):
    pass


def read(text: str, *, path: str, first_line: int = 1) -> Tree:
    """Read one mapping; whatever is wrong stands in `problems`, and then `data` is not to be trusted."""
    reader = _Reader(text, path, first_line)
    try:
        reader.read()
    except yaml.MarkedYAMLError as error:
        # A quote left open is found at the end of the file; its author looks where it began.
        at_end = "end of stream" in (error.problem or "")
        mark = error.context_mark if at_end and error.context_mark else error.problem_mark
        reader.complain(
            mark.line if mark else 0, f"YAML 在这里读不下去（{error.problem}）；检查缩进、引号和冒号后的空格"
        )
    except yaml.YAMLError as error:
        reader.complain(0, f"YAML 读不懂：{error}")
    except _TooDeep:
        pass
    return reader.tree


class _Reader:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self.tree = Tree()
        self.events: Iterator[Any] = iter(())
        self.seen_to = 0  # index of the first character not yet searched for comments

    def complain(self, line: int, mend: str, at: Place = ()) -> None:
        name = ".".join(str(part) for part in at)
        self.tree.problems.append(Problem(self.path, self.first_line + line, name, mend))

    def read(self) -> None:
        # Straight from the parser: the library's own loop around it costs half as much again.
        self.events = iter(_LOADER(self.text).get_event, None)
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.explicit or event.version or event.tags:
                    self.complain(_line_of(event), "这里只能有一份 YAML，去掉 --- 和 % 开头的行")
            elif isinstance(event, yaml.NodeEvent):
                self.tree.lines[()] = self.first_line + _line_of(event)
                self.tree.data = self._value(event, (), 1)
        self._look_for_comments(len(self.text))
        if not isinstance(self.tree.data, dict):
            self.complain(0, "要写成一行一个「字段: 值」")

    def _value(self, event: Any, at: Place, depth: int) -> Any:
        if event.anchor or type(event) is yaml.AliasEvent:
            self.complain(_line_of(event), "不用 & 和 *（锚点、引用），把内容照写一遍", at)
            if type(event) is yaml.AliasEvent:
                return ""
        if event.tag:
            self.complain(_line_of(event), "不用 ! 开头的标签；文字里有 ! 就加单引号", at)
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event)
        if depth > MAX_DEPTH:
            self.complain(_line_of(event), f"嵌套太深，最多 {MAX_DEPTH} 层", at)
            raise _TooDeep
        return self._sequence(at, depth) if type(event) is yaml.SequenceStartEvent else self._mapping(at, depth)

    def _scalar(self, event: Any) -> str:
        self._look_for_comments(event.start_mark.index)
        self.seen_to = event.end_mark.index
        if event.style in ("|", ">") and _BLOCK_HEADER.match(self.text, event.start_mark.index):
            self._refuse_comment(event.start_mark.line)
        return event.value if event.style else Plain(event.value)

    def _sequence(self, at: Place, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            place = (*at, len(items))
            self.tree.lines[place] = self.first_line + event.start_mark.line
            items.append(self._value(event, place, depth + 1))
        return items

    def _mapping(self, at: Place, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = str(self._value(event, at, depth + 1))
            place, line = (*at, key), event.start_mark.line
            if type(event) is not yaml.ScalarEvent:
                self.complain(line, "字段名要是一个词", at)
            elif key in found:
                self.complain(line, "这个字段写了两次，留下一个", place)
            self.tree.lines.setdefault(place, self.first_line + line)
            found[key] = self._value(next(self.events), place, depth + 1)
        return found

    def _look_for_comments(self, end: int) -> None:
        if "#" in self.text[self.seen_to : end]:
            line = self.text.count("\n", 0, self.seen_to)
            for number, piece in enumerate(self.text[self.seen_to : end].split("\n"), start=line):
                if "#" in piece:
                    self._refuse_comment(number)
        self.seen_to = end

    def _refuse_comment(self, line: int) -> None:
        self.complain(line, "YAML 注释存不住，请删掉；文字里有 # 就加单引号")
