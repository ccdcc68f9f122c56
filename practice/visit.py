"""What every view of this room finds first: the task, who practises it, and the way back to its bench."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from courses.models import Exercise, Lesson
from progress.models import Enrollment

from .assignment import TALKS


def open_exercise(exercise_id: int) -> Exercise:
    """A task that learners can see now. What was made with it before stays readable by its own address."""
    open_lessons = Lesson.objects.open()
    exercises = Exercise.objects.filter(removed_at=None, lesson__in=open_lessons)
    rooms = ("lesson__stage", "lesson__course", "lesson__published")
    return get_object_or_404(exercises.select_related(*rooms), pk=exercise_id)


def enrollment_for(request: HttpRequest, exercise: Exercise) -> Enrollment:
    enrollment = Enrollment.objects.of(request.user).covering(exercise.lesson).first()
    if enrollment is None:
        raise PermissionDenied(_("先加入课程，再来练习。"))
    return enrollment


def way_back(exercise: Exercise, *, talk: int | None = None) -> str:
    """`talk` is an attempt whose branch is to be shown there."""
    through = f"?talk={talk}" if talk and exercise.mode in TALKS else ""
    return f"{exercise.lesson.get_absolute_url()}{through}#{exercise.key}"


def see_other(url: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(url, status=303)
