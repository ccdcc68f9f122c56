import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from accounts.services import ensure_instructors_group
from progress.models import Enrollment
from teaching import standings, tasks


@pytest.fixture
def ines(db) -> User:
    """Teaches: staff, and in the group of instructors."""
    user = User.objects.create_user("ines@example.org", "a-long-password", display_name="Ines", is_staff=True)
    user.groups.add(ensure_instructors_group())
    return user


@pytest.fixture
def teacher(client, ines):
    """A browser in which Ines is signed in."""
    client.force_login(ines)
    return client


@pytest.fixture(autouse=True)
def bells(monkeypatch) -> list[str]:
    """How often was rung for the post; the queue itself is tried with real processes."""
    rung: list[str] = []
    monkeypatch.setattr(tasks.send_mails, "delay", lambda: rung.append("mails"))
    return rung


def verify(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def enrollment_of(user: User) -> Enrollment:
    return user.enrollments.select_related("user", "course").get()


def work_out(*users: User) -> None:
    standings.refresh([enrollment_of(user) for user in users], at=timezone.now())
