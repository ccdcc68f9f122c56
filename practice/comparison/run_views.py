"""Running a comparison, looking at one run, voting. Answers have the shapes of the practice pages."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from progress.responses import fields_of, problem, signed_in, wants_json

from .. import presenting, replies
from ..forms import Kept
from ..lab import drafts
from ..models import Attempt, Run
from ..providers import own_key, whom
from ..revisions import task_of
from ..visit import enrollment_for, open_exercise, way_back
from . import comparing
from .run import SIDES
from .run_forms import RunForm, VoteForm


@drafts.kept_through_sign_in
@signed_in
@require_POST
def runs(request: HttpRequest, exercise_id: int) -> HttpResponse:
    exercise = open_exercise(exercise_id)
    enrollment = enrollment_for(request, exercise)
    task = task_of(exercise)
    if task["mode"] != "compare":
        raise Http404
    choices = _choices(request) if task.get("compare") == "models" else None
    form = RunForm(request.POST, key=request.headers.get("Idempotency-Key"), choices=choices)
    drafts.keep_sides(request, exercise_id=exercise.pk)
    if not form.is_valid() or not replies.may_leave_the_site(request, form):
        return replies.refused(request, exercise, form)
    change = partial(
        comparing.run_both,
        enrollment=enrollment,
        exercise=exercise,
        halves=form.halves,
        key=form.cleaned_data["idempotency_key"],
        is_blind=form.cleaned_data["blind"],
    )
    return replies.carried_out(request, exercise, form, change, presenting.run)


@signed_in
@require_safe
@never_cache
def run(request: HttpRequest, group: UUID) -> HttpResponse:
    shown = _own_run(request, group)
    if wants_json(request):
        return JsonResponse(presenting.run(shown))
    return replies.shown_alone(request, shown)


@signed_in
@require_POST
def vote(request: HttpRequest, group: UUID) -> HttpResponse:
    mine = _own_run(request, group)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _refused(request, mine, form)
    wish = {"vote": form.vote_for(mine), "reason": form.cleaned_data["reason"].strip()}
    return _changed(request, mine, form, partial(comparing.vote, run=mine, at=timezone.now(), **wish))


@signed_in
@require_POST
def reveal(request: HttpRequest, group: UUID) -> HttpResponse:
    mine = _own_run(request, group)
    comparing.reveal(run=mine, at=timezone.now())
    return replies.confirmed(request, mine, presenting.run(mine), is_new=False)


@signed_in
@require_POST
def again(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """One side once more. What it sends is not in the form: that would tell which side it is."""
    mine = get_object_or_404(Attempt.objects.of(request.user), pk=attempt_id, side__in=SIDES)
    run = _own_run(request, mine.group)
    open_exercise(mine.exercise_id)  # a task that is gone is not paid for any more
    form = Kept(request.POST, key=request.headers.get("Idempotency-Key"))
    if not form.is_valid() or not replies.may_leave_the_site(request, form):
        return _refused(request, run, form)
    key = form.cleaned_data["idempotency_key"]
    change = partial(comparing.run_again, run=run, side=mine.side, key=key)
    return replies.carried_out(request, run.exercise, form, lambda: (run, change().is_new), presenting.run)


def _choices(request: HttpRequest) -> dict[str, whom.Choice]:
    own = own_key.source_for(request.user.pk)  # type: ignore[arg-type]
    return {choice.key: choice for choice in whom.choices(own)}


def _own_run(request: HttpRequest, group: UUID) -> Run:
    rooms = ("enrollment", "exercise__lesson__stage", "exercise__lesson__course", "exercise__lesson__published")
    found = Run.objects.of(request.user).filter(group=group).select_related(*rooms).first()
    return found or _of_single_sides(request, group)


def _of_single_sides(request: HttpRequest, group: UUID) -> Run:
    """Sides that a program sent one by one share a group and have no row yet."""
    sent = Attempt.objects.of(request.user).filter(group=group, side__in=SIDES).select_related("enrollment", "exercise")
    if (attempt := sent.first()) is None:
        raise Http404
    made = {"enrollment": attempt.enrollment, "exercise": attempt.exercise, "key": str(group)}
    return Run.objects.get_or_create(group=group, defaults=made)[0]


def _changed(request: HttpRequest, run: Run, form: VoteForm, change: Callable[[], None]) -> HttpResponse:
    try:
        change()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _refused(request, run, form)
    return replies.confirmed(request, run, presenting.run(run), is_new=False)


def _refused(request: HttpRequest, run: Run, form: Any) -> HttpResponse:
    fields = fields_of(form)
    message = next((words for words, *_rest in fields.values()), _("请检查填写的内容。"))
    if wants_json(request):
        return problem(422, "invalid", message, fields)
    context = {"message": message, "back": way_back(run.exercise)}
    return render(request, "practice/problem.html", context, status=422)
