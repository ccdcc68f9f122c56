"""A learner's own attempts that say what is asked for, in the prompt or in the answer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from courses.search import around, highlight, runs_of

from ..models import Attempt

LIMIT = 10


@dataclass(frozen=True)
class AttemptHit:
    attempt: Attempt
    prompt: SafeString
    reply: SafeString | str


def find_attempts(user: Any, text: str) -> list[AttemptHit]:
    """The newest first; at most LIMIT. Letters and Han only, so both databases compare them alike."""
    runs = runs_of(text)
    if not runs:
        return []
    rows = Attempt.objects.of(user).select_related("call", "exercise__lesson__stage", "exercise__lesson__course")
    for run in runs:
        rows = rows.filter(Q(text__icontains=run) | Q(call__text__icontains=run))
    long = ("document", "parts", "headings", "loaded_text")
    rows = rows.defer(*(f"exercise__lesson__{name}" for name in long))
    return [_hit(attempt, runs) for attempt in rows.order_by("-pk")[:LIMIT]]


def _hit(attempt: Attempt, runs: list[str]) -> AttemptHit:
    prompt, reply = (" ".join(text.split()) for text in (attempt.text, attempt.call.text))
    said = any(run in reply.lower() for run in runs)
    return AttemptHit(
        attempt, highlight(around(prompt, runs), runs), highlight(around(reply, runs), runs) if said else ""
    )
