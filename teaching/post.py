"""The way of a mail to one learner. At most once: it is claimed before it is sent, and never sent again by itself.

A worker that dies in between leaves a claimed row. Nobody knows whether that mail has gone out, so it is
called unsure and an instructor decides.
"""

import smtplib
from datetime import datetime, timedelta

import structlog
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from accounts.models import User
from courses.models import Lesson
from progress.models import Enrollment

from . import standings
from .models import Letter, Recipient, Standing
from .words import filled

log = structlog.get_logger(__name__)

ROUND = 50  # mails over one connection
PATIENCE = 20  # seconds for a mail server to answer
LOST_AFTER = timedelta(minutes=10)


def deliver() -> bool:
    """Send a round of what waits. Says whether more is waiting; raises OSError when no mail server answers."""
    waiting = list(Recipient.objects.waiting().order_by("pk").values_list("pk", flat=True)[: ROUND + 1])
    if not waiting:
        return False
    # Opened before anything is claimed: with a silent mail server all of them go on waiting.
    with get_connection(timeout=PATIENCE) as connection:
        for key in waiting[:ROUND]:
            recipient = claim(key, at=timezone.now())
            if recipient and _send(recipient, connection) == Recipient.Status.UNSURE:
                return True  # over this connection nothing more would go
    return len(waiting) > ROUND


def claim(key: int, *, at: datetime) -> Recipient | None:
    """Take this mail. The update is the lock: one worker sees 1, the rest 0."""
    claimed = Recipient.objects.waiting().filter(pk=key)
    if not claimed.update(status=Recipient.Status.SENDING, claimed_at=at):
        return None
    return Recipient.objects.select_related("letter__by", "letter__course", "enrollment__user").get(pk=key)


def sweep(*, at: datetime) -> int:
    """Name as unsure what a lost worker has left, and put away letters that nobody is left of."""
    lost = Recipient.objects.lost(since=at - LOST_AFTER).update(status=Recipient.Status.UNSURE)
    # The only learner a letter was written to may be named in it.
    Letter.objects.filter(recipients=None, made_at__lt=at - LOST_AFTER).delete()
    return lost


def _send(recipient: Recipient, connection: BaseEmailBackend) -> Recipient.Status:
    address = address_of(recipient.enrollment.user)
    if address is None:
        return _leave(recipient, Recipient.Status.SKIPPED)
    mail = _mail(recipient, address, connection)
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        log.warning("letter_refused", recipient=recipient.pk, error=type(error).__name__)
        return _leave(recipient, Recipient.Status.FAILED)
    except OSError as error:  # every other SMTP error is one, too
        log.warning("letter_unsure", recipient=recipient.pk, error=type(error).__name__)
        return _leave(recipient, Recipient.Status.UNSURE)
    recipient.sent_at = timezone.now()
    return _leave(recipient, Recipient.Status.SENT)


def _mail(recipient: Recipient, address: str, connection: BaseEmailBackend) -> EmailMessage:
    letter, enrollment = recipient.letter, recipient.enrollment
    words = filled(letter, learner=enrollment.user, lesson=next_lesson_of(enrollment))
    recipient.subject, recipient.text = words
    writer = address_of(letter.by) if letter.by and letter.is_answered_to_writer else None
    return EmailMessage(
        words.subject, words.text, to=[address], reply_to=[writer] if writer else None, connection=connection
    )


def next_lesson_of(enrollment: Enrollment) -> Lesson | None:
    """Of this moment: who did a lesson since the letter was written is not told of it."""
    standings.refresh([enrollment], at=timezone.now())
    lessons = Lesson.objects.select_related("stage", "course").only("title", "slug", "stage__number", "course__slug")
    return lessons.filter(pk__in=Standing.objects.filter(pk=enrollment.pk).values("next_lesson")).first()


def address_of(user: User) -> str | None:
    """An address that is known to be theirs, the primary one first; nobody who may not sign in is written to."""
    if not user.is_active:
        return None
    verified = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    return verified.values_list("email", flat=True).first()


def _leave(recipient: Recipient, status: Recipient.Status) -> Recipient.Status:
    recipient.status = status
    recipient.save(update_fields=["status", "subject", "text", "sent_at"])
    return status
