"""Doorways for the queue. A bell may ring twice or never: the row decides, and the sweep rings again."""

import structlog
from celery import shared_task, signals
from celery.exceptions import OperationalError
from django.utils import timezone

from . import calls
from .images import drawing, lost_files
from .loop import door

log = structlog.get_logger(__name__)


@shared_task
def run_call(call_id: int) -> None:
    door.open().offer(call_id)


def ring(call_id: int) -> None:
    """Nobody may be listening: the row is kept, and the sweep rings again."""
    try:
        run_call.delay(call_id)
    except OperationalError as error:
        log.warning("bell_not_rung", call=call_id, error=str(error))


@shared_task
def sweep_calls() -> None:
    sweep()


def sweep() -> calls.Swept:
    swept = calls.sweep(at=timezone.now())
    drawing.clear_lost(swept.closed)
    for call_id in swept.waiting:
        ring(call_id)
    return swept


@shared_task
def sweep_pictures() -> None:
    lost_files.sweep(at=timezone.now())


@signals.worker_ready.connect
def _open(**kwargs) -> None:
    door.open()


@signals.worker_shutting_down.connect
def _close(**kwargs) -> None:
    door.close()


@signals.worker_shutdown.connect
def _stop(**kwargs) -> None:
    door.stop()
