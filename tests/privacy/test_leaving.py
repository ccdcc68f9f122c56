"""People who leave in the very moment in which something is written to them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from accounts.models import User
from privacy.services import erase_person
from reminders import sending
from reminders.models import Reminder
from teaching import services, tasks
from tests.conftest import enrolled, person

ROUNDS = 4
pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def many_writers():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")


@pytest.fixture
def learner(course) -> Callable[[str], User]:
    def learner(name: str) -> User:
        user = person(name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Reminder.objects.create(user=user, is_on=True, hour=0, next_at=timezone.now() - timedelta(minutes=1))
        enrolled(user, course, days_done=1)
        return user

    return learner


def together(*deeds: Callable[[], object]) -> list[Exception]:
    """What went wrong when all of them were done at the same moment."""
    gate, troubles = Barrier(len(deeds)), []

    def do(deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            deed()
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return troubles


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_letter_goes_to_who_is_left(turn, learner, course, ines, monkeypatch):
    monkeypatch.setattr(tasks.send_mails, "delay", lambda: None)
    stays, leaves, leaves_too = learner("stays"), learner("leaves"), learner("leaves-too")
    to = [user.enrollments.get().pk for user in (leaves, stays, leaves_too)]
    words = {"subject": "你好", "text": "你好", "is_answered_to_writer": False}
    assert not together(
        lambda: erase_person(user=leaves),
        lambda: services.send_letter(course=course, by=ines, key=uuid.uuid4(), to=to, **words),
        lambda: erase_person(user=leaves_too),
    )
    assert [row.enrollment.user for row in course.letters.get().recipients.all()] == [stays]


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_reminder_holds_up_nobody_who_leaves(turn, learner):
    people = [learner(f"learner-{number}") for number in range(4)]
    leaving = [lambda user=user: erase_person(user=user) for user in people]
    assert not together(sending.send_due, *leaving, sending.send_due)
    assert not User.objects.filter(pk__in=[user.pk for user in people]).exists()
