"""How the views of this room answer: JSON for programs, a fragment for htmx, a page or a way back for browsers."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Exercise
from progress.responses import fields_of, problem, wants_json

from . import services
from .forms import Kept
from .lab import drafts
from .models import Attempt, HandIn, Run
from .money import quota
from .proof import proof_drafts
from .providers import consent
from .visit import see_other, way_back


def may_leave_the_site(request: HttpRequest, form: Kept) -> bool:
    """A page asks once. A program that speaks JSON is its own user's business."""
    if agreed := request.POST.get("agreed"):
        consent.give(request, host=agreed)
    host = "" if wants_json(request) else consent.host_to_ask_for(request)
    if host:
        form.add_error(None, _("先看一眼你的文字会发送给谁（%(host)s），勾选以后再发送。") % {"host": host})
    return not host


def carried_out(
    request: HttpRequest,
    exercise: Exercise,
    form: Kept,
    change: Callable[[], tuple[Any, bool]],
    in_json: Callable[[Any], dict[str, Any]],
) -> HttpResponse:
    """Make the change and answer it; a refusal keeps what was typed, a success needs no draft any more."""
    try:
        made, is_new = change()
    except services.Conflict:
        return _conflict(request, exercise, form)
    except quota.Exceeded as limit:
        return _over_quota(request, exercise, limit)
    except ValidationError as refusal:
        form.refuse(refusal)
        return refused(request, exercise, form)
    drafts.drop(request, exercise_id=exercise.pk)
    proof_drafts.drop(request, exercise_id=exercise.pk)
    return confirmed(request, made, in_json(made), is_new=is_new)


def confirmed(
    request: HttpRequest, kept: Attempt | HandIn | Run, content: dict[str, Any], *, is_new: bool
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(content, status=201 if is_new else 200, headers={"Location": content["url"]})
    if request.headers.get("HX-Request"):
        return shown_alone(request, kept)
    talk = kept.attempt_id if isinstance(kept, HandIn) else kept.pk
    return see_other(way_back(kept.exercise, talk=talk))


def refused(request: HttpRequest, exercise: Exercise, form: Kept) -> HttpResponse:
    fields = fields_of(form)
    message = next((words for words, *_rest in fields.values()), _("请检查填写的内容。"))
    return _problem(request, exercise, 422, "invalid", message, fields)


def _conflict(request: HttpRequest, exercise: Exercise, form: Kept) -> HttpResponse:
    message = _("这一页已经发送过另一段内容。回到课里再发一次，写好的字还在。")
    return _problem(request, exercise, 409, "conflict", message, {})


def _over_quota(request: HttpRequest, exercise: Exercise, limit: quota.Exceeded) -> HttpResponse:
    answer = _problem(request, exercise, 429, "quota", limit.message, {})
    answer.headers["Retry-After"] = str(limit.seconds_left(at=timezone.now()))
    return answer


def _problem(
    request: HttpRequest, exercise: Exercise, status: int, error: str, message: str, fields: dict[str, Any]
) -> HttpResponse:
    if wants_json(request):
        return problem(status, error, message, fields)
    text = request.POST.get("text", "")
    drafts.keep(request, exercise_id=exercise.pk, text=text)
    proof_drafts.keep(request, exercise_id=exercise.pk)
    context = {"message": message, "text": text, "back": way_back(exercise)}
    name = "_problem" if request.headers.get("HX-Request") else "problem"
    return render(request, f"practice/{name}.html", context, status=status)


def shown_alone(request: HttpRequest, kept: Attempt | HandIn | Run) -> HttpResponse:
    """A page of its own, or the answering side of the bench for a script that asks for the fragment."""
    name = {Attempt: "attempt", HandIn: "hand_in"}.get(type(kept), "run")
    prefix = "_" if request.headers.get("HX-Request") else ""
    return render(request, f"practice/{prefix}{name}.html", {name: kept})
