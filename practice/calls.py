"""The life of a call. Every change is one conditional update: whoever sees a row change made the change.

queued -> running -> succeeded | partial | failed | cancelled        queued -> cancelled
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Case, F, Value, When

from . import judging
from .llm import Usage
from .models import Artwork, Call, Piece
from .money import counting, ledger

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=20)
RING_AGAIN_AFTER = timedelta(seconds=5)
RINGS_AT_ONCE = 500


@dataclass(frozen=True)
class Ending:
    """How a worker leaves a call: an empty reason is a good end. `asked` is what the prompt was estimated to cost."""

    reason: str = ""
    usage: Usage | None = None
    asked: int = 0
    wait: int = 0  # seconds for which the provider wants to be left alone
    pictures: int = 0  # that the provider handed over, whether or not we could keep them


@dataclass(frozen=True)
class Standing:
    """Which calls are still this worker's, and which of them their learner wants no longer."""

    kept: set[int] = field(default_factory=set)
    cancelled: set[int] = field(default_factory=set)


def claim(call_id: int, *, at: datetime, provider: str = "") -> Call | None:
    """Take the call for this worker. The update is the lock: one caller sees 1, the rest 0.

    `provider` is who will be asked first; nobody is asked for a sample reply, and a chosen one stays who was chosen.
    """
    claimed = (
        Call.objects.queued()
        .filter(pk=call_id)
        .update(
            status=Call.Status.RUNNING,
            started_at=at,
            lease_until=at + LEASE,
            fence=F("fence") + 1,
            provider=Case(
                When(is_sample=True, then=Value("")),
                When(asks=Call.Asks.ANYONE, then=Value(provider)),
                default="provider",
            ),
        )
    )
    if not claimed:
        return None
    rooms = ("attempt__exercise__lesson", "attempt__parent", "hand_in__exercise__lesson")
    return Call.objects.select_related(*rooms).get(pk=call_id)


def name_provider(call_id: int, *, fence: int, provider: str, model: str) -> bool:
    """Who is asked, before anything is sent there. False when the call is not this worker's any more."""
    held = Call.objects.held_with(pk=call_id, fence=fence)
    return bool(held.update(provider=provider, model=model))


def write(pieces: Iterable[Piece], *, fences: Mapping[int, int], lease_until: datetime | None = None) -> Standing:
    """Keep the pieces of all streams of a worker, renew its leases when told until when."""
    with transaction.atomic():
        # Locked, so that a sweep cannot close a call between the question and the pieces.
        mine = Call.objects.running().filter(pk__in=fences).order_by("pk").select_for_update()
        rows = [row for row in mine.values_list("pk", "fence", "cancel_requested_at") if row[1] == fences[row[0]]]
        standing = Standing({pk for pk, _, _ in rows}, {pk for pk, _, cancelled in rows if cancelled})
        # A piece may come again: its first commit was lost to the worker, not to the database.
        Piece.objects.bulk_create((piece for piece in pieces if piece.call_id in standing.kept), ignore_conflicts=True)
        if lease_until:
            Call.objects.filter(pk__in=standing.kept).update(lease_until=lease_until)
    return standing


def finish(
    call_id: int,
    *,
    fence: int,
    ending: Ending,
    at: datetime,
    pieces: Iterable[Piece] = (),
    artworks: Sequence[Artwork] = (),
) -> bool:
    """End the call once: last pieces, text, pictures, charge and verdict. False when it was not ours any more."""
    with transaction.atomic():
        call = Call.objects.held_with(pk=call_id, fence=fence).select_for_update().first()
        if call is None:
            return False
        Piece.objects.bulk_create(pieces, ignore_conflicts=True)
        Artwork.objects.bulk_create(artworks)
        _end(call, ending, at=at, has_pictures=bool(artworks))
    return True


def request_cancel(call_id: int, *, at: datetime) -> None:
    """A waiting call ends at once; a running one is ended by its worker, or by the sweep. Harmless twice."""
    with transaction.atomic():
        call = Call.objects.select_for_update().filter(pk=call_id).first()
        if call is None:
            return  # erased with its learner
        if call.status == Call.Status.QUEUED:
            _end(call, Ending(reason="cancelled"), at=at)
        elif not call.is_over and call.cancel_requested_at is None:
            call.cancel_requested_at = at
            call.save(update_fields=["cancel_requested_at"])


@dataclass(frozen=True)
class Swept:
    closed: list[int]
    waiting: list[int]  # their bells should be rung again


def sweep(*, at: datetime) -> Swept:
    """Close the calls whose worker is gone, stop those of disabled learners, and name those that wait.

    A lost call is never asked again by itself: nobody knows whether the provider has already answered.
    """
    for call_id in Call.objects.of_disabled_learners().values_list("pk", flat=True):
        request_cancel(call_id, at=at)
    closed = [call_id for call_id in Call.objects.lost(at=at).values_list("pk", flat=True) if _close(call_id, at=at)]
    waiting = Call.objects.waiting_since(at - RING_AGAIN_AFTER).order_by("queued_at", "pk")
    return Swept(closed, list(waiting.values_list("pk", flat=True)[:RINGS_AT_ONCE]))


def _close(call_id: int, *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            call = Call.objects.lost(at=at).filter(pk=call_id).select_for_update().first()
            if call:
                _end(call, Ending(reason="worker_lost", asked=ledger.asked_of(call)), at=at)
    except Exception:
        # One that cannot be closed must not keep the others open.
        log.exception("lost_call_not_closed", call=call_id)
        return False
    return call is not None


def place_of(call: Call) -> int | None:
    """1 for the next in line; None when it does not wait."""
    if call.status != Call.Status.QUEUED:
        return None
    return Call.objects.queued().filter(pk__lt=call.pk).count() + 1


def status_after(reason: str, *, has_text: bool) -> str:
    if not reason:
        return Call.Status.SUCCEEDED
    if reason == "cancelled":
        return Call.Status.CANCELLED
    return Call.Status.PARTIAL if has_text else Call.Status.FAILED


def _end(call: Call, ending: Ending, *, at: datetime, has_pictures: bool = False) -> None:
    """Inside the transaction that locked the row."""
    reason = "cancelled" if call.cancel_requested_at and ending.reason == "worker_lost" else ending.reason
    call.text = "".join(call.pieces.values_list("text", flat=True))
    call.status = status_after(reason, has_text=bool(call.text) or has_pictures)
    call.reason = "" if reason == "cancelled" else reason
    call.wait = ending.wait
    call.finished_at, call.lease_until = at, None
    _count(call, ending)
    call.save()
    if call.kind == Call.Kind.JUDGE:
        judging.record_verdict(call)
    ledger.settle(call, at=at)


def _count(call: Call, ending: Ending) -> None:
    """The provider's count; ours, and marked, where it gave none or none to be believed although it was asked."""
    if call.is_sample:
        call.input_tokens = call.output_tokens = 0
        return
    if call.kind == Call.Kind.IMAGE:
        _count_pictures(call, ending)
        return
    count, call.is_estimated = counting.counted(ending.usage, text=call.text, asked=ending.asked, reason=ending.reason)
    if count:
        call.input_tokens, call.output_tokens = count.input, count.output


def _count_pictures(call: Call, ending: Ending) -> None:
    assert call.attempt  # noqa: S101  a named constraint of the table
    call.pictures = counting.pictures_paid_for(
        asked_for=call.attempt.settings["count"],
        came=ending.pictures,
        was_sent=ending.asked > 0,
        reason=ending.reason,
    )
    count, call.is_estimated = counting.counted_pictures(ending.usage, pictures=call.pictures, asked=ending.asked)
    call.input_tokens, call.output_tokens = (count.input, count.output) if count else (0, 0)
