"""Pictures over HTTP. No file has an address of its own: each is read here, after asking whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.models import Exercise
from progress.models import Enrollment
from progress.responses import fields_of, problem, signed_in, wants_json

from .. import presenting
from ..revisions import task_of
from ..visit import enrollment_for, open_exercise, see_other, way_back
from . import artworks as services
from . import galleries
from .artwork import Artwork
from .upload_form import UploadForm

SIZES = {"full": "original", "thumb": "thumbnail"}


@signed_in
@never_cache
def artworks(request: HttpRequest, exercise_id: int) -> HttpResponse:
    """The pictures of one task: GET shows them, POST brings more."""
    exercise = open_exercise(exercise_id)
    enrollment = enrollment_for(request, exercise)
    if request.method == "POST":
        return _upload(request, exercise, enrollment)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    gallery = galleries.one(enrollment, exercise)
    if wants_json(request):
        return JsonResponse({"artworks": [presenting.artwork(artwork) for artwork in gallery.artworks]})
    return _shown(request, gallery)


@signed_in
@require_safe
def artwork(request: HttpRequest, artwork_id: int, size: str) -> Any:
    """One's own, or for instructors what was handed in. `?download` offers it under a name."""
    if size not in SIZES:
        raise Http404
    readable = Artwork.objects.readable_by(request.user).select_related("exercise__lesson")
    shown = get_object_or_404(readable, pk=artwork_id)
    # Kept by the browser, but asked for each time: after signing out nobody else sees it.
    headers = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
    headers["ETag"] = f'"{shown.pk}-{size}"'
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    answer = unchanged or _file(shown, size, is_download="download" in request.GET)
    for name, value in headers.items():
        answer[name] = value
    return answer


@signed_in
@require_safe
@never_cache
def contact_sheet(request: HttpRequest, exercise_id: int) -> HttpResponse:
    exercise = open_exercise(exercise_id)
    gallery = galleries.one(enrollment_for(request, exercise), exercise)
    if not gallery.has_sheet:
        raise Http404
    title = f"{exercise.lesson.title} · {task_of(exercise).get('title', '')}"
    answer = HttpResponse(galleries.contact_sheet(gallery, title=title), content_type="image/jpeg")
    answer["Content-Disposition"] = content_disposition_header(True, gallery.file_name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@signed_in
@require_POST
def remove(request: HttpRequest, exercise_id: int, artwork_id: int) -> HttpResponse:
    """Harmless twice: what is not there any more is removed."""
    exercise = open_exercise(exercise_id)
    mine = Artwork.objects.of(request.user).filter(exercise=exercise, pk=artwork_id).first()
    try:
        if mine:
            services.remove(artwork=mine)
    except ValidationError as refusal:
        return _refused(request, exercise, 409, "kept", refusal.messages[0])
    if wants_json(request):
        return JsonResponse({"id": artwork_id, "removed": True})
    if request.headers.get("HX-Request"):
        return _shown(request, galleries.one(enrollment_for(request, exercise), exercise))
    messages.success(request, _("图删掉了。"))
    return see_other(way_back(exercise))


def _file(shown: Artwork, size: str, *, is_download: bool) -> FileResponse:
    is_full = size == "full"
    try:
        file = getattr(shown, SIZES[size]).open()
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(
        file,
        as_attachment=is_download,
        filename=shown.file_name if is_full else f"{shown.pk}.webp",
        content_type=shown.media_type if is_full else "image/webp",
    )


@dataclass
class Brought:
    """What became of the files of one request."""

    kept: list[Artwork] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def _upload(request: HttpRequest, exercise: Exercise, enrollment: Enrollment) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, key=request.headers.get("Idempotency-Key"))
    if not form.is_valid():
        words = next(words for errors in fields_of(form).values() for words in errors)
        return _refused(request, exercise, 422, "invalid", words, fields_of(form))
    wish = form.cleaned_data
    brought = _brought(enrollment, exercise, wish["pictures"], prompt=wish["prompt"], key=wish["idempotency_key"])
    if wants_json(request):
        return _in_json(brought)
    if request.headers.get("HX-Request"):
        return _shown(request, galleries.one(enrollment, exercise), brought=brought, prompt=wish["prompt"])
    if brought.refused:
        return _shown(request, galleries.one(enrollment, exercise), brought=brought, prompt=wish["prompt"])
    messages.success(request, _kept_in_words(brought))
    return see_other(way_back(exercise))


def _brought(
    enrollment: Enrollment, exercise: Exercise, files: Sequence[UploadedFile], *, prompt: str, key: str
) -> Brought:
    brought = Brought()
    for place, file in enumerate(files):
        try:
            kept = services.keep_upload(
                enrollment=enrollment, exercise=exercise, file=file, prompt=prompt, key=f"{key}-{place}"
            )
            brought.kept.append(kept)
        except ValidationError as refusal:
            brought.refused.append((file.name or "", refusal.messages[0]))
    return brought


def _in_json(brought: Brought) -> JsonResponse:
    refused = [{"name": name, "message": words} for name, words in brought.refused]
    if not brought.kept:
        lines = [f"{name}: {words}" for name, words in brought.refused]
        return problem(422, "invalid", brought.refused[0][1], {"pictures": lines})
    content = {"artworks": [presenting.artwork(artwork) for artwork in brought.kept], "refused": refused}
    return JsonResponse(content, status=201)


def _kept_in_words(brought: Brought) -> str:
    count = len(brought.kept)
    return ngettext("收下了 %(count)d 张图。", "收下了 %(count)d 张图。", count) % {"count": count}


def _shown(request: HttpRequest, gallery: galleries.Gallery, **more: Any) -> HttpResponse:
    """A page of its own, or the gallery alone for a script."""
    name = "_gallery" if request.headers.get("HX-Request") else "gallery"
    brought = more.get("brought")
    status = 422 if brought and brought.refused and not brought.kept else 200
    return render(request, f"practice/{name}.html", {"gallery": gallery, **more}, status=status)


def _refused(
    request: HttpRequest, exercise: Exercise, status: int, error: str, message: str, fields: dict | None = None
) -> HttpResponse:
    if wants_json(request):
        return problem(status, error, message, fields)
    enrollment = enrollment_for(request, exercise)
    gallery = galleries.one(enrollment, exercise)
    name = "_gallery" if request.headers.get("HX-Request") else "gallery"
    context = {"gallery": gallery, "problem": message, "prompt": request.POST.get("prompt", "")}
    return render(request, f"practice/{name}.html", context, status=status)
