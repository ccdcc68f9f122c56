"""What a course says, kept by every process for as long as the course says it.

Readers outnumber changes by thousands. So a page asks which edition of the course stands, one small
question, and what is the same for everybody in that edition is read from the database once.
`courses.services` begin a new edition with every change that a page could show.

What is kept here is shared by all requests of a process: read it, never change it.
"""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from .models import Course, Lesson, Stage, Tool
from .pieces import exercises_of

# What a plan must know of a lesson. The texts beside these columns are long: SQLite reads past them row by row.
_PLANNED = (
    "pk", "key", "title", "slug", "day", "minutes", "kind", "status", "withdrawn_at", "course__slug",
    "published__wording", "stage__number", "stage__days", "stage__has_floor", "stage__title",
)  # fmt: skip

# By course and slug; only lessons that exist get in, so it never outgrows the course (about 0.2 MB a lesson).
_lessons: dict[tuple[str, str], Lesson] = {}


@dataclass(frozen=True)
class StageLength:
    number: int
    title: str
    days: int


@dataclass(frozen=True)
class Outline:
    """The course, its stages in order, every lesson, and those of them that are open to learners (by pk)."""

    course: Course
    stages: tuple[StageLength, ...]
    lessons: frozenset[int]
    open_lessons: frozenset[int]


def begin(*, course_pk: int) -> None:
    """Inside the transaction of the change, so that nobody sees one without the other."""
    Course.objects.filter(pk=course_pk).update(edition=uuid.uuid4())


def lesson_in(course: str, slug: str) -> Lesson:
    """With its course, stage, exercises, questions, `tools` and its open neighbours `previous` and `next`.

    Raises Lesson.DoesNotExist.
    """
    kept = _lessons.get((course, slug))
    if kept is None or kept.course.edition != _edition_of(course):
        kept = _lessons[course, slug] = _read(course, slug)
    return kept


@lru_cache(maxsize=8)
def outline(course_pk: int, edition: uuid.UUID | str) -> Outline:
    rows = list(
        Stage.objects.filter(course=course_pk)
        .select_related("course")
        .defer("body", "html", "course__body", "course__html", "course__loaded")
        .annotate(lesson=F("lessons"), status=F("lessons__status"), withdrawn_at=F("lessons__withdrawn_at"))
    )
    lessons = [row for row in rows if row.lesson]  # type: ignore[attr-defined]
    return Outline(
        course=rows[0].course if rows else Course.objects.get(pk=course_pk),
        stages=tuple(dict.fromkeys(StageLength(row.number, row.title, row.days) for row in rows)),
        lessons=frozenset(row.lesson for row in lessons),
        open_lessons=frozenset(row.lesson for row in lessons if row.status in Lesson.OPEN and not row.withdrawn_at),
    )


@lru_cache(maxsize=8)
def syllabus(course_pk: int, edition: uuid.UUID | str) -> tuple[dict[str, Any], ...]:
    """Every lesson in course order, withdrawn ones too, as a plan sees it: a row of the columns it needs."""
    lessons = Lesson.objects.filter(course=course_pk).in_order()
    return tuple(lessons.values(*_PLANNED))


def _edition_of(course: str) -> uuid.UUID | None:
    # Asked for by every page, so in words of its own: building a query takes Django ten times as long as asking it.
    found = Course.objects.raw("SELECT id, edition FROM courses_course WHERE slug = %s", [course])
    return next((course.edition for course in found), None)


def _read(course: str, slug: str) -> Lesson:
    lesson = _with_neighbours().get(course__slug=course, slug=slug)
    lesson.stage.course = lesson.course  # the same row: no need to ask for it again
    lesson.tools = _tools_of(lesson)  # type: ignore[attr-defined]
    exercises_of(lesson)
    return lesson


def _with_neighbours() -> QuerySet[Lesson]:
    """Lessons with the open lessons before and after them, in the one query."""
    open_ones = Lesson.objects.open().filter(course=OuterRef("course_id"))
    stage, order = OuterRef("stage__number"), OuterRef("order")
    before = open_ones.filter(Q(stage__number__lt=stage) | Q(stage__number=stage, order__lt=order))
    after = open_ones.filter(Q(stage__number__gt=stage) | Q(stage__number=stage, order__gt=order))
    card = JSONObject(slug="slug", title="title", stage=F("stage__number"), order="order")
    return (
        Lesson.objects.select_related("stage", "course", "published")
        .defer("loaded_text", "published__text", "stage__body", "stage__html", "course__body", "course__html")
        .annotate(
            previous=Subquery(before.order_by("-stage__number", "-order").values_list(card)[:1]),
            next=Subquery(after.order_by("stage__number", "order").values_list(card)[:1]),
        )
    )


def _tools_of(lesson: Lesson) -> list[dict[str, object]]:
    """What the lesson needs, each with its status and the date somebody looked."""
    named = lesson.document.get("tools") or []
    if not named:
        return []
    rows = {tool.key: tool for tool in Tool.objects.filter(course=lesson.course_id)}
    return [
        {**entry, "row": rows[entry["id"]], "replacement": rows.get(rows[entry["id"]].replacement)}
        for entry in named
        if entry["id"] in rows
    ]
