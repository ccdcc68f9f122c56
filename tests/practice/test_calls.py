from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from practice import calls
from practice.llm import Usage
from practice.models import Call, Charge, Piece

pytestmark = pytest.mark.services

NOW = timezone.now()
LATER = NOW + timedelta(seconds=21)


@pytest.fixture
def running(call):
    return calls.claim(call.pk, at=NOW)


def keep(call, *texts, fence=None):
    start = call.pieces.count() + 1
    pieces = [Piece(call=call, number=number, text=text) for number, text in enumerate(texts, start)]
    return calls.write(pieces, fences={call.pk: fence or call.fence})


def finish(call, reason="", **fields):
    return calls.finish(call.pk, fence=call.fence, ending=calls.Ending(reason, **fields), at=NOW)


def test_a_call_rung_twice_is_claimed_once(call):
    assert calls.claim(call.pk, at=NOW) and calls.claim(call.pk, at=NOW) is None


def test_a_claim_hands_out_a_lease_and_a_fence(running):
    assert (running.status, running.fence, running.lease_until) == ("running", 1, NOW + timedelta(seconds=20))


def test_pieces_joined_are_the_reply_while_it_runs_and_afterwards(running):
    keep(running, "你好，", "老郑")
    assert running.reply == "你好，老郑"
    finish(running)
    running.refresh_from_db()
    assert (running.status, running.text, running.reply) == ("succeeded", "你好，老郑", "你好，老郑")


def test_the_last_pieces_are_kept_with_the_end(running):
    keep(running, "你好，")
    calls.finish(
        running.pk, fence=1, ending=calls.Ending(), at=NOW, pieces=[Piece(call=running, number=2, text="老郑")]
    )
    assert Call.objects.get().text == "你好，老郑"


def test_a_call_ends_once(running):
    assert finish(running) and not finish(running, "gap")
    assert Call.objects.get().status == "succeeded"


def test_the_charge_is_settled_with_the_end(configured, running):
    keep(running, "你好")
    finish(running, usage=Usage(120, 30))
    charge = Charge.objects.get()
    assert (charge.spent, charge.settled_at) == (150, NOW)


def test_a_sample_reply_costs_nothing(running):
    keep(running, "你好")
    finish(running, "cut_off", asked=40)
    assert (Charge.objects.get().reserved, Charge.objects.get().spent) == (0, 0)


def test_a_count_the_provider_did_not_give_is_estimated(configured, running):
    keep(running, "你好")
    finish(running, "cut_off", asked=40)
    call = Call.objects.get()
    assert (call.input_tokens, call.output_tokens, call.is_estimated) == (40, 2, True)


def test_who_lost_the_call_writes_no_more(running):
    calls.sweep(at=LATER)
    assert keep(running, "太晚了").kept == set()
    assert not finish(running)
    assert not Piece.objects.exists()


def test_an_old_fence_writes_nothing(running):
    assert keep(running, "旧的", fence=7).kept == set()
    assert not Piece.objects.exists()


@pytest.mark.parametrize(
    ("reason", "text", "status"),
    [
        ("length", "半句", "partial"),
        ("cut_off", "半句", "partial"),
        ("filtered", "", "failed"),
        ("filtered", "半句", "partial"),
        ("empty", "", "failed"),
        ("cancelled", "半句", "cancelled"),
        ("", "一句", "succeeded"),
    ],
)
def test_each_end_has_its_status(running, reason, text, status):
    if text:
        keep(running, text)
    finish(running, reason)
    assert Call.objects.get().status == status


def test_a_waiting_call_is_cancelled_at_once(call):
    calls.request_cancel(call.pk, at=NOW)
    call.refresh_from_db()
    assert (call.status, call.charge.spent) == ("cancelled", 0)
    assert calls.claim(call.pk, at=NOW) is None


def test_a_running_call_is_told_to_stop_at_its_next_piece(running):
    calls.request_cancel(running.pk, at=NOW)
    calls.request_cancel(running.pk, at=LATER)
    assert keep(running, "你好").cancelled == {running.pk}
    assert Call.objects.get().cancel_requested_at == NOW


def test_cancelling_what_has_ended_changes_nothing(running):
    finish(running)
    calls.request_cancel(running.pk, at=NOW)
    assert Call.objects.get().cancel_requested_at is None


def test_a_lost_call_keeps_its_text_and_is_not_rung_again(running):
    keep(running, "你好")
    assert calls.sweep(at=LATER) == calls.Swept(closed=[running.pk], waiting=[])
    call = Call.objects.get()
    assert (call.status, call.reason, call.text) == ("partial", "worker_lost", "你好")


def test_a_lost_call_without_text_failed(running):
    calls.sweep(at=LATER)
    assert Call.objects.get().status == "failed"


def test_a_lost_call_that_was_cancelled_is_cancelled(running):
    calls.request_cancel(running.pk, at=NOW)
    calls.sweep(at=LATER)
    assert Call.objects.get().status == "cancelled"


def test_a_lost_call_that_cannot_be_closed_keeps_no_other_open(submit, monkeypatch):
    broken, other = (calls.claim(submit().call.pk, at=NOW) for _ in range(2))
    settle = calls.ledger.settle

    def fail_for_one(call, *, at):
        if call.pk == broken.pk:
            raise ValueError("a row nobody thought of")
        settle(call, at=at)

    monkeypatch.setattr(calls.ledger, "settle", fail_for_one)
    assert calls.sweep(at=LATER).closed == [other.pk]
    assert Call.objects.running().get() == broken


def test_what_still_runs_for_a_disabled_learner_is_stopped(amy, submit):
    running, waiting = calls.claim(submit().call.pk, at=NOW), submit().call
    amy.is_active = False
    amy.save()
    calls.sweep(at=NOW)
    waiting.refresh_from_db()
    assert waiting.status == "cancelled"
    assert keep(running, "你好").cancelled == {running.pk}
    assert not Call.objects.of_disabled_learners().exists()


def test_the_calls_of_others_run_on(running):
    calls.sweep(at=NOW)
    assert Call.objects.get().cancel_requested_at is None


def test_cancelling_what_was_erased_is_no_error(running):
    Call.objects.all().delete()
    calls.request_cancel(running.pk, at=NOW)


def test_a_piece_that_comes_again_is_kept_once(running):
    piece = Piece(call=running, number=1, text="你好")
    for _ in range(2):
        calls.write([piece], fences={running.pk: 1})
    assert calls.finish(running.pk, fence=1, ending=calls.Ending(), at=NOW, pieces=[piece])
    assert Call.objects.get().text == "你好"


def test_a_renewed_lease_keeps_the_sweep_away(running):
    calls.write([], fences={running.pk: 1}, lease_until=LATER + timedelta(seconds=1))
    calls.sweep(at=LATER)
    assert Call.objects.get().status == "running"


def test_the_sweep_rings_for_calls_that_wait(call):
    assert calls.sweep(at=call.queued_at).waiting == []  # its first bell is still on the way
    assert calls.sweep(at=call.queued_at + calls.RING_AGAIN_AFTER).waiting == [call.pk]


def test_places_in_the_line_count_from_one(submit):
    first, second = submit().call, submit().call
    assert (calls.place_of(first), calls.place_of(second)) == (1, 2)
    calls.claim(first.pk, at=NOW)
    first.refresh_from_db()
    assert (calls.place_of(first), calls.place_of(second)) == (None, 1)


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "answer"},
        {"kind": "answer", "status": "succeeded"},
        {"kind": "judge"},
    ],
)
def test_a_call_belongs_to_what_it_is_about(db, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(queued_at=NOW, **row)


def test_one_piece_for_each_number(running):
    keep(running, "一")
    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.create(call=running, number=1, text="又一")
