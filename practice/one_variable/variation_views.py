"""Predict, change one thing, see both: over HTTP."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.models import Exercise
from progress.responses import fields_of, problem, signed_in, wants_json

from .. import presenting, services
from ..forms import Kept
from ..models import Artwork, Variation
from ..money import quota
from ..providers import consent
from ..visit import enrollment_for, open_exercise, see_other, way_back
from . import variations as verbs
from .variation_form import OutcomeForm, ResultForm, VariationForm

# What the page of a refusal takes along, so that nothing has to be chosen again.
_CARRIED = ("before", "before_artwork", "before_text", "size", "count", "seed")


@signed_in
@require_POST
def variations(request: HttpRequest, exercise_id: int) -> HttpResponse:
    exercise = open_exercise(exercise_id)
    if exercise.mode != "image":
        raise Http404
    enrollment = enrollment_for(request, exercise)
    form = VariationForm(
        request.POST,
        key=request.headers.get("Idempotency-Key"),
        attempts=enrollment.attempts.filter(exercise=exercise).select_related("call"),
        artworks=Artwork.objects.uploaded().filter(enrollment=enrollment, exercise=exercise),
    )
    if agreed := request.POST.get("agreed"):
        consent.give(request, host=agreed)

    def change() -> tuple[Variation, bool]:
        wish = form.cleaned_data
        return verbs.vary(
            enrollment=enrollment,
            exercise=exercise,
            before=form.start,
            text=wish["text"],
            prediction=wish["prediction"],
            key=wish["idempotency_key"],
            before_text=wish["before_text"],
            settings={name: request.POST[name] for name in ("size", "count", "seed") if request.POST.get(name)},
        )

    return _carried_out(request, exercise, form, change)


@signed_in
@require_safe
@never_cache
def variation(request: HttpRequest, variation_id: int) -> HttpResponse:
    shown = _own(request, variation_id)
    if wants_json(request):
        return JsonResponse(presenting.variation(shown))
    if request.headers.get("HX-Request"):
        return render(request, "practice/_attempt.html", {"attempt": shown})
    return render(request, "practice/variation.html", {"variation": shown, "exercise": shown.exercise})


@signed_in
@require_POST
def again(request: HttpRequest, variation_id: int) -> HttpResponse:
    """The same words once more, after a picture that did not come."""
    mine = _own(request, variation_id)
    exercise = open_exercise(mine.exercise_id)  # a task that is gone is not paid for any more
    form = Kept(request.POST, key=request.headers.get("Idempotency-Key"))
    if not wants_json(request) and (host := consent.host_to_ask_for(request)):
        form.add_error(None, _("先看一眼你的文字会发送给谁（%(host)s），勾选以后再发送。") % {"host": host})

    def change() -> tuple[Variation, bool]:
        verbs.draw_again(variation=mine, key=form.cleaned_data["idempotency_key"])
        return mine, True

    return _carried_out(request, exercise, form, change)


@signed_in
@require_POST
def result(request: HttpRequest, variation_id: int) -> HttpResponse:
    """The picture from another tool."""
    mine = _own(request, variation_id)
    form = ResultForm(request.POST, key=request.headers.get("Idempotency-Key"))
    form.files = request.FILES

    def change() -> tuple[Variation, bool]:
        wish = form.cleaned_data
        verbs.add_result(variation=mine, file=wish["picture"], key=wish["idempotency_key"])
        return mine, True

    return _carried_out(request, mine.exercise, form, change)


@signed_in
@require_POST
def outcome(request: HttpRequest, variation_id: int) -> HttpResponse:
    """Did it come as predicted? May be said again."""
    mine = _own(request, variation_id)
    form = OutcomeForm(request.POST)

    def change() -> tuple[Variation, bool]:
        verbs.conclude(variation=mine, **form.cleaned_data)
        return mine, False

    return _carried_out(request, mine.exercise, form, change)


def _own(request: HttpRequest, variation_id: int) -> Variation:
    rooms = ("exercise__lesson__stage", "exercise__lesson__course", "exercise__lesson__published", "enrollment__user")
    mine = Variation.objects.of(request.user).select_related(*rooms, "attempt__call")
    return get_object_or_404(mine, pk=variation_id)


def _carried_out(
    request: HttpRequest, exercise: Exercise, form: Form, change: Callable[[], tuple[Variation, bool]]
) -> HttpResponse:
    host = "" if wants_json(request) else consent.host_to_ask_for(request)
    if form.is_valid() and host and "prediction" in form.fields and form.cleaned_data.get("before"):
        form.add_error(None, _("先看一眼你的文字会发送给谁（%(host)s），勾选以后再发送。") % {"host": host})
    if not form.is_valid():
        return _refused(request, exercise, 422, "invalid", form)
    try:
        made, is_new = change()
    except services.Conflict:
        form.add_error(None, _("这一页已经发送过另一段内容。回到课里再发一次，写好的字还在。"))
        return _refused(request, exercise, 409, "conflict", form)
    except quota.Exceeded as limit:
        form.add_error(None, limit.message)
        answer = _refused(request, exercise, 429, "quota", form)
        answer.headers["Retry-After"] = str(limit.seconds_left(at=timezone.now()))
        return answer
    except ValidationError as refusal:
        _add(form, refusal)
        return _refused(request, exercise, 422, "invalid", form)
    if wants_json(request):
        made = _own(request, made.pk)
        headers = {"Location": made.get_absolute_url()}
        return JsonResponse(presenting.variation(made), status=201 if is_new else 200, headers=headers)
    return see_other(way_back(exercise))


def _add(form: Form, refusal: ValidationError) -> None:
    """A field that this form does not show says its words above it."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _refused(request: HttpRequest, exercise: Exercise, status: int, error: str, form: Form) -> HttpResponse:
    fields = fields_of(form)
    message = next((words for words, *_rest in fields.values()), _("请检查填写的内容。"))
    if wants_json(request):
        return problem(status, error, message, fields)
    context: dict[str, Any] = {
        "message": message,
        "back": way_back(exercise),
        "exercise": exercise,
        "form": request.POST,
        "carried": [(name, request.POST[name]) for name in _CARRIED if request.POST.get(name)],
        "asks_consent_for": consent.host_to_ask_for(request),
        "is_retry": isinstance(form, VariationForm),
    }
    return render(request, "practice/variation_problem.html", context, status=status)
