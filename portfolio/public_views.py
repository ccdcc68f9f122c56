"""The public page: chosen and seen before it is published, read by strangers, taken back at once."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practice.models import Artwork
from progress.responses import signed_in

from . import mine, public, services
from .forms import PublicForm
from .models import PublicPage
from .showing import Shown
from .work import Work

SIZES = {"full": "original", "thumb": "thumbnail"}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def choose(request: HttpRequest, exercise_id: int) -> HttpResponse:
    """Without choices the form; with them (`?preview`) also what a stranger would see; a POST publishes just that."""
    work, project = mine.begun(request, exercise_id)
    page = getattr(project, "public_page", None)
    data = request.POST if request.method == "POST" else request.GET if "preview" in request.GET else None
    form = _form(work, data, _first_choices(request, work, page))
    if data is None or not form.is_valid():
        return _chosen(request, work, page, form, status=422 if form.errors else 200)
    choices = form.cleaned_data
    snapshot = public.snapshot(work, choices)
    if request.method == "POST":
        services.publish(project=project, choices=choices, snapshot=snapshot, is_listed=choices["is_listed"])
        messages.success(request, _("公开了。网址可以发给别人，随时可以收回。"))
        return mine.see_other(exercise_id, "public")
    return _chosen(request, work, page, form, shown=Shown(snapshot))


@signed_in
@require_POST
def withdraw(request: HttpRequest, exercise_id: int) -> HttpResponse:
    _work, project = mine.begun(request, exercise_id)
    services.withdraw(project=project)
    messages.success(request, _("收回了，网址现在打不开。"))
    return mine.see_other(exercise_id, "public")


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(PublicPage.objects.open(), code=code)
    answer = render(request, "portfolio/public.html", {"page": found, "shown": Shown(found.snapshot, code=code)})
    # It may be taken back at any moment, so nobody shows it again without asking.
    answer["Cache-Control"] = "private, no-cache"
    if not found.is_listed:
        answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def picture(request: HttpRequest, code: str, artwork_id: int, size: str) -> HttpResponse | FileResponse:
    """A screenshot, as long as the page shows it."""
    found = get_object_or_404(PublicPage.objects.open().select_related("project"), code=code)
    if size not in SIZES or artwork_id not in public.pictures_in(found.snapshot):
        raise Http404
    artwork = get_object_or_404(Artwork, pk=artwork_id, enrollment=found.project.enrollment_id)
    try:
        file = getattr(artwork, SIZES[size]).open()
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(file, content_type=artwork.media_type if size == "full" else "image/webp")
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _form(work: Work, data, initial: dict[str, Any]) -> PublicForm:
    return PublicForm(data, milestones=[(m.key, m.facts["title"]) for m in work.milestones], initial=initial)


def _first_choices(request: HttpRequest, work: Work, page: PublicPage | None) -> dict[str, Any]:
    """What was published last, else the name and nothing."""
    return page.choices if page else {"name": request.user.display_name}  # type: ignore[union-attr]


def _chosen(request, work: Work, page: PublicPage | None, form: PublicForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"work": work, "page": page, "form": form, "is_open": bool(page and not page.withdrawn_at), **more}
    return render(request, "portfolio/choose.html", context, status=status)
