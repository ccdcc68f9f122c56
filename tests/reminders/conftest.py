from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from accounts.models import User
from reminders.models import Letter, Reminder

EIGHT = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)  # in the morning in Shanghai, four hours before it is noon


def verified(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def remind(user: User, **columns) -> Reminder:
    return Reminder.objects.create(user=verified(user), **{"is_on": True, "hour": 8, "next_at": EIGHT} | columns)


def letter_of(user: User, **columns) -> Letter:
    ends_at = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    return Letter.objects.create(user=user, **{"on": EIGHT.date(), "ends_at": ends_at, "look_at": EIGHT} | columns)


@pytest.fixture
def amys(amy) -> Reminder:
    return remind(amy)


@pytest.fixture
def bens(ben) -> Reminder:
    return remind(ben)


@pytest.fixture
def connection_plan(db):
    """How the database would answer a question, in its own words."""

    def explain(rows) -> str:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")  # with two rows it would read the table
        return rows.explain()

    return explain
