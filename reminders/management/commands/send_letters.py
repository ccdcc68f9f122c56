from django.core.management.base import BaseCommand

from reminders.sending import send_due


class Command(BaseCommand):
    help = "Send the reminders that are due. Beat does it every minute."

    def handle(self, **options) -> None:
        came = send_due()
        self.stdout.write(", ".join(f"{end} {count}" for end, count in sorted(came.items())) or "nothing to do")
