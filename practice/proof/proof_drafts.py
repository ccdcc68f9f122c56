"""Links, ticks and the words about AI labels of a form that was sent back, kept in the session like its text."""

from django.http import HttpRequest

from .proofs import Typed

_KEPT = "practice_proof_drafts"
LONGEST = 2000  # characters of the box of links; a session is no archive
MOST_TICKS, LONGEST_TICK = 12, 300
MOST = 3  # forms


def keep(request: HttpRequest, *, exercise_id: int) -> None:
    typed = [
        request.POST.get("links", "")[:LONGEST],
        [line[:LONGEST_TICK] for line in request.POST.getlist("tick")[:MOST_TICKS]],
        request.POST.get("disclosed", "")[:LONGEST],
    ]
    if not any(typed):
        return
    kept = {key: value for key, value in request.session.get(_KEPT, {}).items() if key != str(exercise_id)}
    kept[str(exercise_id)] = typed
    request.session[_KEPT] = dict(list(kept.items())[-MOST:])


def kept(request: HttpRequest, *, exercise_id: int) -> Typed:
    links, ticks, disclosed = request.session.get(_KEPT, {}).get(str(exercise_id)) or ("", (), "")
    return Typed(links, frozenset(ticks), disclosed)


def drop(request: HttpRequest, *, exercise_id: int) -> None:
    kept = request.session.get(_KEPT, {})
    if kept.pop(str(exercise_id), None) is not None:
        request.session[_KEPT] = kept
