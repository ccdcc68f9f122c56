"""Which finished lessons say something new since. Asked only when a plan or a page knows of a newer wording."""

from collections.abc import Iterable

from django.http import HttpRequest

from progress.learner_plan import PlannedLesson

from .models import SeenRevision

_KEPT = "_seen_wordings"


def is_news(request: HttpRequest, lesson_id: int, wording: str) -> bool:
    """Whether this reader has not looked at this wording yet."""
    return _seen(request).get(lesson_id) != wording


def among(request: HttpRequest, lessons: Iterable[PlannedLesson]) -> list[PlannedLesson]:
    revised = [lesson for lesson in lessons if lesson.was_revised]
    return [lesson for lesson in revised if is_news(request, lesson.pk, lesson.wording)]


def _seen(request: HttpRequest) -> dict[int, str]:
    """Lesson → wording looked at last; one question for a request."""
    if not hasattr(request, _KEPT):
        seen = SeenRevision.objects.filter(user=request.user.pk)
        setattr(request, _KEPT, dict(seen.values_list("lesson_id", "revision__wording")))
    return getattr(request, _KEPT)
