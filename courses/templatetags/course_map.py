"""Boards and lesson lists. What a learner has done comes from the page as `states`: lesson pk → state."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from .. import drawings
from ..models import Lesson

register = template.Library()


@register.simple_tag
def board(leaf: drawings.Leaf, states: Mapping[int, str] | None = None) -> SafeString:
    return drawings.board(leaf, states or {})


@register.simple_tag
def state_of(lesson: Lesson, states: Mapping[int, str] | None = None) -> str:
    """draft, done, half, now, gap, or empty for not yet."""
    return drawings.state_of(lesson, states or {})


@register.filter
def count_in(leaf: drawings.Leaf, states: Mapping[int, str] | None) -> int:
    """How many lessons of the leaf are done."""
    return sum(1 for lesson in leaf.lessons if (states or {}).get(lesson.pk) == "done")


@register.filter
def has_now(leaf: drawings.Leaf, states: Mapping[int, str] | None) -> bool:
    """Whether the lesson to go on with is in the leaf."""
    return any((states or {}).get(lesson.pk) == "now" for lesson in leaf.lessons)
