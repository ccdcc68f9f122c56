"""Pages about learners, for instructors. What is written to them is in letter_views."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from progress.instructors import for_instructors
from progress.models import Enrollment

from . import export as sheet
from .forms import CohortForm
from .funnel import Funnel
from .learner import LearnerPage
from .roster import Roster, course_of


@require_safe
@for_instructors
def roster(request: HttpRequest) -> HttpResponse:
    return render(request, "teaching/roster.html", {"roster": Roster.of(request)})


@require_safe
@for_instructors
def export(request: HttpRequest) -> StreamingHttpResponse:
    found = Roster.of(request)
    response = StreamingHttpResponse(sheet.lines(found.standings), content_type="text/csv; charset=utf-8")
    name = f"{found.course.slug}-learners-{timezone.localdate(found.at)}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@for_instructors
def learner(request: HttpRequest, enrollment_id: int) -> HttpResponse:
    enrollment = get_object_or_404(Enrollment.objects.select_related("user", "course"), pk=enrollment_id)
    return render(request, "teaching/learner.html", {"page": LearnerPage(enrollment, timezone.now())})


@require_safe
@for_instructors
def funnel(request: HttpRequest) -> HttpResponse:
    course = course_of(request)
    form = CohortForm(request.GET, course=course)
    context = {"course": course, "form": form, "funnel": Funnel(form.cohort, at=timezone.now())}
    return render(request, "teaching/funnel.html", context)
