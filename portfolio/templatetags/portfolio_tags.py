"""The portfolio's part of a lesson: {% project_state exercise %} on the bench of a project task."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from courses import ready
from courses.models import Exercise
from portfolio.models import Project
from portfolio.standing import standing
from portfolio.work import handed_in, task_if_any
from portfolio.work import number as in_words
from practice.lab import benches
from practice.models import HandIn
from progress import current

register = template.Library()


@register.simple_tag(takes_context=True)
@ready.hole
def project_state(context: template.Context, exercise: Exercise) -> SafeString | str:
    """How far the reader's project has come, and the way to it. One question, and only in lessons with a project."""
    request = context["request"]
    learner = current.learner(request, exercise.lesson)
    enrollment = learner.enrollment_in(exercise.lesson.course_id) if learner else None
    if enrollment is None:
        return ""
    project = Project.objects.filter(enrollment=enrollment, exercise=exercise).prefetch_related("steps").first()
    hand_in: HandIn | None = benches.of(request, exercise.lesson).work.hand_ins.get(exercise.pk)
    milestones = [facts["id"] for facts in task_if_any(exercise).get("milestones") or ()]
    done = {step.milestone for step in project.steps.all() if step.done_on} if project else set()
    found = standing(milestones=milestones, done=done, is_begun=project is not None, handed_in=handed_in(hand_in))
    return ready.fresh(context, "portfolio/_state.html", {"standing": found, "exercise": exercise, "project": project})


@register.filter
def number(value: Decimal) -> str:
    """5 rather than 5.00, and 2.5 as it is."""
    return in_words(value)
