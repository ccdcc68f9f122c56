"""Run inside a started site: one lesson, as many learners, each signed in. Prints exercise and cookies as JSON.

python -m bench.chaos.prepare LEARNERS [without_key]
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402  models need a ready Django
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from practice.models import Allowance, Attempt  # noqa: E402
from progress.models import Enrollment  # noqa: E402
from tests.practice import scene  # noqa: E402


def signed_in(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def without_key() -> None:
    once = next(found for found in Attempt._meta.constraints if found.name == "attempt_sent_once_for_each_key")
    # SQLite draws the table anew, with all that the model still names.
    Attempt._meta.constraints.remove(once)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Attempt, once)


lesson = scene.make_lesson(slug="chaos")
Allowance.objects.update_or_create(pk=1, defaults={"learner_day": 0, "lesson_day": 0, "site_month": 0})
learners = User.objects.bulk_create(
    User(email=f"learner{n}@example.org", password="!") for n in range(int(sys.argv[1]))
)
began = timezone.localdate() - timedelta(days=1)
Enrollment.objects.bulk_create(Enrollment(user=user, course=lesson.course, starts_on=began) for user in learners)
if "without_key" in sys.argv:
    without_key()
cookies = [signed_in(user) for user in learners]
sys.stdout.write(json.dumps({"exercise": lesson.exercises.get(key="p1").pk, "cookies": cookies}))
