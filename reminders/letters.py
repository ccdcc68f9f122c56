"""The life of a letter. Every change is one conditional update: whoever sees a row change made the change.

Several workers may run this at once, and any of them may be killed at any line.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from . import hours
from .models import Letter, Reminder

LEASE = timedelta(minutes=2)  # longer than opening a line and writing a letter can take
APART = timedelta(hours=20)
BATCH = 500
# How long to wait after the first, second … try that failed; the last one goes on until the day ends.
PATIENCE = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40, 60)]


@transaction.atomic
def begin_due(*, at: datetime) -> int:
    """Put down a letter for everybody whose hour has come, a batch of them; returns how many were looked at.

    Whether there is something to say is found out when it is written: here 10,000 rows must be quick.
    """
    # With their users, on whom the letters hang: whoever is leaving just now is left out, and nobody waits.
    held = Reminder.objects.select_related("user").select_for_update(of=("self", "user"), skip_locked=True, no_key=True)
    due = held.due(at=at)
    reminders = list(due.order_by("next_at", "pk")[:BATCH])
    letters = []
    for reminder in reminders:
        zone = hours.zone_of(reminder.user.time_zone)
        today = hours.due_at(on=hours.day_of(at, zone), hour=reminder.hour, zone=zone)
        if at < today:
            # The learner moved, or nobody was at work until the next day began: wait for the hour.
            reminder.next_at = today
            continue
        reminder.next_at = hours.next_due(after=at, hour=reminder.hour, zone=zone)
        ends_at = hours.day_ends_at(at, zone)
        letters.append(Letter(user=reminder.user, on=hours.day_of(at, zone), ends_at=ends_at, look_at=at))
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    Reminder.objects.bulk_update(reminders, ["next_at"])
    return len(reminders)


def waiting(*, at: datetime) -> list[int]:
    """Letters that somebody should write now, the longest waiting first."""
    return list(Letter.objects.claimable(at=at).order_by("look_at", "pk").values_list("pk", flat=True)[:BATCH])


def claim(letter_id: int, *, at: datetime) -> Letter | None:
    """Take the letter for this worker. The update is the lock: one caller sees 1, the rest 0."""
    taken = (
        Letter.objects.claimable(at=at)
        .filter(pk=letter_id)
        .update(state=Letter.State.CLAIMED, look_at=at + LEASE, fence=F("fence") + 1, tries=F("tries") + 1)
    )
    return Letter.objects.select_related("user__reminder").get(pk=letter_id) if taken else None


def drop(letter: Letter) -> None:
    """There was nothing to say, which is no letter."""
    Letter.objects.held_with(pk=letter.pk, fence=letter.fence).filter(state=Letter.State.CLAIMED).delete()


@dataclass(frozen=True)
class Passage:
    """Leave to hand a letter over, and what to restore when the server refuses it."""

    reminder: Reminder
    last_at: datetime | None


@transaction.atomic
def let_through(letter: Letter, *, at: datetime) -> Passage | None:
    """The last step before the mail server: from here on nobody sends this letter again.

    None when it is not ours any more, its learner wants no letters, or had one too short a time ago.
    """
    reminder = _hold_wish(letter)
    mine = Letter.objects.held_with(pk=letter.pk, fence=letter.fence).filter(state=Letter.State.CLAIMED, ends_at__gt=at)
    if not mine.update(state=Letter.State.SENDING, look_at=at + LEASE):
        return None
    is_free = Q(last_at=None) | Q(last_at__lte=at - APART)
    if (
        reminder is None
        or not reminder.is_on
        or not Reminder.objects.filter(is_free, pk=reminder.pk).update(last_at=at)
    ):
        Letter.objects.held_with(pk=letter.pk, fence=letter.fence).delete()
        return None
    return Passage(reminder, reminder.last_at)


def was_sent(letter: Letter, *, at: datetime) -> None:
    # A sweep may have thought it lost meanwhile; whoever handed it over knows better.
    handed = Letter.objects.held_with(pk=letter.pk, fence=letter.fence)
    handed.filter(state__in=[Letter.State.SENDING, Letter.State.UNKNOWN]).update(
        state=Letter.State.SENT, sent_at=at, reason=""
    )


@transaction.atomic
def was_not_taken(
    letter: Letter, *, at: datetime, reason: str, is_final: bool = False, passage: Passage | None = None
) -> None:
    """To be tried again later today, unless there is no use."""
    _hold_wish(letter)
    state = Letter.State.FAILED if is_final else Letter.State.WAITING
    mine = Letter.objects.held_with(pk=letter.pk, fence=letter.fence).exclude(state=Letter.State.SENT)
    if mine.update(state=state, look_at=at + _pause(letter.tries), reason=reason) and passage:
        Reminder.objects.filter(pk=passage.reminder.pk).update(last_at=passage.last_at)


def nobody_knows(letter: Letter, *, reason: str) -> None:
    handed = Letter.objects.held_with(pk=letter.pk, fence=letter.fence).filter(state=Letter.State.SENDING)
    handed.update(state=Letter.State.UNKNOWN, reason=reason)


def close_what_is_over(*, at: datetime) -> None:
    """A letter whose worker was killed while handing it over is never sent again; one whose day is over, neither."""
    Letter.objects.lost(at=at).update(state=Letter.State.UNKNOWN, reason="worker_lost")
    Letter.objects.expired(at=at).update(state=Letter.State.FAILED)


def _hold_wish(letter: Letter) -> Reminder | None:
    """Before the letter, for a person's rows are erased in this order, too: so neither waits for the other in turn."""
    return Reminder.objects.select_for_update().filter(user=letter.user_id).first()


def _pause(tries: int) -> timedelta:
    return PATIENCE[min(max(tries, 1), len(PATIENCE)) - 1]
