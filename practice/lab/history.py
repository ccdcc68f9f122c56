"""Everything a learner has practised: nothing is lost, so there must be a place to find it."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from courses.models import Lesson

from ..models import Attempt, HandIn
from .work import with_verdict

PAGE = 30
ATTEMPTS, HAND_INS, PASSED = "attempts", "hand-ins", "passed"
SHOWS = (ATTEMPTS, HAND_INS, PASSED)


class Entry(NamedTuple):
    row: Attempt | HandIn
    task_title: str


class Group(NamedTuple):
    """What was done one after the other in the same lesson."""

    lesson: Lesson
    entries: list[Entry]


def shown(user, *, show: str, lesson_key: str, number: str) -> Page:
    """A page of rows, newest first."""
    rows = _rows(user, show)
    if lesson_key:
        rows = rows.filter(exercise__lesson__key=lesson_key)
    return Paginator(rows, PAGE).get_page(number)


def groups(rows: Iterable[Attempt | HandIn]) -> list[Group]:
    """The lessons are fetched once each: a document is too large to come along with every row."""
    rows = list(rows)
    lessons = Lesson.objects.select_related("stage", "course").in_bulk({row.exercise.lesson_id for row in rows})
    found = []
    for lesson_id, together in groupby(rows, key=lambda row: row.exercise.lesson_id):
        titles = {task["id"]: task["title"] for task in lessons[lesson_id].document.get("practice") or ()}
        entries = [Entry(row, titles.get(row.exercise.key, row.exercise.key)) for row in together]
        found.append(Group(lessons[lesson_id], entries))
    return found


def lessons_of(user) -> QuerySet[Lesson]:
    """Lessons in which this learner has left anything."""
    mine = Attempt.objects.of(user).values("exercise__lesson").union(HandIn.objects.of(user).values("exercise__lesson"))
    return Lesson.objects.filter(pk__in=mine).only("key", "title").order_by("stage__number", "order")


def _rows(user, show: str) -> QuerySet:
    if show == ATTEMPTS:
        return Attempt.objects.of(user).select_related("call", "exercise").defer("call__text").order_by("-pk")
    hand_ins = with_verdict(HandIn.objects.of(user)).select_related("exercise").order_by("-pk")
    return hand_ins.filter(verdict_is_passed=True) if show == PASSED else hand_ins
