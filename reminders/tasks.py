"""A doorway for the queue. The bell may ring twice or never: the rows decide, and it rings again in a minute."""

from celery import shared_task

from .sending import send_due


@shared_task
def send_letters() -> None:
    send_due()
