"""What is noted down in a project: links, screenshots, numbers, hours and money. Added, mended, removed, put back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from practice.forms import Kept
from progress.responses import signed_in

from . import mine, services
from .forms import LinksForm, PictureForm, ProofTextForm, ReadingForm, SpendingForm
from .models import Project, Proof, Reading, Spending
from .views import require_milestone, shown
from .work import Work

KINDS: dict[str, Any] = {"proofs": Proof, "readings": Reading, "spendings": Spending}
ANCHORS = {"readings": "numbers", "spendings": "spent"}


@signed_in
@require_POST
def links(request: HttpRequest, exercise_id: int, milestone: str) -> HttpResponse:
    work, project = mine.begun(request, exercise_id)
    require_milestone(work, milestone)
    form = LinksForm(request.POST)
    if not form.is_valid():
        words = _all_words(form)
        return shown(
            request, work, status=422, problem=words, problem_at=milestone, typed_links=request.POST.get("links", "")
        )
    wish = form.cleaned_data
    services.add_links(project=project, milestone=milestone, links=wish["links"], key=wish["idempotency_key"])
    return _kept(request, exercise_id, milestone)


@signed_in
@require_POST
def picture(request: HttpRequest, exercise_id: int, milestone: str) -> HttpResponse:
    work, project = mine.begun(request, exercise_id)
    require_milestone(work, milestone)
    form = PictureForm(request.POST, request.FILES)
    problem = "" if form.is_valid() else _all_words(form)
    if not problem:
        wish = form.cleaned_data
        try:
            services.add_picture(
                project=project,
                milestone=milestone,
                file=wish["picture"],
                text=wish["text"],
                key=wish["idempotency_key"],
            )
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
    if problem:
        return shown(request, work, status=422, problem=problem, problem_at=milestone)
    return _kept(request, exercise_id, milestone)


@signed_in
@require_POST
def readings(request: HttpRequest, exercise_id: int) -> HttpResponse:
    work, project = mine.begun(request, exercise_id)
    form = ReadingForm(request.POST, metrics=work.metrics)
    if not form.is_valid():
        return shown(request, work, status=422, reading_form=form)
    wish, (name, unit) = form.cleaned_data, form.pair
    services.read_off(
        project=project, name=name, unit=unit, on=wish["on"], value=wish["value"], key=wish["idempotency_key"]
    )
    return _kept(request, exercise_id, "numbers")


@signed_in
@require_POST
def spendings(request: HttpRequest, exercise_id: int) -> HttpResponse:
    work, project = mine.begun(request, exercise_id)
    form = SpendingForm(request.POST)
    if not form.is_valid():
        return shown(request, work, status=422, spending_form=form)
    wish = form.cleaned_data
    services.spend(
        project=project,
        on=wish["on"],
        what=wish["what"],
        hours=wish["hours"],
        yuan=wish["yuan"],
        key=wish["idempotency_key"],
    )
    return _kept(request, exercise_id, "spent")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def entry(request: HttpRequest, kind: str, entry_id: int) -> HttpResponse:
    """One entry to be mended."""
    found = _own(request, kind, entry_id)
    work, _project = mine.begun(request, found.project.exercise_id)
    form = _form_for(found, work, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _mend(found, form)
        return _kept(request, found.project.exercise_id, _anchor(kind, found))
    context = {"form": form, "entry": found, "kind": kind, "work": work, "anchor": _anchor(kind, found)}
    return render(request, "portfolio/entry.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def remove(request: HttpRequest, kind: str, entry_id: int) -> HttpResponse:
    return _changed(request, kind, entry_id, services.remove, _("删掉了。想要回来，在页尾的「删掉的」里放回去。"))


@signed_in
@require_POST
def put_back(request: HttpRequest, kind: str, entry_id: int) -> HttpResponse:
    return _changed(request, kind, entry_id, services.put_back, _("放回去了。"))


def _changed(request: HttpRequest, kind: str, entry_id: int, change: Callable[..., None], words: str) -> HttpResponse:
    found = _own(request, kind, entry_id)
    change(entry=found)
    messages.success(request, words)
    return mine.see_other(found.project.exercise_id, _anchor(kind, found))


def _own(request: HttpRequest, kind: str, entry_id: int) -> services.Noted:
    if kind not in KINDS:
        raise Http404
    projects = Project.objects.of(request.user)
    return get_object_or_404(KINDS[kind].objects.filter(project__in=projects).select_related("project"), pk=entry_id)


def _form_for(found: services.Noted, work: Work, data) -> Kept | ProofTextForm:
    if isinstance(found, Reading):
        pair = (found.name, found.unit)
        metrics = work.metrics if pair in work.metrics else [*work.metrics, pair]
        initial = {"metric": "|".join(pair), "on": found.on, "value": found.value}
        return ReadingForm(data, metrics=metrics, initial=initial)
    if isinstance(found, Spending):
        columns = ("on", "what", "hours", "yuan")
        return SpendingForm(data, initial={name: getattr(found, name) for name in columns})
    return ProofTextForm(data, initial={"text": found.text})


def _mend(found: services.Noted, form) -> None:
    wish = form.cleaned_data
    if isinstance(found, Reading):
        name, unit = form.pair
        services.mend(entry=found, name=name, unit=unit, on=wish["on"], value=wish["value"])
    elif isinstance(found, Spending):
        services.mend(entry=found, **{name: wish[name] for name in ("on", "what", "hours", "yuan")})
    else:
        services.mend(entry=found, text=wish["text"])


def _all_words(form: Kept) -> str:
    return " ".join(str(words) for errors in form.errors.values() for words in errors)


def _anchor(kind: str, found: services.Noted) -> str:
    return found.milestone if isinstance(found, Proof) else ANCHORS[kind]


def _kept(request: HttpRequest, exercise_id: int, anchor: str) -> HttpResponse:
    messages.success(request, _("记下来了。"))
    return mine.see_other(exercise_id, anchor)
