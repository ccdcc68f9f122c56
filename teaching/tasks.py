"""Doorways for the queue. A bell may ring twice or never: the rows decide, and beat rings again."""

import structlog
from celery import shared_task
from celery.exceptions import OperationalError
from django.utils import timezone

from . import post, standings

log = structlog.get_logger(__name__)


@shared_task
def refresh_standings() -> None:
    standings.refresh_oldest(at=timezone.now())


@shared_task
def send_mails() -> None:
    post.sweep(at=timezone.now())
    try:
        has_more = post.deliver()
    except OSError as error:  # every SMTP error is one
        log.warning("no_mail_server", error=str(error))
        return
    if has_more:
        ring()


def ring() -> None:
    """Nobody may be listening: the rows are kept, and beat rings again."""
    try:
        send_mails.delay()
    except OperationalError as error:
        log.warning("bell_not_rung", error=str(error))
