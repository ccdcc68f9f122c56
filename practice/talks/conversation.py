"""The turns of a conversation, from its first prompt to one of its attempts."""

from ..assignment import Assignment
from ..models import Attempt, HandIn
from . import transcript
from .branches import Node, Tree
from .transcript import Said

LONGEST_CHAIN = 40  # attempts; no task asks for more than ten turns


def chain_to(attempt: Attempt) -> list[Attempt]:
    """The conversation that ends at this attempt, its beginning first, with the calls."""
    if attempt.parent_id is None:
        return [attempt]
    if attempt.parent_id is None:
        return [attempt]
    pks = tree_of(attempt).chain_to(attempt.pk)[-LONGEST_CHAIN:-1]
    found = Attempt.objects.select_related("call").in_bulk(pks)
    return [*(found[pk] for pk in pks), attempt]


def tree_of(attempt: Attempt) -> Tree:
    """All branches of the conversation an attempt is in."""
    together = Attempt.objects.filter(group=attempt.group, exercise=attempt.exercise_id)
    return Tree(Node(*row) for row in together.values_list("pk", "parent", "group"))


def said_in(hand_in: HandIn, assignment: Assignment) -> list[Said]:
    """The whole conversation that was handed in, with both voices; nothing where the task reads only a text."""
    if not assignment.is_conversation:
        return []
    if hand_in.attempt is None:
        return transcript.pasted(hand_in.text)
    return transcript.held_here((turn.text, turn.call.text) for turn in chain_to(hand_in.attempt))
