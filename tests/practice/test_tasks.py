from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from practice import calls, tasks
from practice.loop import door
from practice.models import Call


@pytest.fixture
def lost(submit):
    """A running call whose worker is gone."""
    call = submit().call
    calls.claim(call.pk, at=timezone.now() - timedelta(minutes=1))
    return call


@pytest.fixture
def waiting(submit):
    call = submit().call
    Call.objects.filter(pk=call.pk).update(queued_at=timezone.now() - timedelta(minutes=1))
    return call


def test_the_sweep_closes_what_is_lost_and_rings_for_what_waits(lost, waiting, bells):
    tasks.sweep_calls()
    lost.refresh_from_db()
    assert (lost.status, bells) == ("failed", [waiting.pk])


def test_sweeping_by_hand_says_what_was_done(lost, waiting, bells, capsys):
    call_command("sweep_calls")
    assert capsys.readouterr().out == "closed 1, rang again for 1\n"
    assert bells == [waiting.pk]


def test_a_task_hands_the_call_to_the_loop_and_returns(monkeypatch):
    offered = []

    class Loop:
        offer = offered.append

    monkeypatch.setattr(door, "open", lambda: Loop)
    tasks.run_call(7)
    assert offered == [7]
