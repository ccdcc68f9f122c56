"""Lengths, minutes, references and the tags of a sensitive lesson."""

import math
import re
from collections.abc import Iterator
from datetime import date, timedelta

from courses.body_rules import MARK, text_lines
from courses.document import Source
from courses.problems import Problem
from courses.shapes import LessonDocument

from . import prose

LONGEST_TITLE = 30
SUMMARY = range(40, 81)
HAN_A_MINUTE = 300
SPARE_MINUTES = 5  # for scripts and tables, which are read slower than text
HIGH = {"mental", "medical", "legal", "money"}

_CHECKABLE = re.compile(r"(?:19|20)\d\d ?年|有研究|研究者|论文|官方")


def advise(source: Source[LessonDocument]) -> Iterator[Problem]:
    yield from _lengths(source)
    yield from _minutes(source)
    yield from _fallbacks(source)
    yield from _references(source)
    yield from _tags(source)


def _lengths(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    if prose.words(lesson.title) > LONGEST_TITLE:
        yield source.problem(("title",), f"有 {prose.words(lesson.title)} 字，最多 {LONGEST_TITLE} 字；删短")
    if prose.words(lesson.summary) not in SUMMARY:
        yield source.problem(("summary",), f"有 {prose.words(lesson.summary)} 字；写成 40 到 80 字的一句话")


def _minutes(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    # Of a project, only the first sitting counts, and no field says how long that is.
    if lesson.minutes is None or lesson.kind == "project":
        return
    reading = prose.han(prose.outside_code(lesson.body)) / HAN_A_MINUTE
    tasks = sum(task.minutes or 0 for task in lesson.practice if not task.optional)
    honest = math.ceil((reading + tasks + len(lesson.quiz)) / 5) * 5
    if not honest <= lesson.minutes <= honest + SPARE_MINUTES:
        sums = f"阅读 {reading:.0f}，必做练习 {tasks}，小测 {len(lesson.quiz)}"
        yield source.problem(
            ("minutes",), f"写的是 {lesson.minutes}，照算是 {honest}（{sums}，进到 5）；改分钟数或篇幅"
        )


def _fallbacks(source: Source[LessonDocument]) -> Iterator[Problem]:
    for position, tool in enumerate(source.document.tools):
        if tool.need == "required" and not tool.fallback:
            yield source.problem(("tools", position), "必需的工具要写 fallback：没有它怎么过这一课")


def _references(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    cited = {mark[2] for _, text in text_lines(lesson.body) for mark in MARK.finditer(text) if mark[1] == "ref"}
    for position, reference in enumerate(lesson.references):
        place = ("references", position)
        if reference.id not in cited:
            yield source.problem(place, f"正文没有用到 [[ref:{reference.id}]]；在它支持的那句话后引用，或删掉它")
        if reference.published > reference.checked[: len(reference.published)]:
            yield source.problem((*place, "published"), "发布日期比核对日期还晚；改正其中一个")
        if _is_stale(lesson, reference.checked):
            yield source.problem((*place, "checked"), "上次审读时这条已经过了复查期；重新核对，改日期")
    if not lesson.references:
        for number, text in text_lines(lesson.body):
            if found := _CHECKABLE.search(text):
                yield source.problem_in_body(number, f"「{found[0]}」像是可以核对的事实，references 却是空的；写出处")
                return


def _is_stale(lesson: LessonDocument, checked: str) -> bool:
    if lesson.last_reviewed is None or lesson.review_every_days is None:
        return False
    oldest = date.fromisoformat(lesson.last_reviewed) - timedelta(days=lesson.review_every_days)
    return date.fromisoformat(checked) < oldest


def _tags(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    grave = sorted(HIGH.intersection(lesson.safety))
    if grave and lesson.sensitivity != "high":
        yield source.problem(("sensitivity",), f"safety 里有 {'、'.join(grave)} 时写 high")
    if lesson.sensitivity == "care" and not lesson.safety:
        yield source.problem(("safety",), "sensitivity 是 care 时要写明是哪一类")
    if lesson.sensitivity == "none" and lesson.safety:
        yield source.problem(("sensitivity",), f"safety 写了 {'、'.join(lesson.safety)}，这里至少是 care")
