"""The exercises and questions of a lesson, as rows that attempts and answers point at, in one query."""

from django.db.models import F, Value

from .models import Exercise, Lesson, Question

_EXERCISE, _QUESTION = "exercise", "question"


def exercises_of(lesson: Lesson) -> list[Exercise]:
    return _pieces_of(lesson)[0]


def questions_of(lesson: Lesson) -> list[Question]:
    return _pieces_of(lesson)[1]


def _pieces_of(lesson: Lesson) -> tuple[list[Exercise], list[Question]]:
    """Kept on the lesson object: its page is drawn by several rooms, and each asks."""
    if not hasattr(lesson, "_pieces"):
        lesson._pieces = _fetch(lesson)  # type: ignore[attr-defined]
    return lesson._pieces  # type: ignore[attr-defined]


def _fetch(lesson: Lesson) -> tuple[list[Exercise], list[Question]]:
    exercises = lesson.exercises.filter(removed_at=None).order_by()
    questions = lesson.questions.filter(removed_at=None).order_by()
    rows = exercises.values_list(Value(_EXERCISE), "pk", "key", "position", "mode", "is_optional").union(
        questions.values_list(Value(_QUESTION), "pk", "key", "position", Value(""), F("is_for_review")), all=True
    )
    found: tuple[list[Exercise], list[Question]] = ([], [])
    for kind, pk, key, position, mode, switch in sorted(rows, key=lambda row: row[3]):
        if kind == _EXERCISE:
            exercise = Exercise(pk=pk, key=key, position=position, mode=mode, is_optional=bool(switch), lesson=lesson)
            exercise._state.adding = False
            found[0].append(exercise)
        else:
            question = Question(pk=pk, key=key, position=position, is_for_review=bool(switch), lesson=lesson)
            question._state.adding = False
            found[1].append(question)
    return found
