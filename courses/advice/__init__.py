"""What the author guide asks of a ready lesson and a machine can only suspect to be missing.

Nothing here refuses a lesson, so nothing here is read when a course is loaded: these warnings are for
the person who writes, from `load_course --check` and in the preview. What is certain is in `courses.rules`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from courses.document import Source
from courses.folder import Folder
from courses.problems import Problem
from courses.rules import Around, around
from courses.shapes import LessonDocument

from . import body, fields, pictures, quiz, tasks, together, wording


def of_folder(folder: Folder) -> list[Problem]:
    """Every lesson by itself, the drawings, and what only shows when the lessons lie side by side."""
    ready = tuple(source for source in folder.lessons if source.document.status != "draft")
    drafts = tuple(source for source in folder.lessons if source.document.status == "draft")
    found = [problem for source in ready for problem in of_lesson(source, around(folder, source.document))]
    found += _warnings(pictures.advise(folder.files))
    found += _warnings(together.advise(ready, drafts=drafts))
    return sorted(found, key=lambda problem: (problem.path, problem.line))


def of_lesson(source: Source[LessonDocument], around: Around) -> list[Problem]:
    if source.document.status == "draft":
        return []
    return _warnings(_of_lesson(source, around))


def _of_lesson(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    yield from fields.advise(source)
    yield from body.advise(source, around)
    yield from tasks.advise(source, around)
    yield from quiz.advise(source)
    yield from wording.advise(source)


def _warnings(problems: Iterable[Problem]) -> list[Problem]:
    return [replace(problem, level="warning") for problem in problems]
