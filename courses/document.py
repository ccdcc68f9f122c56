"""Text ↔ document. No database, no files: a text goes in, a frozen dataclass comes out, and back.

Every reader returns a `Source` or raises DocumentError with all problems at once. What the files
of a course must be to each other is in `courses.rules`; how they are written is in `courses.canonical`.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from courses import blocks, shapes, strict_yaml
from courses.problems import DocumentError, Problem
from courses.shapes import CourseDocument, Glossary, HotlineList, LessonDocument, StageDocument, ToolList

MAX_BYTES = 200_000
D = TypeVar("D", bound=shapes.Document)

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_TERM = re.compile(r"## (?P<word>.+?) \{#(?P<slug>[^}]*)\}")
_IDENTITIES = ("id", "number", "slug", "name")


@dataclass(frozen=True)
class Source(Generic[D]):
    """A document and where its fields stand. Without a file, `path` names it and lines are 0."""

    path: str
    document: D
    lines: Mapping[strict_yaml.Place, int]
    body_line: int = 0  # the line of the body's first line

    def problem(self, place: strict_yaml.Place, mend: str) -> Problem:
        return Problem(self.path, _line_at(self.lines, place), name_of(place, self.document), mend)

    def problem_in_body(self, number: int, mend: str) -> Problem:
        """`number` counts the lines of the body from 0."""
        return Problem(self.path, self.body_line + number if self.body_line else 0, "body", mend)


def decode(raw: bytes, *, path: str) -> str:
    """The text of a file: UTF-8, LF, of bounded size, without invisible characters."""
    if len(raw) > MAX_BYTES:
        raise DocumentError([too_big(path, len(raw))])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError([Problem(path, line, "", "不是 UTF-8 编码；用 UTF-8（不带 BOM）另存")]) from None
    problems = [Problem(path, number, "", mend) for number, mend in _bad_characters(text)]
    if problems:
        raise DocumentError(problems)
    return text


def too_big(path: str, size: int) -> Problem:
    return Problem(path, 0, "", f"文件有 {size // 1000} KB，最多 {MAX_BYTES // 1000} KB；拆开或删短")


def read_lesson(text: str, *, path: str = "") -> Source[LessonDocument]:
    return _read_page(LessonDocument, text, path)


def read_course(text: str, *, path: str = "") -> Source[CourseDocument]:
    return _read_page(CourseDocument, text, path)


def read_stage(text: str, *, path: str = "") -> Source[StageDocument]:
    return _read_page(StageDocument, text, path)


def read_tools(text: str, *, path: str = "") -> Source[ToolList]:
    tree = strict_yaml.read(text, path=path)
    return Source(path, _build(ToolList, tree, path), tree.lines)


def read_hotlines(text: str, *, path: str = "") -> Source[HotlineList]:
    tree = strict_yaml.read(text, path=path)
    return Source(path, _build(HotlineList, tree, path), tree.lines)


def read_glossary(text: str, *, path: str = "") -> Source[Glossary]:
    tree = _terms(text, path)
    return Source(path, _build(Glossary, tree, path), tree.lines)


def from_json(shape: type[D], data: Any, *, path: str = "") -> D:
    """A document from `to_json` or from a form. Raises DocumentError; its problems have line 0."""
    tree = strict_yaml.Tree(data=data)
    return _build(shape, tree, path)


def to_json(document: Any) -> Any:
    """Plain JSON: every field of the shape under the guide's name; what is not written is None, false or []."""
    shape: Any = type(document)
    return _adapter(shape).dump_python(document, mode="json", by_alias=True)


def name_of(place: strict_yaml.Place, document: Any) -> str:
    """("practice", 0, "rubric", 2, "full") → "practice.p1.rubric.r3.full"."""
    names: list[str] = []
    for part in place:
        document = _step(document, part)
        names.append(_identity(document) or str(part + 1) if isinstance(part, int) else part)
    return ".".join(names)


def _bad_characters(text: str) -> Iterator[tuple[int, str]]:
    if "\r" in text:
        yield text.count("\n", 0, text.index("\r")) + 1, "行尾要用 LF，这里有 CR；在编辑器里改成 Unix 换行"
    for number, line in enumerate(text.split("\n"), start=1):
        found = _INVISIBLE.search(line.replace("\r", ""))
        if found:
            yield number, f"有看不见的字符 U+{ord(found[0]):04X}，请删掉"


def _read_page(shape: type[D], text: str, path: str) -> Source[D]:
    """Front matter between two lines of ---, then the body."""
    head, closed, rest = text.removeprefix("---\n").partition("\n---\n")
    if not closed and text.endswith("\n---"):
        head, closed = text.removeprefix("---\n").removesuffix("\n---"), "at the end"
    if not text.startswith("---\n") or not closed:
        mend = "文件要以一行 --- 开头，字段写完再来一行 ---，后面才是正文"
        raise DocumentError([Problem(path, 1, "", mend)])
    tree = strict_yaml.read(f"{head}\n", path=path, first_line=2)
    body = rest.lstrip("\n")
    body_line = 4 + head.count("\n") + len(rest) - len(body)
    if isinstance(tree.data, dict):
        if "body" in tree.data:
            tree.problems.append(Problem(path, tree.lines["body",], "body", "正文写在第二行 --- 后面，不写成字段"))
        tree.data["body"] = blocks.tidy(body)
    return Source(path, _build(shape, tree, path), tree.lines, body_line)


def _terms(text: str, path: str) -> strict_yaml.Tree:
    """`## 词 {#slug}`, an empty line, one paragraph, and so on."""
    tree = strict_yaml.Tree(data={"terms": []})
    waiting: dict[str, str] | None = None
    number = 1
    for paragraph in text.split("\n\n"):
        line = number + len(paragraph) - len(paragraph.lstrip("\n"))
        number += paragraph.count("\n") + 2
        words = paragraph.strip()
        found = _TERM.fullmatch(words)
        if found:
            waiting = {**found.groupdict(), "body": ""}
            place: strict_yaml.Place = ("terms", len(tree.data["terms"]))
            tree.lines |= {place: line, (*place, "body"): line + 2}
            tree.data["terms"].append(waiting)
        elif words and waiting is not None and not waiting["body"] and not words.startswith("#"):
            waiting["body"] = words
        elif words:
            tree.problems.append(
                Problem(path, line, "terms", "每个词写一行「## 词 {#slug}」，空一行，再写一段不换行的解释")
            )
    return tree


def _build(shape: type[D], tree: strict_yaml.Tree, path: str) -> D:
    problems = list(tree.problems)
    document: D | None = None
    adapter: Any = shape
    try:
        document = _adapter(adapter).validate_python(tree.data)
    except ValidationError as error:
        if isinstance(tree.data, dict):
            problems += [_explain(mistake, tree, path) for mistake in error.errors(include_url=False)]
    problems += [
        Problem(path, _line_at(tree.lines, place), name_of(place, tree.data), "这个编号用了两次；编号不能重复")
        for place in _repeated(tree.data)
    ]
    if problems or document is None:
        raise DocumentError(problems)
    return document


def _explain(mistake: Any, tree: strict_yaml.Tree, path: str) -> Problem:
    place = tuple(part for part in mistake["loc"] if not str(part).startswith("<"))
    mend = _mend(mistake, str(place[-1]) if place else "")
    return Problem(path, _line_at(tree.lines, place), name_of(place, tree.data), mend)


def _mend(mistake: Any, field: str) -> str:
    limits = mistake.get("ctx") or {}
    match mistake["type"]:
        case "missing":
            return "缺少这个字段，请补上"
        case "unexpected_keyword_argument":
            near = difflib.get_close_matches(field, _known_fields(), n=1)
            return f"没有这个字段，是不是 {near[0]}？" if near else "没有这个字段，请删掉"
        case "literal_error":
            return f"只能写 {limits['expected'].replace(' or ', ', ')}"
        case "string_too_short" | "too_short":
            return "是空的；写上内容，或者删掉这个字段"
        case "string_too_long":
            return f"太长，最多 {limits['max_length']} 个字符，现在有 {len(mistake['input'])} 个"
        case "greater_than_equal":
            return f"至少是 {limits['ge']}"
        case "less_than_equal":
            return f"最多是 {limits['le']}"
        case "string_type":
            return "要写成一段文字"
        case "tuple_type":
            return "要写成列表：每项一行，以「- 」开头"
        case "dataclass_type":
            return "要写成一组「字段: 值」"
        case _:
            return str(mistake["msg"])


def _line_at(lines: Mapping[strict_yaml.Place, int], place: strict_yaml.Place) -> int:
    """The line of the place, or of what it stands in when it is missing."""
    for end in range(len(place), -1, -1):
        if place[:end] in lines:
            return lines[place[:end]]
    return 0


def _step(value: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return value[part] if isinstance(value, list | tuple) and part < len(value) else None
    if isinstance(value, dict):
        return value.get(part)
    return getattr(value, "pass_mark" if part == "pass" else part, None)


def _identity(value: Any) -> str | None:
    for name in _IDENTITIES:
        found = _step(value, name) if isinstance(value, dict) or is_dataclass(value) else None
        if isinstance(found, str):
            return str(found)
    return None


def _repeated(value: Any, at: strict_yaml.Place = ()) -> Iterator[strict_yaml.Place]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _repeated(part, (*at, key))
    elif isinstance(value, list | tuple):
        seen: set[str] = set()
        for index, item in enumerate(value):
            if isinstance(item, str):
                continue
            identity = _identity(item)
            if identity is not None and identity in seen:
                yield (*at, index)
            seen.add(identity or "")
            yield from _repeated(item, (*at, index))


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


@cache
def _known_fields() -> list[str]:
    ours = [shape for shape in vars(shapes).values() if getattr(shape, "__module__", "") == shapes.__name__]
    names = {field.name for shape in ours if is_dataclass(shape) for field in fields(shape)}
    return sorted(names - {"pass_mark", "body"} | {"pass"})
