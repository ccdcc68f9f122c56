"""What other rooms' pages show of a learner's progress. Everything is read once for a request and shared."""

from django import template
from django.utils.safestring import SafeString

from courses import ready
from courses.models import Course, Lesson

from .. import current, schedule, services
from ..forms import EnrolForm
from ..learner_plan import State
from ..pieces import LessonPieces, pieces_of
from ..rules import day_rule

register = template.Library()


@register.simple_tag(takes_context=True)
@ready.hole
def day_line(context: template.Context) -> SafeString | str:
    """The course as one rule under the header; nothing for who has not joined."""
    request, lesson = context.get("request"), context.get("lesson")
    # Error pages have no request; a lesson in the page lets its record come with the same query.
    learner = current.learner(request, lesson if isinstance(lesson, Lesson) else None) if request else None
    joined = learner.joined if learner else None
    if learner is None or joined is None:
        return ""
    outline = joined.outline
    count = sum(stage.days for stage in outline.stages)
    number = schedule.study_days(facts=joined.enrollment.facts, today=learner.today).number(learner.today)
    counts = {"day": min(number, count), "day_count": count, "done": joined.done_count}
    return ready.made(
        context,
        "progress/_day_line.html",
        (joined.edition, *counts.values()),
        lambda: {
            **counts,
            "course": outline.course,
            "rule": day_rule(outline.stages, counts["day"]),
            "lesson_count": len(outline.lessons),
        },
    )


@register.simple_tag(takes_context=True)
@ready.hole
def lesson_progress(context: template.Context, lesson: Lesson) -> SafeString:
    """Done or not, how the quiz stands, or an invitation to join."""
    pieces = pieces_of(context["request"], lesson)
    _note_floor(pieces)
    shown = {
        "standing": pieces.standing,
        "is_signed_in": context["request"].user.is_authenticated,
        "signup_is_open": context.get("signup_is_open"),
    }
    if pieces.today and pieces.can_join:
        form = EnrolForm(today=pieces.today)
        return ready.fresh(context, "progress/_lesson_progress.html", shown | {"lesson": lesson, "form": form})
    key = (lesson.course.edition, lesson.pk, *shown.values())
    return ready.made(context, "progress/_lesson_progress.html", key, lambda: shown | {"lesson": lesson})


@register.simple_tag(takes_context=True)
@ready.hole
def lesson_quiz(context: template.Context, lesson: Lesson) -> SafeString:
    """All questions of the lesson, each with the latest answer."""
    pieces = pieces_of(context["request"], lesson)
    shown = {"can_answer": pieces.can_answer, "is_signed_in": context["request"].user.is_authenticated}
    key = (lesson.course.edition, lesson.pk, *shown.values())
    keys = [words["id"] for words in lesson.document.get("quiz") or ()]
    return ready.made(context, "progress/_quiz.html", key, lambda: shown | {"lesson": lesson, "keys": keys})


@register.simple_tag(takes_context=True)
@ready.hole
def asked(context: template.Context, lesson: Lesson, key: str) -> SafeString:
    """One question of the quiz. Who answers it again gets one of their own."""
    pieces = pieces_of(context["request"], lesson)
    question = pieces.question(key)
    shown = {"lesson": lesson, "question": question, "can_answer": pieces.can_answer}
    if question.is_again:
        return ready.fresh(context, "progress/_question.html", shown)
    look = (lesson.course.edition, lesson.pk, key, str(question.choice), question.was_changed, pieces.can_answer)
    return ready.made(context, "progress/_question.html", look, lambda: shown)


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


def _note_floor(pieces: LessonPieces) -> None:
    """One write in a learner's life: the stage with a floor counts its days from the first look at it."""
    enrollment = pieces.enrollment
    if enrollment and pieces.lesson.stage.has_floor and enrollment.floor_opened_on is None:
        services.note_floor_opened(enrollment=enrollment)
