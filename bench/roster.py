"""The instructors' list with 1,000 and with 10,000 learners: what ten times as many cost, page by page.

Processor time of this process, so that busy neighbours change little; PostgreSQL counts its own elsewhere.

In SQLite in a folder of its own; with DATABASE_URL in that database, which should be empty.
"""

import os
import statistics
import tempfile
import time

os.environ["AIGC_DATA_DIR"] = tempfile.mkdtemp()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_academy.settings")

import django
from django.conf import settings

settings.STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.services import create_learner  # noqa: E402
from progress.learner_plan import LearnerPlan  # noqa: E402
from progress.models import Enrollment  # noqa: E402
from teaching import standings  # noqa: E402
from teaching.models import Standing  # noqa: E402

from . import crowd  # noqa: E402

FEW, MANY, ROUNDS = 1_000, 10_000, 7
PAGES = {
    "list": "/teaching/",
    "list, last page": "/teaching/?page=999",
    "stuck": "/teaching/?show=stuck&days=30",
    "idle, longest first": "/teaching/?show=idle&sort=quiet",
    "one stage": "/teaching/?stage=3",
    "search by name": "/teaching/?q=王芳7",
    "one learner": "/teaching/learners/%d/",
    "funnel": "/teaching/funnel/",
    "table for Excel": "/teaching/learners.csv",
}


def main() -> None:
    call_command("migrate", verbosity=0)
    course = crowd.course()
    client = Client(headers={"host": "localhost"})
    client.force_login(create_learner(email="ines@localhost", password="bench-only", is_instructor=True))
    measured = []
    for count in (FEW, MANY):
        crowd.join(course, count - Enrollment.objects.count(), seed=count)
        each = worked_out()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        measured.append({name: fetched(client, path) for name, path in PAGES.items()})
        ratio = each / planned()
        print(f"{count} learners on {connection.vendor}: {each * 1000:.2f} ms to work one out, {ratio:.2f} of a plan")
    few, many = measured
    for name in PAGES:
        print(f"{name:20} {few[name] * 1000:7.0f} ms {many[name] * 1000:7.0f} ms   {many[name] / few[name]:.2f}")


def worked_out() -> float:
    """Seconds for each learner who had no row yet."""
    new = Enrollment.objects.count() - Standing.objects.count()
    start = time.process_time()
    while standings.refresh_oldest(at=timezone.now()):
        pass
    return (time.process_time() - start) / new


def planned() -> float:
    """Seconds for the plan of one learner, read alone."""
    learners = list(Enrollment.objects.select_related("user")[:200])
    start = time.process_time()
    for enrollment in learners:
        plan = LearnerPlan.read(enrollment, timezone.localdate())
        _figures = plan.behind, plan.ahead, plan.forecast_on
    return (time.process_time() - start) / len(learners)


def fetched(client: Client, path: str) -> float:
    """The median of a few answers, read to their end."""
    path = path % Enrollment.objects.first().pk if "%d" in path else path
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        answer = client.get(path)
        body = answer.getvalue()
        times.append(time.process_time() - start)
        assert answer.status_code == 200 and body, path
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
