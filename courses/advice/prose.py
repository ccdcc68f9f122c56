"""The words of a lesson: how many there are, and where each piece of prose stands."""

import re
from collections.abc import Iterator

from courses import blocks, gates
from courses.shapes import LessonDocument, QuizQuestion, Task
from courses.strict_yaml import Place

Prose = tuple[Place, str]

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]|[A-Za-z0-9]+")

_QUOTED = re.compile("「[^」\n]*」|『[^』\n]*』|“[^”\n]*”|《[^》\n]*》")


def han(text: str) -> int:
    return len(_HAN.findall(text))


def words(text: str) -> int:
    """字数: a Han character counts as one, and so does a number or a word in Latin letters."""
    return len(_WORD.findall(text))


def unquoted(text: str) -> str:
    """What stands in quotation marks is held up, not said."""
    return _QUOTED.sub("", text)


def outside_code(body: str) -> str:
    return "\n".join(line.text for line in blocks.lines(body) if not line.is_code)


def told(lesson: LessonDocument) -> Iterator[Prose]:
    """What the lesson says in its own voice. Weak prompts, material and bad examples are shown, not said."""
    yield ("title",), lesson.title
    yield ("summary",), lesson.summary
    for position, objective in enumerate(lesson.objectives):
        yield ("objectives", position, "text"), objective.text
    for position, task in enumerate(lesson.practice):
        for place, text in [*taught(task), *_held_up(task)]:
            yield ("practice", position, *place), text
    for position, question in enumerate(lesson.quiz):
        for place, text in [*asked(question), *explained(question)]:
            yield ("quiz", position, *place), text


def taught(task: Task) -> Iterator[Prose]:
    yield ("instructions",), task.instructions
    for position, hint in enumerate(task.hints):
        yield ("hints", position), hint


def asked(question: QuizQuestion) -> Iterator[Prose]:
    yield ("question",), question.question
    for position, option in enumerate(question.options):
        yield ("options", position, "text"), option.text


def explained(question: QuizQuestion) -> Iterator[Prose]:
    for position, option in enumerate(question.options):
        yield ("options", position, "why"), option.why
    yield ("explanation",), question.explanation


def _held_up(task: Task) -> Iterator[Prose]:
    yield ("title",), task.title
    for position, goal in enumerate(task.goals):
        yield ("goals", position, "text"), goal.text
    for position, row in enumerate(task.rubric):
        for name in ("criterion", "full", "half", "zero"):
            yield ("rubric", position, name), getattr(row, name)
    for name in ("self_check", "good_because"):
        for position, line in enumerate(getattr(task, name)):
            yield (name, position), line
    yield ("good_example",), gates.learners_words(task.good_example or "")
    yield ("sample_reply",), task.sample_reply or ""
