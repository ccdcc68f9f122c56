"""Notes over HTTP: JSON for programs, the panel of the lesson for htmx, a page or a way back for browsers."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.models import Lesson, LessonQuerySet
from progress.models import Enrollment
from progress.responses import fields_of, problem, signed_in, wants_json

from . import presenting, services
from .forms import NoteForm, TextForm
from .listing import Listing, groups, notes_of
from .models import Note
from .places import PlacedNote, placed


@signed_in
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    listing = Listing(request.user, request.GET.dict())
    if wants_json(request):
        shown = [note for group in listing.groups for note in group.notes]
        pages = listing.page.paginator.num_pages
        return JsonResponse({"notes": [presenting.note(each) for each in shown], "pages": pages})
    removed = request.GET.get("removed", "")
    context = {
        "listing": listing,
        "removed": removed if removed.isascii() and removed.isdigit() and len(removed) < 19 else "",
    }
    return render(request, "notes/mine.html", context)


@signed_in
@require_safe
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """All notes, or those of one lesson, as one markdown file."""
    rows = notes_of(request.user)
    if key := request.GET.get("lesson", ""):
        rows = rows.filter(lesson__key=key)
    context = {"groups": groups(placed(rows)), "at": timezone.now(), "site": settings.SITE_URL}
    response = render(request, "notes/export.md", context, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="notes-{timezone.localdate():%Y-%m-%d}.md"'
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lesson_notes(request: HttpRequest, lesson_id: int) -> HttpResponse:
    if request.method == "POST":
        return _keep(request, lesson_id)
    lesson = get_object_or_404(_lessons(), pk=lesson_id)
    if wants_json(request):
        return JsonResponse({"notes": [presenting.note(each) for each in _notes_on(request, lesson)]})
    if request.headers.get("HX-Request"):
        return _panel(request, lesson)
    return _see_other(f"{reverse('notes:mine')}?lesson={lesson.key}")


def _keep(request: HttpRequest, lesson_id: int) -> HttpResponse:
    lesson = get_object_or_404(_lessons().open(), pk=lesson_id)
    if not Enrollment.objects.of(request.user).covering(lesson).exists():
        raise PermissionDenied(_("先加入课程，再来记笔记。"))
    form = NoteForm(request.POST, lesson=lesson)
    if not form.is_valid():
        return _refused(request, form, lesson)
    wish = form.cleaned_data
    try:
        note, is_new = services.keep_note(
            user=request.user,  # type: ignore[arg-type]  # signed in
            lesson=lesson,
            revision=wish["revision"],
            anchor=wish["anchor"],
            text=wish["text"],
            heading_words=wish["heading_words"],
        )
    except services.NoRoom as refusal:
        form.add_error(None, str(refusal))
        return _refused(request, form, lesson)
    if wants_json(request):
        return JsonResponse(_one(note), status=201 if is_new else 200, headers={"Location": note.get_absolute_url()})
    if request.headers.get("HX-Request"):
        return _panel(request, lesson, status=201 if is_new else 200, kept=note)
    messages.success(request, _("记下了。"))
    return _see_other(f"{lesson.get_absolute_url()}#notes")


def _refused(request: HttpRequest, form: NoteForm, lesson: Lesson) -> HttpResponse:
    fields = fields_of(form)
    if wants_json(request):
        return problem(422, "invalid", next(iter(fields.values()))[0], fields)
    if request.headers.get("HX-Request"):
        return _panel(request, lesson, status=422, form=form)
    return render(request, "notes/new.html", {"form": form, "lesson": lesson}, status=422)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def note(request: HttpRequest, note_id: int) -> HttpResponse:
    """One note. A post gives it another text."""
    found = _own(request, note_id)
    if request.method != "POST":
        return JsonResponse(_one(found)) if wants_json(request) else _list_with(request, found)
    form = TextForm(request.POST, note=found)
    if not form.is_valid():
        return _not_rewritten(request, found, form)
    services.rewrite_note(note=found, text=form.cleaned_data["text"])
    return _changed(request, found)


def _not_rewritten(request: HttpRequest, found: Note, form: TextForm) -> HttpResponse:
    if wants_json(request):
        return problem(422, "invalid", fields_of(form)["text"][0], fields_of(form))
    if request.headers.get("HX-Request"):
        return _panel(request, found.lesson, status=422, rewriting=found, text_form=form)
    context = {"placed": placed([found])[0], "form": form, "back": request.POST.get("back", "")}
    return render(request, "notes/rewrite.html", context, status=422)


@signed_in
@require_POST
def remove(request: HttpRequest, note_id: int) -> HttpResponse:
    found = _own(request, note_id)
    services.remove_note(note=found)
    if wants_json(request):
        return JsonResponse({"id": found.pk, "removed": True})
    if request.headers.get("HX-Request"):
        return _panel(request, found.lesson, removed=found.pk)
    back = request.POST.get("back", "")
    return _see_other(f"{reverse('notes:mine')}?{back}{'&' if back else ''}removed={found.pk}")


@signed_in
@require_POST
def restore(request: HttpRequest, note_id: int) -> HttpResponse:
    found = get_object_or_404(Note.objects.of(request.user).select_related(*_RELATED), pk=note_id)
    return _changed(request, services.restore_note(note=found))


def _changed(request: HttpRequest, found: Note) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(_one(found))
    if request.headers.get("HX-Request"):
        return _panel(request, found.lesson)
    return _list_with(request, found)


def _list_with(request: HttpRequest, found: Note) -> HttpResponse:
    """The list the reader came from, at the note."""
    back = request.POST.get("back", "") or f"lesson={found.lesson.key}"
    return _see_other(f"{reverse('notes:mine')}?{back}#note-{found.pk}")


_RELATED = ("lesson__stage", "lesson__course")


def _own(request: HttpRequest, note_id: int) -> Note:
    return get_object_or_404(notes_of(request.user), pk=note_id)


def _lessons() -> LessonQuerySet:
    return Lesson.objects.select_related("stage", "course", "published")


def _notes_on(request: HttpRequest, lesson: Lesson) -> list[PlacedNote]:
    return placed(notes_of(request.user).filter(lesson=lesson))


def _one(note: Note) -> dict[str, Any]:
    return presenting.note(placed([note])[0])


def _panel(request: HttpRequest, lesson: Lesson, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {"lesson": lesson, "notes": _notes_on(request, lesson), "is_fresh": True, **shown}
    return render(request, "notes/_panel.html", context, status=status)


def _see_other(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)
