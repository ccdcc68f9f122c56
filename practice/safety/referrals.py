"""Who can help when a text rings: the card above an answer, and the same for a program."""

from collections.abc import Iterable, Sequence
from typing import Any

from courses.models import Course, Exercise, Hotline, Lesson

from . import red_flags
from .red_flags import Theme

_AUTHORS = ("instructions", "material", "system", "starter", "lazy_example", "good_example")


def themes_of(texts: Iterable[str], *, lesson: Lesson) -> list[Theme]:
    """What these texts ring for, read as work on any task of their lesson."""
    document = lesson.document
    given = "\n".join(_words_of_the_tasks(document.get("practice") or ()))
    rung = {theme.key for text in texts for theme in red_flags.in_text(text, safety=_safety(document), given=given)}
    return [theme for theme in red_flags.THEMES if theme.key in rung]


def hotlines_for(themes: Sequence[Theme], *, course: Course) -> list[Hotline]:
    """Only numbers with an official source, in the order in which they should be called."""
    wanted = list(dict.fromkeys(number for theme in themes for number in theme.hotlines))
    found = {row.number: row for row in course.hotlines.filter(number__in=wanted, verified=True)}
    return [found[number] for number in wanted if number in found]


def as_json(text: str, *, exercise: Exercise) -> list[dict[str, Any]]:
    """[{"theme", "first_step", "hotlines": [{"number", "name", "purpose", "checked"}, …]}, …]; empty when calm."""
    themes = themes_of([text], lesson=exercise.lesson)
    if not themes:
        return []
    rows = {row.number: row for row in hotlines_for(themes, course=exercise.lesson.course)}
    return [
        {
            "theme": theme.key,
            "first_step": str(theme.first_step),
            "hotlines": [_hotline(rows[number]) for number in theme.hotlines if number in rows],
        }
        for theme in themes
    ]


def _hotline(row: Hotline) -> dict[str, str]:
    return {"number": row.number, "name": row.name, "purpose": row.purpose, "checked": row.checked.isoformat()}


def _safety(document: dict[str, Any]) -> Sequence[str]:
    return document.get("safety") or ()


def _words_of_the_tasks(tasks: Iterable[dict[str, Any]]) -> Iterable[str]:
    for task in tasks:
        yield from (text for name in _AUTHORS if isinstance(text := task.get(name), str))
        yield from (task.get("starters") or {}).values()
        # A talk is an example, too: a list of turns.
        yield from (turn["text"] for name in _AUTHORS if isinstance(task.get(name), list) for turn in task[name])
