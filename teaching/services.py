"""Writing to learners. Keyword-only, harmless twice."""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from courses.models import Course
from progress.models import Enrollment

from . import tasks
from .models import Letter, Recipient

AT_ONCE = 500
MOST_NAMED = 10_000


class Addressees(NamedTuple):
    """Who gets a mail, and who has no address that is known to be theirs."""

    reached: list[Enrollment]
    skipped: list[Enrollment]


def addressees(course: Course, keys: Iterable[int], *, are_held: bool = False) -> Addressees:
    """Held, within a transaction: nobody among them is erased before it ends."""
    verified = EmailAddress.objects.filter(user=OuterRef("user"), verified=True)
    learners = Enrollment.objects.filter(course=course).select_related("user").annotate(has_address=Exists(verified))
    if are_held:
        learners = learners.select_for_update(of=("self",), no_key=True)
    named, to = sorted(set(keys)), Addressees([], [])
    # A database takes only so many numbers in one question.
    for first in range(0, len(named), MOST_NAMED):
        for enrollment in learners.filter(pk__in=named[first : first + MOST_NAMED]).order_by("pk"):
            is_reached = enrollment.has_address and enrollment.user.is_active
            (to.reached if is_reached else to.skipped).append(enrollment)
    return to


def send_letter(
    *, course: Course, by: User, key: uuid.UUID, subject: str, text: str, to: Iterable[int], is_answered_to_writer: bool
) -> Letter:
    """Keep the letter with a row for each learner, and ring for the mails. The same key again is the same letter."""
    if earlier := Letter.objects.filter(key=key).first():
        return earlier
    try:
        with transaction.atomic():
            letter = Letter.objects.create(
                course=course, by=by, key=key, subject=subject, text=text, is_answered_to_writer=is_answered_to_writer
            )
            _address(letter, addressees(course, to, are_held=True))
            transaction.on_commit(lambda: tasks.ring(), robust=True)
    except IntegrityError:
        # Two presses at the same moment: the other one was first.
        return Letter.objects.get(key=key)
    return letter


def _address(letter: Letter, to: Addressees) -> None:
    waiting, skipped = Recipient.Status.WAITING, Recipient.Status.SKIPPED
    rows = [Recipient(letter=letter, enrollment=one, status=waiting) for one in to.reached]
    rows += [Recipient(letter=letter, enrollment=one, status=skipped) for one in to.skipped]
    Recipient.objects.bulk_create(rows, batch_size=AT_ONCE)


def stop_letter(*, letter: Letter) -> int:
    """Nobody who still waits gets it. Says how many those were."""
    return letter.recipients.waiting().update(status=Recipient.Status.STOPPED)
