"""Prompts and hand-ins over HTTP: JSON for programs, a fragment for htmx, a page or a way back for browsers."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.models import Exercise
from progress.models import Enrollment
from progress.responses import signed_in, wants_json

from . import events as streams
from . import presenting, services
from .assignment import assignment_of
from .desk import second_looks
from .forms import AttemptForm, HandInForm
from .lab import changes as versions
from .lab import drafts, history
from .models import Attempt, HandIn, Run
from .proof import proofs
from .replies import carried_out, may_leave_the_site, refused, shown_alone
from .visit import enrollment_for, open_exercise, see_other, way_back


@drafts.kept_through_sign_in
@signed_in
@require_POST
def attempts(request: HttpRequest, exercise_id: int) -> HttpResponse:
    exercise = open_exercise(exercise_id)
    enrollment = enrollment_for(request, exercise)
    form = AttemptForm(request.POST, key=_key(request), mine=enrollment.attempts.all())
    if not form.is_valid() or not may_leave_the_site(request, form):
        return refused(request, exercise, form)
    wish = form.cleaned_data
    change = partial(
        services.submit_attempt,
        enrollment=enrollment,
        exercise=exercise,
        text=wish["text"],
        key=wish["idempotency_key"],
        parent=wish["parent"],
        side=wish["side"],
        group=wish["group"],
        instead=wish["instead"],
        settings={name: request.POST[name] for name in ("size", "count", "seed") if request.POST.get(name)},
    )
    return carried_out(request, exercise, form, change, presenting.new_attempt)


@signed_in
@require_safe
@never_cache
def attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    shown = _own_attempt(request, attempt_id)
    if wants_json(request):
        return JsonResponse(presenting.attempt(shown))
    if shown.side and (hidden := Run.objects.hidden().filter(group=shown.group).first()):
        # Its own page shows the prompt, and with it the side.
        return see_other(hidden.get_absolute_url())
    return shown_alone(request, shown)


@signed_in
@require_safe
@never_cache
def events(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Streams have a server of their own; where it is missing, readers get what there is and come again."""
    call_id = get_object_or_404(Attempt.objects.of(request.user).select_related("call"), pk=attempt_id).call.pk
    last, after = request.headers.get("Last-Event-ID", ""), request.GET.get("after", "")
    return HttpResponse(streams.so_far(call_id, last_event_id=last, after=after), content_type="text/event-stream")


@signed_in
@require_POST
def cancel(request: HttpRequest, attempt_id: int) -> HttpResponse:
    stopped = _own_attempt(request, attempt_id)
    services.cancel_attempt(attempt=stopped)
    stopped.call.refresh_from_db()
    if wants_json(request):
        return JsonResponse(presenting.attempt(stopped))
    if request.headers.get("HX-Request"):
        return shown_alone(request, stopped)
    return see_other(way_back(stopped.exercise, talk=stopped.pk))


@drafts.kept_through_sign_in
@signed_in
@require_POST
def hand_ins(request: HttpRequest, exercise_id: int) -> HttpResponse:
    try:
        exercise = open_exercise(exercise_id)
    except Http404:
        return _graded_late(request, exercise_id)
    enrollment = enrollment_for(request, exercise)
    mine = enrollment.attempts.filter(exercise=exercise).select_related("call")
    form = HandInForm(request.POST, key=_key(request), mine=mine, **_may_be_ticked(enrollment, exercise))
    if not form.is_valid() or not may_leave_the_site(request, form):
        return refused(request, exercise, form)
    wish = form.cleaned_data
    change = partial(
        services.hand_in,
        enrollment=enrollment,
        exercise=exercise,
        key=wish["idempotency_key"],
        text=wish["text"],
        attempt=wish["attempt"],
        levels=wish["levels"],
        evidence=proofs.with_pictures(wish["evidence"], enrollment=enrollment, exercise=exercise),
        reached=wish["goal"],
        waiting=wish["hand_in"],
    )
    return carried_out(request, exercise, form, change, presenting.new_hand_in)


@signed_in
@require_safe
@never_cache
def hand_in(request: HttpRequest, hand_in_id: int) -> HttpResponse:
    mine = HandIn.objects.of(request.user).select_related("exercise__lesson__stage", "exercise__lesson__course")
    shown = get_object_or_404(mine, pk=hand_in_id)
    if wants_json(request):
        return JsonResponse(presenting.hand_in(shown))
    second_looks.note_seen(hand_in=shown, at=timezone.now())
    return shown_alone(request, shown)


@signed_in
@require_safe
@never_cache
def past(request: HttpRequest) -> HttpResponse:
    show, lesson_key = request.GET.get("show", history.ATTEMPTS), request.GET.get("lesson", "")
    if show not in history.SHOWS:
        show = history.ATTEMPTS
    page = history.shown(request.user, show=show, lesson_key=lesson_key, number=request.GET.get("page", ""))
    context = {
        "page": page,
        "groups": history.groups(page.object_list),
        "lessons": history.lessons_of(request.user),
        "show": show,
        "lesson_key": lesson_key,
    }
    return render(request, "practice/history.html", context)


@signed_in
@require_safe
@never_cache
def changes(request: HttpRequest, exercise_id: int) -> HttpResponse:
    """Two versions of one's own work beside each other, the last two unless others are asked for."""
    exercise = get_object_or_404(Exercise.objects.select_related("lesson__stage", "lesson__course"), pk=exercise_id)
    choices = versions.choices(request.user, exercise)
    if not choices:
        raise Http404
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    try:
        pair = versions.asked_for(choices, old=old, new=new)
        comparison = pair and versions.compare(request.user, exercise, old=pair[0], new=pair[1])
    except versions.NotYours as unknown:
        raise Http404 from unknown
    old, new = pair or (old, new)
    context = {"exercise": exercise, "choices": choices, "comparison": comparison, "old": old, "new": new}
    return render(request, "practice/changes.html", context)


def _graded_late(request: HttpRequest, exercise_id: int) -> HttpResponse:
    """Levels for work that was handed in before its task was taken from the lesson."""
    mine = HandIn.objects.of(request.user).filter(exercise=exercise_id).values("exercise")
    exercises = Exercise.objects.select_related("lesson__stage", "lesson__course")
    exercise = get_object_or_404(exercises, pk__in=mine)
    enrollment = enrollment_for(request, exercise)
    # What could be ticked has left the lesson, too; the hand-in's own rubric decides.
    form = HandInForm(
        request.POST,
        key=_key(request),
        mine=Attempt.objects.none(),
        criteria=(),
        goals=request.POST.getlist("goal"),
        waiting=enrollment.hand_ins.filter(exercise=exercise),
    )
    if not form.is_valid():
        return refused(request, exercise, form)
    wish = form.cleaned_data
    own = {"levels": wish["levels"], "reached": wish["goal"], "waiting": wish["hand_in"]}
    change = partial(services.grade_own, enrollment=enrollment, exercise=exercise, **own)
    return carried_out(request, exercise, form, change, presenting.new_hand_in)


def _may_be_ticked(enrollment: Enrollment, exercise: Exercise) -> dict[str, Any]:
    assignment = assignment_of(exercise)
    return {
        "criteria": [criterion.id for criterion in assignment.rubric],
        "lines": assignment.self_check,
        "goals": [goal.id for goal in assignment.goals],
        "waiting": enrollment.hand_ins.filter(exercise=exercise),
    }


def _own_attempt(request: HttpRequest, attempt_id: int) -> Attempt:
    rooms = ("call", "exercise__lesson__stage", "exercise__lesson__course")
    return get_object_or_404(Attempt.objects.of(request.user).select_related(*rooms), pk=attempt_id)


def _key(request: HttpRequest) -> str | None:
    return request.headers.get("Idempotency-Key")
