import uuid

import pytest
from django.test import Client

from accounts.models import User
from accounts.services import ensure_instructors_group
from courses.models import Exercise
from practice import revisions, services
from practice.providers.provider import Provider
from practice.tasks import run_call
from tests import provider as fake
from tests.practice import scene


@pytest.fixture
def provider():
    with fake.Provider() as server:
        yield server


@pytest.fixture
def configured(settings, provider):
    """The site asks the test server; the judge is another model there."""
    settings.OPENAI_BASE_URL = provider.url
    settings.OPENAI_API_KEY = "sk-secret"
    settings.PRACTICE_MODEL = "chat"
    settings.PRACTICE_JUDGE_MODEL = "judge"
    return provider


@pytest.fixture
def provider_row(db):
    """A provider as an instructor saves it."""

    def make(name: str, *, key: str = "sk-secret", **columns) -> Provider:
        row = Provider(name=name, **({"address": "https://models.example/v1", "answer_model": "chat"} | columns))
        row.set_key(key)
        row.save()
        return row

    return make


@pytest.fixture(autouse=True)
def no_revision_remembered():
    """What a process remembers of old revisions goes by their number, and the next test counts anew."""
    revisions.forget()


@pytest.fixture(autouse=True)
def bells(monkeypatch) -> list[int]:
    """The ids that were rung for; the queue itself is tried with real processes."""
    rung: list[int] = []
    monkeypatch.setattr(run_call, "delay", rung.append)
    return rung


@pytest.fixture
def lesson(db):
    return scene.make_lesson()


@pytest.fixture
def exercise(lesson):
    return Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p1")


@pytest.fixture
def talk(lesson):
    return Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p2")


@pytest.fixture
def role_play(lesson):
    return scene.add_task(lesson, scene.ROLE_PLAY)


@pytest.fixture
def amy(lesson):
    return scene.make_learner("amy@example.com", course=lesson.course)


@pytest.fixture
def stranger(lesson):
    return scene.make_learner("stranger@example.com")


@pytest.fixture
def enrollment(amy):
    return amy.enrollments.get()


@pytest.fixture
def browser(amy):
    client = Client(headers={"accept": "application/json"})
    client.force_login(amy)
    return client


@pytest.fixture
def reader(amy):
    """Amy before the pages."""
    client = Client()
    client.force_login(amy)
    return client


@pytest.fixture
def desk(client, db):
    """Ines, who teaches, before the admin."""
    ines = User.objects.create_user("ines@example.org", "a-long-password", is_staff=True)
    ines.groups.add(ensure_instructors_group())
    client.force_login(ines)
    return client


@pytest.fixture
def submit(enrollment, exercise):
    def send(text=scene.CASE, **options):
        options = {"enrollment": enrollment, "exercise": exercise, "key": uuid.uuid4().hex} | options
        return services.submit_attempt(text=text, **options).attempt

    return send


@pytest.fixture
def call(submit):
    return submit().call
