"""The plan: look at it, preview a change, apply it, undo it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import current, services
from .current import Learner
from .forms import PlanForm
from .models import Enrollment
from .plan_page import PlanPage
from .responses import fields_of, problem, signed_in, wants_json
from .views import plan_fragment, see_other

_WISH = (
    "mode", "weekdays", "breaks", "break_from", "break_to", "holidays", "minutes", "starts_on", "pause", "resume",
)  # fmt: skip


def for_the_enrolled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the learner and the enrollment; others are invited to join."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        learner = current.learner(request)
        if learner is None or learner.enrollment is None:
            return _not_enrolled(request)
        return view(request, learner, learner.enrollment, **kwargs)

    return guarded


def _not_enrolled(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return problem(403, "not_enrolled", _("先加入课程，才有计划。"))
    if request.method == "POST":
        messages.info(request, _("先加入课程，才有计划。"))
    return see_other(reverse("progress:today"))


@require_safe
@for_the_enrolled
def plan(request: HttpRequest, learner: Learner, enrollment: Enrollment) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(learner.plan_of(enrollment).as_json())
    # Without script a preview is this page with the wish in its address.
    form = PlanForm(request.GET, today=learner.today) if _asks_for_a_change(request.GET) else None
    return _page(request, learner, enrollment, form)


@require_POST
@for_the_enrolled
def preview(request: HttpRequest, learner: Learner, enrollment: Enrollment) -> HttpResponse:
    form = PlanForm(request.POST, today=learner.today)
    page = PlanPage(learner, enrollment, form)
    if page.has_errors:
        return _refused(request, page)
    if wants_json(request):
        return JsonResponse(page.shown.as_json())
    if request.headers.get("HX-Request"):
        return render(request, "progress/_preview.html", {"page": page})
    return see_other(f"{reverse('progress:plan')}?{_query(request)}#preview")


@require_POST
@for_the_enrolled
def apply(request: HttpRequest, learner: Learner, enrollment: Enrollment) -> HttpResponse:
    form = PlanForm(request.POST, today=learner.today)
    page = PlanPage(learner, enrollment, form)
    if page.has_errors:
        return _refused(request, page)
    changed = services.apply_plan(enrollment=enrollment, wish=form.wish())
    current.forget(request)
    if wants_json(request):
        return JsonResponse(changed.as_json())
    if request.headers.get("HX-Request"):
        return plan_fragment(request, course_id=enrollment.course_id)
    if page.is_change:
        messages.success(request, _("计划改好了。不合适的话，可以在「改过的地方」撤回。"))
    return see_other(reverse("progress:plan"))


@require_POST
@for_the_enrolled
def undo(request: HttpRequest, learner: Learner, enrollment: Enrollment) -> HttpResponse:
    sent = request.POST.get("change", "")
    if sent and not (sent.isascii() and sent.isdigit() and len(sent) < 19):
        return problem(422, "invalid", _("没有这一处改动。"), {"change": [_("没有这一处改动。")]})
    restored = services.undo_plan(enrollment=enrollment, change_id=int(sent) if sent else None)
    current.forget(request)
    if wants_json(request):
        return JsonResponse(restored.as_json())
    if request.headers.get("HX-Request"):
        return plan_fragment(request, course_id=enrollment.course_id)
    messages.success(request, _("撤回了，计划和改之前一样。"))
    return see_other(reverse("progress:plan"))


def _refused(request: HttpRequest, page: PlanPage) -> HttpResponse:
    if wants_json(request):
        return problem(422, "invalid", page.message, fields_of(page.form))
    if request.headers.get("HX-Request"):
        return render(request, "progress/_preview.html", {"page": page}, status=422)
    return render(request, "progress/plan.html", {"page": page}, status=422)


def _page(request: HttpRequest, learner: Learner, enrollment: Enrollment, form: PlanForm | None) -> HttpResponse:
    return render(request, "progress/plan.html", {"page": PlanPage(learner, enrollment, form)})


def _asks_for_a_change(sent: Any) -> bool:
    return any(name in sent for name in _WISH)


def _query(request: HttpRequest) -> str:
    return urlencode([(name, value) for name in _WISH for value in request.POST.getlist(name)])
