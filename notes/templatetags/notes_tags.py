"""The notes room's part of other rooms' pages."""

from django import template
from django.utils.safestring import SafeString

from courses import ready
from courses.models import Lesson
from progress.pieces import pieces_of

register = template.Library()


@register.simple_tag(takes_context=True)
@ready.hole
def lesson_notes(context: template.Context, lesson: Lesson) -> SafeString | str:
    """Where who has joined writes notes; the notes themselves come after the page, which costs it no question."""
    pieces = pieces_of(context["request"], lesson)
    if pieces.enrollment is None or not lesson.is_open:
        return ""
    return ready.made(context, "notes/_panel.html", (lesson.course.edition, lesson.pk), lambda: {"lesson": lesson})


@register.filter
def quoted(text: str) -> str:
    """As a quotation in markdown."""
    return "\n".join(f"> {line}" for line in text.splitlines())
