from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.tasks import clear_sessions

pytestmark = pytest.mark.django_db


def session(*, ends_in: timedelta) -> str:
    store = SessionStore()
    store["practice_drafts"] = {"1": "没发出去的字"}
    store.save()
    Session.objects.filter(pk=store.session_key).update(expire_date=timezone.now() + ends_in)
    return store.session_key


def test_words_in_a_session_that_ran_out_are_not_kept():
    session(ends_in=timedelta(days=-1))
    alive = session(ends_in=timedelta(days=1))
    clear_sessions()
    assert [row.pk for row in Session.objects.all()] == [alive]


def test_sessions_are_cleared_by_themselves():
    assert clear_sessions.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
