"""What every view of this room finds first: the project task, who works on it, and what they have begun."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import Exercise
from progress.models import Enrollment

from .models import Project
from .work import Work, latest_hand_ins

MODE = "project"


def exercise_of(exercise_id: int) -> Exercise:
    rooms = ("lesson__stage", "lesson__course", "lesson__published")
    return get_object_or_404(Exercise.objects.filter(mode=MODE).select_related(*rooms), pk=exercise_id)


def work_of(request: HttpRequest, exercise_id: int) -> Work:
    """A task learners can see now, or one this learner has begun. Raises Http404 and PermissionDenied."""
    exercise = exercise_of(exercise_id)
    enrollment = Enrollment.objects.of(request.user).covering(exercise.lesson).select_related("user").first()
    project = _project(enrollment, exercise) if enrollment else None
    if project is None and (exercise.removed_at or not exercise.lesson.is_open):
        raise Http404
    if enrollment is None:
        raise PermissionDenied(_("先加入课程，再来做项目。"))
    return Work(exercise, project, latest_hand_ins(enrollment, [exercise.pk]).get(exercise.pk))


def begun(request: HttpRequest, exercise_id: int) -> tuple[Work, Project]:
    """Raises Http404 for a project that was not begun."""
    work = work_of(request, exercise_id)
    if work.project is None:
        raise Http404
    return work, work.project


def enrollment_of(request: HttpRequest, exercise: Exercise) -> Enrollment:
    return get_object_or_404(Enrollment.objects.of(request.user).covering(exercise.lesson).select_related("user"))


def see_other(exercise_id: int, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("portfolio:project", args=[exercise_id])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)


def _project(enrollment: Enrollment, exercise: Exercise) -> Project | None:
    project = Project.objects.filter(enrollment=enrollment, exercise=exercise).select_related("public_page").first()
    if project:
        project.enrollment, project.exercise = enrollment, exercise  # the same rows: no need to ask for them again
    return project
