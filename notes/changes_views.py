"""Changed since you finished: what, and "I have seen it"."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.models import Lesson
from progress.responses import signed_in, wants_json

from . import services
from .changes import Changes, changes_for


@signed_in
@require_safe
@never_cache
def changes(request: HttpRequest, lesson_id: int) -> HttpResponse:
    found = _changes(request, lesson_id)
    if wants_json(request):
        news = [{"number": each.number, "why": each.why, "at": each.created_at} for each in found.revisions]
        return JsonResponse({"id": found.lesson.key, "since": found.base.number, "revisions": news})
    return render(request, "notes/changes.html", {"changes": found})


@signed_in
@require_POST
def seen(request: HttpRequest, lesson_id: int) -> HttpResponse:
    lesson = _changes(request, lesson_id).lesson
    services.note_seen(user=request.user, lesson=lesson)  # type: ignore[arg-type]  # signed in
    if wants_json(request):
        return JsonResponse({"id": lesson.key, "seen": True})
    if request.headers.get("HX-Request"):
        return HttpResponse()  # the notice goes
    return HttpResponseRedirect(lesson.get_absolute_url(), status=303)


def _changes(request: HttpRequest, lesson_id: int) -> Changes:
    """Of an open lesson that this reader has finished; anything else is not there."""
    lesson = get_object_or_404(Lesson.objects.open().select_related("stage", "course", "published"), pk=lesson_id)
    found = changes_for(request.user, lesson)  # type: ignore[arg-type]  # signed in
    if found is None:
        raise Http404
    return found
