"""Defects on purpose: the harness has to see each of them. Nothing here is ever loaded by the product."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

HURRY_LEASE = 4.0  # seconds


def hurry() -> None:
    """Everything that is waited for, five times as soon: for runs that have no minutes."""
    from aigc_academy import supervisor
    from aigc_academy.management.commands import setup
    from practice import calls, writer

    calls.LEASE, calls.RING_AGAIN_AFTER = timedelta(seconds=HURRY_LEASE), timedelta(seconds=1)
    writer.RENEW = 1.0
    supervisor.LONGEST_DELAY = supervisor.FIRST_DELAY
    setup.Command.load_course = lambda self: None  # type: ignore[method-assign]  # prepare.py brings a lesson of its own


def no_sweep() -> None:
    from practice import calls

    calls.sweep = lambda *, at: calls.Swept([], [])


def no_fence() -> None:
    """Whoever once had a call may go on writing to it, and end it again."""
    from practice import calls, models

    models.CallQuerySet.held_with = lambda self, *, pk, fence: self.filter(pk=pk)  # type: ignore[method-assign]

    def write(pieces, *, fences, lease_until=None) -> calls.Standing:
        models.Piece.objects.bulk_create(pieces, ignore_conflicts=True)
        mine = models.Call.objects.filter(pk__in=fences)
        if lease_until:
            mine.running().update(lease_until=lease_until)
        cancelled = mine.filter(cancel_requested_at__isnull=False).values_list("pk", flat=True)
        return calls.Standing(set(fences), set(cancelled))

    calls.write = write


def claimed_by_all() -> None:
    """A bell rung twice is answered twice."""
    from practice import models

    models.CallQuerySet.queued = lambda self: self.filter(finished_at=None)  # type: ignore[method-assign]


def library_retries() -> None:
    import openai

    started = openai.AsyncOpenAI.__init__

    def with_retries(self, **options) -> None:
        started(self, **options | {"max_retries": 2})

    openai.AsyncOpenAI.__init__ = with_retries  # type: ignore[method-assign,assignment]


def no_unique_key() -> None:
    """The code is as it was; prepare.py takes the constraint out of the database."""


def settled_twice() -> None:
    from django.db.models import F

    from practice import models
    from practice.money import ledger

    settle = ledger.settle

    def twice(call, *, at) -> None:
        settle(call, at=at)
        charge = models.Charge.objects.get(call=call)
        month = models.SiteMonth.objects.filter(month=charge.month)
        month.update(tokens=F("tokens") + charge.spent - charge.reserved)

    ledger.settle = twice


def asks_again() -> None:
    """A lost call goes back into the line, as if nobody had been asked."""
    from practice import calls, models

    def back_into_line(call_id: int, *, at) -> bool:
        lost = models.Call.objects.lost(at=at).filter(pk=call_id)
        return bool(lost.update(status="queued", lease_until=None))

    calls._close = partial(back_into_line)


ALL: dict[str, Callable[[], None]] = {
    plant.__name__: plant
    for plant in (no_sweep, no_fence, library_retries, no_unique_key, settled_twice, claimed_by_all, asks_again)
}
