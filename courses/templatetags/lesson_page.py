"""What a lesson page finds in its lesson."""

from django import template

from .. import ready
from ..models import Exercise, Lesson
from ..pieces import exercises_of

register = template.Library()


@register.filter
def exercise_at(lesson: Lesson, key: str) -> Exercise | None:
    return next((exercise for exercise in exercises_of(lesson) if exercise.key == key), None)


@register.simple_tag(takes_context=True)
@ready.hole
def lesson_advice(context: template.Context) -> str:
    """What its author could still mend; only in the preview of the admin."""
    advice = getattr(context.get("request"), "advice", None)
    return ready.fresh(context, "admin/courses/_advice.html", {"advice": advice}) if advice else ""
