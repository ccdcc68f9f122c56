"""What is sent: the words of the task, the conversation so far, the learner's prompt."""

import secrets

from django.template.loader import render_to_string

from .assignment import Assignment, assignment_of
from .llm import Message, Prompt, estimate
from .models import Attempt, Call

LONGEST_CHAIN = 40  # attempts; no task asks for more than ten turns


def prompt_for(call: Call) -> Prompt:
    if call.attempt:
        return _to_answer(call.attempt)
    handed = call.hand_in
    assert handed  # noqa: S101  a named constraint of the table
    return to_judge(assignment_of(handed.exercise, revision=handed.revision_id), text=handed.text)


def to_judge(assignment: Assignment, *, text: str) -> Prompt:
    """What a judge reads: the task with its rubric, and the work as material between two fences."""
    context = {
        "assignment": assignment,
        "text": text,
        # A learner cannot close a fence whose name they cannot know.
        "fence": f"TEXT{secrets.token_hex(8)}",
    }
    return Prompt(
        (
            Message("system", render_to_string("practice/prompts/judge_system.txt", context)),
            Message("user", render_to_string("practice/prompts/judge.txt", context)),
        )
    )


def tokens_of(prompt: Prompt) -> int:
    """Estimated."""
    return sum(estimate(message.text) for message in prompt.messages)


def chain_to(attempt: Attempt) -> list[Attempt]:
    """The conversation that ends at this attempt, its beginning first."""
    chain = [attempt]
    while chain[0].parent_id and len(chain) < LONGEST_CHAIN:
        chain.insert(0, Attempt.objects.select_related("call").get(pk=chain[0].parent_id))
    return chain


def _to_answer(attempt: Attempt) -> Prompt:
    assignment = assignment_of(attempt.exercise, revision=attempt.revision_id)
    messages = [Message("system", assignment.system)] if assignment.system else []
    for turn in chain_to(attempt)[:-1]:
        # A turn that was never answered would leave the model two prompts in a row.
        if turn.call.text:
            messages += [Message("user", turn.text), Message("assistant", turn.call.text)]
    messages.append(Message("user", attempt.text))
    return Prompt(tuple(messages), sample=assignment.sample_reply)
