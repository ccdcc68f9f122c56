from django.core.management.base import BaseCommand

from practice import tasks


class Command(BaseCommand):
    help = "Close the calls whose worker is gone and ring again for those that wait. Beat does it every five seconds."

    def handle(self, **options) -> None:
        swept = tasks.sweep()
        self.stdout.write(f"closed {len(swept.closed)}, rang again for {len(swept.waiting)}")
