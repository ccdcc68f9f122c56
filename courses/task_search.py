"""Search in the tasks of lessons. They are few and short, so a process keeps their words for as long as the course's
edition stands and looks through them itself: alike on every database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString

from .models import Course, Lesson
from .search import around, highlight, runs_of

LIMIT = 10


@dataclass(frozen=True)
class TaskWords:
    lesson_id: int
    place: int  # in the course
    key: str
    title: str
    words: str


@dataclass(frozen=True)
class TaskHit:
    lesson: Lesson
    key: str
    title: SafeString
    snippet: SafeString

    @property
    def address(self) -> str:
        return f"{self.lesson.get_absolute_url()}#{self.key}"


def find_tasks(text: str) -> list[TaskHit]:
    """The best first, by title, then by how often they say it, in the order of the course; at most LIMIT."""
    runs = runs_of(text)
    if not runs:
        return []
    known = [task for course in Course.objects.values_list("pk", "edition") for task in _tasks(*course)]
    found = [task for task in known if all(run in task.title.lower() or run in task.words.lower() for run in runs)]
    best = sorted(found, key=lambda task: _rank(task, runs))[:LIMIT]
    wanted = Lesson.objects.select_related("stage", "course").defer("document", "parts", "headings", "loaded_text")
    lessons = wanted.in_bulk({task.lesson_id for task in best})
    return [
        TaskHit(lessons[t.lesson_id], t.key, highlight(t.title, runs), highlight(around(t.words, runs), runs))
        for t in best
    ]


def _rank(task: TaskWords, runs: list[str]) -> tuple[int, int, int]:
    in_title = sum(run in task.title.lower() for run in runs)
    return -in_title, -sum(task.words.lower().count(run) for run in runs), task.place


@lru_cache(maxsize=8)
def _tasks(course_pk: int, edition: object) -> tuple[TaskWords, ...]:
    rows = Lesson.objects.filter(course=course_pk).open().in_order().values_list("pk", "document__practice")
    return tuple(_words(rows))


def _words(rows: Any) -> Iterator[TaskWords]:
    for place, (pk, tasks) in enumerate(rows):
        for task in tasks or ():
            texts = (task.get("instructions"), task.get("material"))
            words = " ".join(" ".join(text.split()) for text in texts if text)
            yield TaskWords(pk, place, task["id"], task["title"], words)
