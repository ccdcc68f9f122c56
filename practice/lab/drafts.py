"""A prompt that could not be sent is kept in the session, so that signing in again does not cost it.

With script the browser keeps it, too; this is for a form posted without it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from courses.models import Exercise
from progress.responses import wants_json

from ..proof import proof_drafts

_KEPT = "practice_drafts"
_KEPT_SIDES = "practice_drafts_of_sides"
SIDES = ("text", "text_a", "text_b")
LONGEST = 8000  # characters, as much as can be sent
MOST = 3  # a session is no archive


def keep(request: HttpRequest, *, exercise_id: int, text: str) -> None:
    if not text.strip():
        return
    drafts = {key: value for key, value in request.session.get(_KEPT, {}).items() if key != str(exercise_id)}
    drafts[str(exercise_id)] = text[:LONGEST]
    request.session[_KEPT] = dict(list(drafts.items())[-MOST:])


def kept(request: HttpRequest, exercise: Exercise) -> str:
    return request.session.get(_KEPT, {}).get(str(exercise.pk), "")


def keep_sides(request: HttpRequest, *, exercise_id: int) -> None:
    """Both prompts of a comparison, as one form posted them. A program keeps its own."""
    typed = {field: text[:LONGEST] for field in SIDES if (text := request.POST.get(field, "")).strip()}
    if typed and not wants_json(request):
        drafts = request.session.get(_KEPT_SIDES, {})
        drafts.pop(str(exercise_id), None)
        request.session[_KEPT_SIDES] = dict([*drafts.items(), (str(exercise_id), typed)][-MOST:])


def kept_sides(request: HttpRequest, exercise: Exercise) -> dict[str, str]:
    """By field."""
    return request.session.get(_KEPT_SIDES, {}).get(str(exercise.pk), {})


def drop(request: HttpRequest, *, exercise_id: int) -> None:
    for name in (_KEPT, _KEPT_SIDES):
        drafts = request.session.get(name, {})
        if drafts.pop(str(exercise_id), None) is not None:
            request.session[name] = drafts


def kept_through_sign_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form posted after the session has ended: signing in takes over the session that holds its words."""

    @wraps(view)
    def keeping(request: HttpRequest, exercise_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        is_lost = request.method == "POST" and not request.user.is_authenticated
        if is_lost and not wants_json(request):
            keep(request, exercise_id=exercise_id, text=request.POST.get("text", ""))
            proof_drafts.keep(request, exercise_id=exercise_id)
            keep_sides(request, exercise_id=exercise_id)
        return view(request, exercise_id, *args, **kwargs)

    return keeping
