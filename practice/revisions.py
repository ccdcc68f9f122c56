"""The words of a task, as they stand in one revision of its lesson.

Work is judged and shown by the words it was made for, whatever is published meanwhile. What is published now lies
ready in `Lesson.document`; an older revision is read from its text, once in a process.
"""

from functools import lru_cache
from typing import Any

from courses import document
from courses.models import Exercise, LessonRevision
from courses.problems import DocumentError

KEPT = 256  # revisions, with about 10 kB of tasks each


class TaskGone(LookupError):
    """That revision of the lesson does not have this task, or is written in a way nobody reads any more."""


def task_of(exercise: Exercise, *, revision: int | None = None) -> dict[str, Any]:
    """In the revision with this pk; in what is published where none is named. Raises TaskGone."""
    lesson = exercise.lesson
    is_published = revision is None or revision == lesson.published_id
    tasks = (lesson.document.get("practice") or ()) if is_published else _tasks_in(revision)
    for task in tasks:
        if task["id"] == exercise.key:
            return task
    raise TaskGone(str(exercise))


def forget() -> None:
    _tasks_in.cache_clear()


@lru_cache(maxsize=KEPT)
def _tasks_in(revision: int) -> tuple[dict[str, Any], ...]:
    text = LessonRevision.objects.values_list("text", flat=True).get(pk=revision)
    try:
        return tuple(document.to_json(document.read_lesson(text).document)["practice"])
    except DocumentError:
        return ()
