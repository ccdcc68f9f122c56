"""One picture task, a first picture for it and a second with one thing changed."""

import uuid

import pytest
from django.utils import timezone

from practice import calls
from practice.images import artworks
from practice.models import Attempt
from practice.one_variable import variations
from tests.practice import image_scene
from tests.practice.image_scene import STOVE
from tests.practice.pictures import drawn

DUSK = STOVE.replace("清晨", "傍晚")
SETTINGS = {"size": "1024x1024", "count": 1}


@pytest.fixture
def lesson(db):
    return image_scene.make_lesson()


@pytest.fixture
def exercise(lesson):
    return image_scene.task_of(lesson)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def draws(configured, settings, media):
    settings.PRACTICE_IMAGE_MODEL = "brush"


def end(attempt: Attempt, *, reason: str = "", pictures: int = 1) -> Attempt:
    """As a worker ends it."""
    call = calls.claim(attempt.call.pk, at=timezone.now())
    made = [
        artworks.generated(attempt=attempt, number=n, data=drawn.picture(), name=f"artworks/calls-0/{call.pk}-{n}")
        for n in range(1, pictures + 1)
    ]
    ending = calls.Ending(reason, asked=20, pictures=pictures)
    calls.finish(call.pk, fence=call.fence, ending=ending, at=timezone.now(), artworks=made)
    return Attempt.objects.get(pk=attempt.pk)


@pytest.fixture
def baseline(draws, submit):
    return end(submit(text=STOVE, settings=SETTINGS))


@pytest.fixture
def vary(enrollment, exercise, request):
    def send(before=None, **wish):
        before = before or request.getfixturevalue("baseline")
        wish = {"text": DUSK, "prediction": "光会变暖，水壶不变", "key": uuid.uuid4().hex} | wish
        return variations.vary(enrollment=enrollment, exercise=exercise, before=before, **wish).variation

    return send


@pytest.fixture
def upload(media, enrollment, exercise):
    def keep(prompt=STOVE):
        file = drawn.as_file(drawn.picture())
        return artworks.keep_upload(enrollment=enrollment, exercise=exercise, file=file, prompt=prompt)

    return keep
