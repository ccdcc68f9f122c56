"""What is sent: the words of the task, the conversation so far, the learner's prompt."""

from .assignment import Assignment, assignment_of
from .comparison import samples
from .grading.judge_prompt import to_judge
from .llm import Message, Prompt, estimate
from .models import Attempt, Call
from .talks.conversation import chain_to, said_in


def prompt_for(call: Call) -> Prompt:
    if call.attempt:
        return _to_answer(call.attempt)
    handed = call.hand_in
    assert handed  # noqa: S101  a named constraint of the table
    assignment = assignment_of(handed.exercise, revision=handed.revision_id)
    return to_judge(assignment, text=handed.text, said=said_in(handed, assignment))


def tokens_of(prompt: Prompt) -> int:
    """Estimated."""
    return sum(estimate(message.text) for message in prompt.messages)


def _to_answer(attempt: Attempt) -> Prompt:
    assignment = assignment_of(attempt.exercise, revision=attempt.revision_id)
    messages = [Message("system", assignment.system)] if assignment.system else []
    for turn in chain_to(attempt)[:-1]:
        # A turn that was never answered would leave the model two prompts in a row.
        if turn.call.text:
            messages += [Message("user", turn.text), Message("assistant", turn.call.text)]
    messages.append(Message("user", attempt.text))
    return Prompt(tuple(messages), sample=_sample_for(attempt, assignment))


def _sample_for(attempt: Attempt, assignment: Assignment) -> str:
    if not attempt.side:
        return assignment.sample_reply
    earlier = Attempt.objects.filter(
        enrollment=attempt.enrollment_id, exercise=attempt.exercise_id, side=attempt.side, pk__lt=attempt.pk
    )
    return samples.of_side(assignment.sample_reply, attempt.side, count=earlier.values("group").distinct().count)
