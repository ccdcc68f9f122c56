"""The notes room's part of other rooms' pages."""

from django import template
from django.utils.safestring import SafeString

from courses import ready
from courses.models import Lesson
from progress.learner_plan import LearnerPlan, PlannedLesson
from progress.pieces import pieces_of

from .. import news, search

register = template.Library()


@register.simple_tag(takes_context=True)
@ready.hole
def lesson_notes(context: template.Context, lesson: Lesson) -> SafeString | str:
    """Where who has joined writes notes; the notes themselves come after the page, which costs it no question."""
    pieces = pieces_of(context["request"], lesson)
    if pieces.enrollment is None or not lesson.is_open:
        return ""
    return ready.made(context, "notes/_panel.html", (lesson.course.edition, lesson.pk), lambda: {"lesson": lesson})


@register.simple_tag(takes_context=True)
@ready.hole
def lesson_news(context: template.Context, lesson: Lesson) -> SafeString | str:
    """Changed since you finished; asks a question only when it has changed."""
    request = context["request"]
    finished = pieces_of(request, lesson).record.done_wording
    now = lesson.published.wording if lesson.published else ""
    if finished in (None, now) or not lesson.is_open or not news.is_news(request, lesson.pk, now):
        return ""
    return ready.fresh(context, "notes/_news.html", {"lesson": lesson})


@register.inclusion_tag("notes/_revised.html", takes_context=True)
def revised_mark(context: template.Context, lesson: PlannedLesson) -> dict[str, object]:
    """Beside a lesson in a list."""
    is_news = lesson.was_revised and news.is_news(context["request"], lesson.pk, lesson.wording)
    return {"lesson": lesson, "is_news": is_news}


@register.inclusion_tag("notes/_revised_lessons.html", takes_context=True)
def revised_lessons(context: template.Context, plan: LearnerPlan) -> dict[str, object]:
    """Finished lessons that say something new, for the side of 今天; nothing when there are none."""
    return {"lessons": news.among(context["request"], plan.lessons)}


@register.simple_tag(takes_context=True)
def notes_results(context: template.Context, asked: str) -> SafeString | str:
    """The reader's own notes on the search page; empty when there are none."""
    user = context["request"].user
    hits = search.find_notes(user, asked) if user.is_authenticated else []
    return ready.fresh(context, "notes/_results.html", {"hits": hits, "limit": search.LIMIT}) if hits else ""


@register.filter
def quoted(text: str) -> str:
    """As a quotation in markdown."""
    return "\n".join(f"> {line}" for line in text.splitlines())
