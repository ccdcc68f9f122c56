"""Today, joining, finishing and answering. Plan pages are in plan_views."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.models import Course, Lesson, Question

from . import current, quiz, services
from .forms import EnrolForm
from .models import Enrollment
from .pieces import LessonPieces
from .plan_page import PlanPage
from .responses import fields_of, problem, signed_in, wants_json
from .study_record import StudyRecord
from .today import Today


def see_other(address: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(address, status=303)


@require_safe
@signed_in
def today(request: HttpRequest) -> HttpResponse:
    learner = current.learner(request)
    assert learner  # noqa: S101  (signed in)
    if learner.enrollment is None:
        return _invitation(request, EnrolForm(today=learner.today))
    plan = learner.plan_of(learner.enrollment)
    today = Today(plan, services.awards_of(plan=plan))
    record = StudyRecord(plan, now=timezone.now())
    return render(request, "progress/today.html", {"today": today, "plan": plan, "record": record, "learner": learner})


def _invitation(request: HttpRequest, form: EnrolForm, course: Course | None = None, status: int = 200) -> HttpResponse:
    course = course or Course.objects.order_by("pk").first()
    return render(request, "progress/invitation.html", {"form": form, "course": course}, status=status)


@require_POST
@signed_in
def enrol(request: HttpRequest, course: str) -> HttpResponse:
    found = get_object_or_404(Course, slug=course)
    learner = current.learner(request)
    assert learner  # noqa: S101  (signed in)
    form = EnrolForm(request.POST, today=learner.today)
    if not form.is_valid():
        if wants_json(request):
            return problem(422, "invalid", _("开始日期还要改一下。"), fields_of(form))
        if request.headers.get("HX-Request"):
            return render(request, "progress/_enrol_form.html", {"form": form, "course": found}, status=422)
        return _invitation(request, form, found, status=422)
    is_new = learner.enrollment_in(found.pk) is None
    services.enrol(user=learner.user, course=found, starts_on=form.cleaned_data["starts_on"])
    current.forget(request)
    if wants_json(request):
        return JsonResponse(_plan_json(request, found), status=201 if is_new else 200)
    if request.headers.get("HX-Request"):
        return plan_fragment(request, course_id=found.pk)
    return see_other(_safe_next(request) or reverse("progress:today"))


def _plan_json(request: HttpRequest, course: Course) -> dict[str, Any]:
    learner = current.learner(request)
    plan = learner.plan_in(course) if learner else None
    return plan.as_json() if plan else {}


def plan_fragment(request: HttpRequest, *, course_id: int) -> HttpResponse:
    """The plan as it is now, for htmx."""
    learner = current.learner(request)
    enrollment = learner and learner.enrollment_in(course_id)
    assert learner and enrollment  # noqa: S101  (signed in and joined)
    return render(request, "progress/_plan_shown.html", {"page": PlanPage(learner, enrollment, None)})


def _safe_next(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else ""


@require_POST
@signed_in
def done(request: HttpRequest, course: str, number: int, slug: str) -> HttpResponse:
    lesson = _lesson(course, number, slug)
    enrollment = _enrollment(request, lesson)
    if enrollment is None:
        return _not_enrolled(request, lesson)
    services.complete_lesson(enrollment=enrollment, lesson=lesson)
    return _lesson_answer(request, lesson)


@require_POST
@signed_in
def reopen(request: HttpRequest, course: str, number: int, slug: str) -> HttpResponse:
    lesson = _lesson(course, number, slug)
    enrollment = _enrollment(request, lesson)
    if enrollment is None:
        return _not_enrolled(request, lesson)
    services.reopen_lesson(enrollment=enrollment, lesson=lesson)
    return _lesson_answer(request, lesson)


def _lesson_answer(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    pieces = LessonPieces(request, lesson)
    if wants_json(request):
        return JsonResponse({"id": lesson.key, "done_on": pieces.record.done_on})
    if request.headers.get("HX-Request"):
        return render(request, "progress/_lesson_progress.html", {"standing": pieces.standing, "lesson": lesson})
    return see_other(f"{lesson.get_absolute_url()}#lesson-progress")


@require_POST
@signed_in
def answer(request: HttpRequest, course: str, number: int, slug: str, key: str) -> HttpResponse:
    lesson = _lesson(course, number, slug)
    enrollment = _enrollment(request, lesson)
    if enrollment is None:
        return _not_enrolled(request, lesson)
    question = get_object_or_404(Question, lesson=lesson, key=key, removed_at=None)
    question.lesson = lesson
    try:
        given = request.POST.getlist("choice")
        result = services.answer_question(enrollment=enrollment, question=question, given=given)
    except KeyError:
        raise Http404 from None
    except quiz.UnreadableAnswer as error:
        return _unreadable(request, lesson, key, str(error))
    if wants_json(request):
        return JsonResponse(result.as_json())
    if request.headers.get("HX-Request"):
        pieces = LessonPieces(request, lesson)
        context = _question_context(pieces, key) | {"standing": pieces.standing, "refresh_box": True}
        return render(request, "progress/_answered.html", context)
    return see_other(f"{lesson.get_absolute_url()}#quiz-{key}")


def _unreadable(request: HttpRequest, lesson: Lesson, key: str, message: str) -> HttpResponse:
    if wants_json(request):
        return problem(422, "invalid", message, {"choice": [message]})
    pieces = LessonPieces(request, lesson, again=key, error=message)
    page = "progress/_question.html" if request.headers.get("HX-Request") else "progress/question.html"
    return render(request, page, _question_context(pieces, key), status=422)


def _question_context(pieces: LessonPieces, key: str) -> dict[str, object]:
    return {"question": pieces.question(key), "lesson": pieces.lesson, "can_answer": pieces.can_answer}


def _lesson(course: str, number: int, slug: str) -> Lesson:
    """Only an open lesson can be done or answered; anything else is not there."""
    found = Lesson.objects.open().select_related("stage", "course", "published")
    return get_object_or_404(found, course__slug=course, stage__number=number, slug=slug)


def _enrollment(request: HttpRequest, lesson: Lesson) -> Enrollment | None:
    return Enrollment.objects.of(request.user).covering(lesson).select_related("user").first()


def _not_enrolled(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    message = _("先加入课程，进度和答案才有地方记。")
    if wants_json(request):
        return problem(403, "not_enrolled", message)
    messages.info(request, message)
    learner = current.learner(request)
    assert learner  # noqa: S101  (signed in)
    return _invitation(request, EnrolForm(today=learner.today), lesson.course, status=403)
