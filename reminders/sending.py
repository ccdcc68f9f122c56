"""What the worker does when the bell rings: steps that read top to bottom."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.core.mail import EmailMessage
from django.utils import timezone

from . import letters
from .digest import digest_of, letter_to
from .models import Letter, Reminder
from .post import NobodyKnows, NotTaken, Postman, Unreachable

log = structlog.get_logger(__name__)

BUDGET = timedelta(seconds=50)  # then the next bell goes on, so that no worker does nothing but this


def send_due(*, now: Callable[[], datetime] = timezone.now) -> Counter[str]:
    """Send what is due, for a while; returns how many letters came to which end."""
    ends_at = now() + BUDGET
    while letters.begin_due(at=now()) == letters.BATCH:
        pass
    letters.close_what_is_over(at=now())
    came: Counter[str] = Counter()
    with Postman() as postman:
        try:
            while now() < ends_at and (batch := letters.waiting(at=now())):
                for letter_id in batch:
                    if now() >= ends_at:
                        break
                    came[_send(letter_id, postman, now)] += 1
        except Unreachable as error:
            came["unreachable"] += 1
            log.warning("mail_server_unreachable", reason=str(error))
    return came


def _send(letter_id: int, postman: Postman, now: Callable[[], datetime]) -> str:
    letter = letters.claim(letter_id, at=now())
    if letter is None:
        return "taken"  # by another worker
    try:
        written = _write(letter)
    except Exception:  # whatever is wrong with one letter must not hold up the others
        log.exception("letter_not_written", letter=letter.pk)
        letters.was_not_taken(letter, at=now(), reason="not_written")
        return "not_written"
    if written is None:
        letters.drop(letter)
        return "nothing"
    try:
        postman.call()
    except Unreachable as error:
        letters.was_not_taken(letter, at=now(), reason=str(error))
        raise
    return _hand_over(letter, written, postman, now)


def _write(letter: Letter) -> EmailMessage | None:
    digest = digest_of(letter.user, on=letter.on)
    if digest is None:
        return None
    reminder: Reminder = letter.user.reminder  # type: ignore[attr-defined]
    name = f"letter-{letter.pk}-{letter.on:%Y%m%d}"
    return letter_to(letter.user, digest, stop_path=reminder.stop_path, name=name)


def _hand_over(letter: Letter, written: EmailMessage, postman: Postman, now: Callable[[], datetime]) -> str:
    passage = letters.let_through(letter, at=now())
    if passage is None:
        return "stopped"
    try:
        postman.hand_over(written)
    except NotTaken as error:
        letters.was_not_taken(letter, at=now(), reason=str(error), is_final=error.is_final, passage=passage)
        return "refused"
    except NobodyKnows as error:
        letters.nobody_knows(letter, reason=str(error))
        return "unknown"
    letters.was_sent(letter, at=now())
    return "sent"
