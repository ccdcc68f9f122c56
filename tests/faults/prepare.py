"""Run inside the data folder of a started site: one lesson, one learner who is signed in. Prints both as JSON."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from tests.practice import image_scene, scene  # noqa: E402

lesson = scene.make_lesson(slug="faults", tasks=[*scene.TASKS, image_scene.PAINT | {"id": "p9"}])
amy = scene.make_learner("amy@example.com", course=lesson.course)
session = SessionStore()
session[SESSION_KEY] = str(amy.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = amy.get_session_auth_hash()
session.save()
cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
tasks = {"exercise": lesson.exercises.get(key="p1").pk, "pictures": lesson.exercises.get(key="p9").pk}
sys.stdout.write(json.dumps({**tasks, "cookie": cookie}))
