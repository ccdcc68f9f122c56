"""Doorways for the queue. A bell may ring twice or never: the row decides, and the sweep rings again."""

from celery import shared_task, signals
from django.utils import timezone

from . import calls
from .loop import door


@shared_task
def run_call(call_id: int) -> None:
    door.open().offer(call_id)


@shared_task
def sweep_calls() -> None:
    sweep()


def sweep() -> calls.Swept:
    swept = calls.sweep(at=timezone.now())
    for call_id in swept.waiting:
        run_call.delay(call_id)
    return swept


@signals.worker_ready.connect
def _open(**kwargs) -> None:
    door.open()


@signals.worker_shutting_down.connect
def _close(**kwargs) -> None:
    door.close()


@signals.worker_shutdown.connect
def _stop(**kwargs) -> None:
    door.stop()
