"""What the tasks of a lesson should be beyond their shape."""

from collections.abc import Iterator

from courses import gates
from courses.document import Source
from courses.problems import Problem
from courses.rules import Around
from courses.shapes import Example, LessonDocument, Task
from courses.strict_yaml import Place
from courses.task_rules import PHONE

from .body import EMERGENCIES, unverified

_MODE_OF_KIND = {"role-play": "role-play", "tool": "checklist"}


def advise(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    lesson = source.document
    mode = _MODE_OF_KIND.get(lesson.kind)
    if mode and all(task.mode != mode for task in lesson.practice):
        yield source.problem(("practice",), f"kind 是 {lesson.kind} 的课要有一个 mode: {mode} 的练习")
    for position, task in enumerate(lesson.practice):
        for place, mend in _findings(task, lesson, around):
            yield source.problem(("practice", position, *place), mend)


def _findings(task: Task, lesson: LessonDocument, around: Around) -> Iterator[tuple[Place, str]]:
    if task.lazy_example and task.good_example and _bare(task.lazy_example) == _bare(task.good_example):
        yield ("lazy_example",), "和 good_example 写得一样；写一份真会有人交、过不了的"
    if "mental" in lesson.safety and task.system and "12356" not in task.system:
        yield ("system",), "safety 有 mental 时，system 要写停下来的规则和 12356"
    for number in PHONE.findall(task.system or ""):
        if number.strip() in around.unverified - EMERGENCIES:
            yield ("system",), unverified(number.strip())


def _bare(example: Example) -> str:
    return "".join(gates.learners_words(example).split())
