"""What a judge reads: for a hand-in and for the exam of a rubric alike."""

import re
import secrets
from collections.abc import Sequence
from hashlib import sha256

from django.template.loader import render_to_string

from ..assignment import Assignment
from ..llm import Message, Prompt
from ..talks import transcript
from ..talks.transcript import Said

_FENCE = re.compile(r"TEXT[0-9a-f]{16}")


def to_judge(assignment: Assignment, *, text: str = "", said: Sequence[Said] = ()) -> Prompt:
    """What a judge reads: the task with its rubric, and the work as material between fences.

    A conversation is `said`, or a `text` that is read as one pasted.
    """
    if assignment.is_conversation and not said:
        said = transcript.pasted(text)
    context = {
        "assignment": assignment,
        "text": text,
        "said": said,
        # Nobody can close a fence whose name they cannot know, neither a learner nor the model they talked to.
        "fence": f"TEXT{secrets.token_hex(8)}",
    }
    return Prompt(
        (
            Message("system", render_to_string("practice/prompts/judge_system.txt", context)),
            Message("user", render_to_string("practice/prompts/judge.txt", context)),
        )
    )


def fingerprint_of(assignment: Assignment) -> str:
    """Of all that a judge reads besides the work, and of the line to pass: another word in it, another fingerprint."""
    said = [Said(transcript.LEARNER, "-")] if assignment.is_conversation else []
    prompt = to_judge(assignment, text="-", said=said)
    words = "\0".join([str(assignment.pass_mark), *(message.text for message in prompt.messages)])
    return sha256(_FENCE.sub("", words).encode()).hexdigest()
