"""The learner's projects: all of them, and one with everything that is kept for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from progress.clock import today_of
from progress.responses import signed_in

from . import listing, mine, public, services
from .forms import DisclosureForm, NoteForm, ReadingForm, SpendingForm
from .work import Work


@signed_in
@require_safe
@never_cache
def projects(request: HttpRequest) -> HttpResponse:
    return render(request, "portfolio/projects.html", {"listing": listing.of(request)})


@signed_in
@require_safe
@never_cache
def project(request: HttpRequest, exercise_id: int) -> HttpResponse:
    return shown(request, mine.work_of(request, exercise_id))


@signed_in
@require_POST
def begin(request: HttpRequest, exercise_id: int) -> HttpResponse:
    work = mine.work_of(request, exercise_id)
    services.begin(enrollment=mine.enrollment_of(request, work.exercise), exercise=work.exercise)
    return mine.see_other(exercise_id)


@signed_in
@require_POST
def step(request: HttpRequest, exercise_id: int, milestone: str) -> HttpResponse:
    """Keeps the note in any case; `do` says whether the milestone is done with it, or open again."""
    work, begun = mine.begun(request, exercise_id)
    require_milestone(work, milestone)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return shown(request, work, status=422, problem=form.errors["note"][0], typed={milestone: request.POST["note"]})
    if "note" in request.POST:
        services.write_note(project=begun, milestone=milestone, note=form.cleaned_data["note"])
    wish = request.POST.get("do", "keep")
    if wish == "reopen":
        services.reopen_step(project=begun, milestone=milestone)
    elif wish == "finish":
        work, begun = mine.begun(request, exercise_id)
        if next(each for each in work.milestones if each.key == milestone).is_empty:
            problem = _("先写一句记录，或者放一样证明，再说做完了。")
            return shown(request, work, status=422, problem=problem, problem_at=milestone)
        services.finish_step(project=begun, milestone=milestone)
    messages.success(request, _("记下来了。"))
    return mine.see_other(exercise_id, milestone)


@signed_in
@require_POST
def disclosure(request: HttpRequest, exercise_id: int) -> HttpResponse:
    work, begun = mine.begun(request, exercise_id)
    if request.POST.get("do") == "undo":
        services.disclose(project=begun, words="")
        return mine.see_other(exercise_id, "disclosure")
    form = DisclosureForm(request.POST)
    if not form.is_valid():
        return shown(request, work, status=422, disclosure_form=form)
    services.disclose(project=begun, words=form.cleaned_data["words"].strip())
    messages.success(request, _("记下来了。"))
    return mine.see_other(exercise_id, "disclosure")


def require_milestone(work: Work, milestone: str) -> None:
    if milestone not in {each.key for each in work.milestones}:
        raise Http404


def shown(request: HttpRequest, work: Work, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one project. `more` are forms that came back, with what was typed."""
    today = today_of(request.user)  # type: ignore[arg-type]
    context = {
        "work": work,
        "reading_form": ReadingForm(metrics=work.metrics, initial={"on": today}),
        "spending_form": SpendingForm(initial={"on": today}),
        "disclosure_form": DisclosureForm(),
        "has_moved_on": public.has_moved_on(work),
    }
    return render(request, "portfolio/project.html", context | more, status=status)
