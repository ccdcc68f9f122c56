"""What is remembered and when it comes back: FSRS counted in the learner's days. Pure: no database, no clock.

Each question comes at most once a day, so the scheduler has no steps within a day, and it rolls no dice:
the same answers on the same days always give the same memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import IntEnum

from fsrs import Card, Scheduler, State
from fsrs import Rating as FsrsRating

from .study_days import ONE_DAY

SHARE = 0.2  # of the day's minutes
MINUTES_EACH = 1  # minutes for one question
FREE_DAY = 5  # questions on a day whose minutes nobody knows

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Memory:
    """Stability in days until recall falls to nine in ten; difficulty from 1 to 10."""

    stability: float
    difficulty: float
    reviewed_on: date
    due_on: date


def remember(memory: Memory | None, rating: Rating, *, on: date) -> Memory:
    """The memory after an answer on this day. What was forgotten is asked again the next day."""
    card, _log = _SCHEDULER.review_card(_card(memory, on), FsrsRating(rating), _noon(on))
    assert card.stability is not None and card.difficulty is not None  # noqa: S101  (just reviewed)
    due_on = on + ONE_DAY if rating is Rating.AGAIN else card.due.date()
    return Memory(card.stability, card.difficulty, reviewed_on=on, due_on=due_on)


def recall(memory: Memory | None, *, learned_on: date, today: date) -> float:
    """How likely the answer is known today, from 1 down to 0.

    A question not reviewed yet fades from the day its lesson was done, as if it had been answered well then.
    """
    memory = memory or remember(None, Rating.GOOD, on=learned_on)
    return float(_SCHEDULER.get_card_retrievability(_card(memory, today), _noon(today)))


def fold(answers: Iterable[tuple[Rating, date]]) -> Memory | None:
    """The memory that these answers leave, oldest first."""
    memory = None
    for rating, on in answers:
        memory = remember(memory, rating, on=on)
    return memory


def portion(*, minutes: int, usual_minutes: int) -> int:
    """How many questions a day has room for: a fifth of its minutes, one minute each.

    A day without lessons gets what a usual study day would get, and at least five questions,
    so that a free day still offers review.
    """
    if minutes:
        return int(minutes * SHARE) // MINUTES_EACH
    return max(FREE_DAY, int(usual_minutes * SHARE) // MINUTES_EACH)


def share_ahead(*, due: Sequence[date], days: Sequence[tuple[date, int]]) -> float:
    """Which part of the coming minutes review will take, from 0 to 0.2.

    `due` holds the day on which each question comes back, overdue ones included; `days` the coming study days
    in order with the minutes of their lessons. What finds no room on its day waits for the next.
    """
    waiting, done, total = sorted(due), 0, 0
    for on, minutes in days:
        ready = sum(day <= on for day in waiting[done:])
        done += min(ready, int(minutes * SHARE) // MINUTES_EACH)
        total += minutes
    return done * MINUTES_EACH / total if total else 0.0


def _card(memory: Memory | None, on: date) -> Card:
    if memory is None:
        # With an id and a day of its own a card asks no clock.
        return Card(card_id=0, due=_noon(on))
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.due_on),
        last_review=_noon(memory.reviewed_on),
    )


def _noon(on: date) -> datetime:
    """FSRS counts spans of 24 hours; between two noons they are days."""
    return datetime.combine(on, time(12), UTC)
