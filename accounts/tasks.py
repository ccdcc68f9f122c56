from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_sessions() -> None:
    """A session may hold a prompt that was never sent; nobody can come back for it once it has run out."""
    call_command("clearsessions")
