"""What other rooms' pages show of a learner's progress. Everything is read once for a request and shared."""

from typing import Any

from django import template

from courses.models import Course, Lesson

from .. import current, schedule, services
from ..forms import EnrolForm
from ..learner_plan import State
from ..pieces import LessonPieces, pieces_of
from ..rules import day_rule

register = template.Library()


@register.inclusion_tag("progress/_day_line.html", takes_context=True)
def day_line(context: template.Context) -> dict[str, Any]:
    """The course as one rule under the header; nothing for who has not joined."""
    request, lesson = context.get("request"), context.get("lesson")
    # Error pages have no request; a lesson in the page lets its record come with the same query.
    learner = current.learner(request, lesson if isinstance(lesson, Lesson) else None) if request else None
    enrollment = learner.enrollment if learner else None
    if learner is None or enrollment is None:
        return {}
    stages = learner.stages(enrollment)
    count = sum(stage.days for stage in stages)
    number = schedule.study_days(facts=enrollment.facts, today=learner.today).number(learner.today)
    day = min(number, count)
    return {"rule": day_rule(stages, day), "day": day, "day_count": count, "enrollment": enrollment}


@register.inclusion_tag("progress/_lesson_progress.html", takes_context=True)
def lesson_progress(context: template.Context, lesson: Lesson) -> dict[str, Any]:
    """Done or not, how the quiz stands, or an invitation to join."""
    pieces = pieces_of(context["request"], lesson)
    _note_floor(pieces)
    return _shared(context, pieces)


@register.inclusion_tag("progress/_quiz.html", takes_context=True)
def lesson_quiz(context: template.Context, lesson: Lesson) -> dict[str, Any]:
    """All questions of the lesson, each with the latest answer."""
    return _shared(context, pieces_of(context["request"], lesson))


@register.simple_tag(takes_context=True)
def lesson_states(context: template.Context, course: Course) -> dict[int, str]:
    """Lesson pk → peg: done, now (to go on with), gap (passed over), draft, or empty for not yet.

    Empty for a visitor and for who has not joined.
    """
    learner = current.learner(context["request"])
    plan = learner.plan_in(course) if learner else None
    if plan is None:
        return {}
    states = {lesson.pk: lesson.state.peg for lesson in plan.lessons}
    if State.NOW.peg not in states.values():
        following = next((lesson for lesson in plan.lessons if lesson.state is State.COMING), None)
        if following:
            states[following.pk] = State.NOW.peg
    return states


def _shared(context: template.Context, pieces: LessonPieces) -> dict[str, Any]:
    request = context["request"]
    return {
        "pieces": pieces,
        "lesson": pieces.lesson,
        "request": request,
        "user": request.user,
        "signup_is_open": context.get("signup_is_open"),
        "form": EnrolForm(today=pieces.today) if pieces.today and not pieces.enrollment else None,
    }


def _note_floor(pieces: LessonPieces) -> None:
    """One write in a learner's life: the stage with a floor counts its days from the first look at it."""
    enrollment = pieces.enrollment
    if enrollment and pieces.lesson.stage.has_floor and enrollment.floor_opened_on is None:
        services.note_floor_opened(enrollment=enrollment)
