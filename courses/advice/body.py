"""How long a body is, what its sections hold, and whether all that lies beside it is shown."""

import re
from collections.abc import Iterator

from courses import blocks
from courses.body_rules import IMAGE, MARK, text_lines
from courses.document import Source
from courses.problems import Problem
from courses.rules import Around
from courses.shapes import LessonDocument

from . import prose

LENGTHS = {"exercise": (800, 1500), "project": (1200, 3000)}
LENGTH = (1200, 2500)  # of every other kind
PITFALLS = range(3, 7)
EMERGENCIES = frozenset({"120", "110"})  # known to everybody, so printed without an official source

_TABLE_ROW = re.compile(r"^\s*\|")
_HEADING = re.compile(r"^#+ ")
_RULE = re.compile(r"^\s*\|[\s:|-]+$")


def advise(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    lesson = source.document
    least, most = LENGTHS.get(lesson.kind, LENGTH)
    count = prose.han(prose.outside_code(lesson.body))
    if lesson.body and not least <= count <= most:
        yield source.problem(("body",), f"代码块以外有 {count} 个汉字；{lesson.kind} 写 {least} 到 {most} 个")
    yield from _sections(source)
    yield from _marks_in_place(source)
    yield from _unused_files(source, around)
    yield from _hotlines(source, around)
    yield from _terms(source, around)
    yield from _labels(source)


def sections(body: str) -> dict[str, range]:
    """The lines under each second-level heading, by its anchor; the heading itself is the first."""
    starts = [heading for heading in blocks.headings(body) if heading.level == 2]
    ends = [*(heading.number for heading in starts[1:]), body.count("\n") + 1]
    return {heading.anchor: range(heading.number, end) for heading, end in zip(starts, ends, strict=False)}


def _sections(source: Source[LessonDocument]) -> Iterator[Problem]:
    body = source.document.body
    lines = body.split("\n")
    found = sections(body)
    if span := found.get("core-idea"):
        shown = any(_TABLE_ROW.match(lines[number]) or IMAGE.search(lines[number]) for number in span)
        if not shown:
            yield source.problem_in_body(span.start, "核心想法配一张图或一张表")
    if span := found.get("pitfalls"):
        rows = sum(bool(_TABLE_ROW.match(lines[number]) and not _RULE.match(lines[number])) for number in span) - 1
        if rows not in PITFALLS:
            yield source.problem_in_body(span.start, f"常见翻车写成 3 到 6 行的表，现在有 {max(rows, 0)} 行")


def _marks_in_place(source: Source[LessonDocument]) -> Iterator[Problem]:
    body = source.document.body
    found = sections(body)
    last = len(body.split("\n")) - 1
    for number, text in text_lines(body):
        for mark in MARK.finditer(text):
            home = {"practice": "practice", "quiz": "recap"}.get(mark[1])
            if home and number not in found.get(home, range(number, number + 1)):
                yield source.problem_in_body(number, f"{mark[0]} 放进 {{#{home}}} 那一节")
            elif mark[1] == "quiz" and number == last:
                yield source.problem_in_body(number, "[[quiz]] 后面再写一句，引到下一课")


def _unused_files(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    texts = [text for _, text in text_lines(source.document.body)]
    used = {path for text in texts for _, path in IMAGE.findall(text)}
    used |= {path.replace(".svg", ".narrow.svg") for path in used}
    used |= {f"code/{source.document.slug}/{mark[2]}" for text in texts for mark in MARK.finditer(text)}
    for path in sorted(set(around.files) - used):
        how = "用 [[code:…]] 给出来" if path.startswith("code/") else "用 ![…](…) 放进正文"
        yield source.problem(("body",), f"{path} 没有用到；{how}，或删掉")


def _hotlines(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    for number, text in text_lines(source.document.body):
        for mark in MARK.finditer(text):
            if mark[1] == "hotline" and mark[2] in around.unverified - EMERGENCIES:
                yield source.problem_in_body(number, unverified(mark[2]))


def unverified(hotline: str) -> str:
    return f"{hotline} 还没有官方来源；在 hotlines.yaml 里核实，或先从课里拿掉"


def _terms(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    """A word is linked where it is read first; headings and the words of a picture cannot carry a link."""
    lines = [(number, IMAGE.sub("", text)) for number, text in text_lines(source.document.body)]
    for number, text in lines:
        for mark in MARK.finditer(text):
            if mark[1] == "term" and (word := around.terms.get(mark[2])):
                first = _first_line(word, lines, before=(number, mark.start()))
                if first is not None:
                    yield source.problem_in_body(first, f"「{word}」在这里先出现；把 {mark[0]} 挪到这儿来")


def _first_line(word: str, lines: list[tuple[int, str]], *, before: tuple[int, int]) -> int | None:
    line, column = before
    for number, text in lines:
        said = MARK.sub("", text[:column] if number == line else text)
        if word in said and not _HEADING.match(text):
            return number
        if number == line:
            return None
    return None


def _labels(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    if lesson.body and "虚构" not in lesson.body:
        yield source.problem(("body",), "没有写「虚构」；课里编出来的人要标明")
    if "belief" in lesson.safety and "娱乐" not in lesson.body:
        yield source.problem(("body",), "safety 有 belief 时，正文要写明是娱乐")
    for tag, hotline in (("mental", "12356"), ("medical", "120")):
        if tag in lesson.safety and f"[[hotline:{hotline}]]" not in lesson.body:
            yield source.problem(("body",), f"safety 有 {tag} 时，正文要有 [[hotline:{hotline}]]")
