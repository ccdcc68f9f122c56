"""The lessons of a stage in an order: dragged, or moved one up or down."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses import document, services
from courses.models import Stage
from courses.shapes import LessonDocument


@transaction.atomic
def reorder(*, stage: Stage, ids: Sequence[str], by: User) -> None:
    """Publish the lessons whose place changes. Raises ValueError or DocumentError; then nothing has changed."""
    rows = {row.key: row for row in stage.lessons.select_for_update(of=("self",)).select_related("published")}
    lessons = [document.read_lesson(row.published.text).document for row in rows.values() if row.published]
    moved = reordered(lessons, ids)
    # The rules ask what comes before what, so every lesson is at its new place before the first is judged.
    for lesson in moved:
        stage.lessons.filter(key=lesson.id).update(order=lesson.order)
    for lesson in moved:
        services.publish(lesson=rows[lesson.id], document=lesson, by=by, why=_("调整次序"))


def reordered(lessons: Sequence[LessonDocument], ids: Sequence[str]) -> list[LessonDocument]:
    """The lessons whose place changes when they stand in the order of `ids`.

    Places stay, lessons move: each place keeps its position and its day, so days never run backwards.
    Raises ValueError when `ids` are not the ids of the lessons.
    """
    by_id = {lesson.id: lesson for lesson in lessons}
    if sorted(ids) != sorted(by_id):
        raise ValueError("these are not the lessons of the stage")
    places = sorted((lesson.order, lesson.day) for lesson in lessons)
    moved = [replace(by_id[key], order=order, day=day) for key, (order, day) in zip(ids, places, strict=True)]
    return [lesson for lesson in moved if lesson != by_id[lesson.id]]


def moved_by(ids: Sequence[str], key: str, step: int) -> list[str]:
    """The ids with `key` one further up (-1) or down (+1); at an end it stays."""
    order = list(ids)
    here = order.index(key)
    there = min(max(here + step, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return order
