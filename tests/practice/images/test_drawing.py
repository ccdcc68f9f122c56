"""Pictures with real threads, a real database, real files and the provider over TCP; only the queue is left out."""

import threading
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone

from practice import calls, tasks
from practice.images import artworks, drawing
from practice.images.artwork import PrivateStorage, storage
from practice.models import Artwork, Call, SiteMonth
from tests.practice import image_scene
from tests.practice.image_scene import STOVE
from tests.practice.test_loop import ended, running_loop, until
from tests.provider import Provider, picture

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PNG = picture("64x64", 0)


@pytest.fixture
def lesson(db):
    return image_scene.make_lesson()


@pytest.fixture
def exercise(lesson):
    return image_scene.task_of(lesson)


@pytest.fixture
def configured(configured, settings, tmp_path):
    settings.PRACTICE_IMAGE_MODEL = "brush"
    settings.MEDIA_ROOT = tmp_path
    configured.requests.clear()
    return configured


@pytest.fixture
def draw(submit):
    def send(**wish):
        return submit(text=STOVE, settings={"size": "1024x1024", "count": 2} | wish).call

    return send


def run(call) -> Call:
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: ended(call))
    return call


def files() -> list[Path]:
    return [path for path in Path(storage().location).rglob("*") if path.is_file()]


def test_pictures_are_asked_for_labelled_and_kept(configured, draw):
    call = run(draw())
    assert (call.status, call.reason, call.text) == ("succeeded", "", "")
    kept = list(call.attempt.artworks.order_by("number"))
    assert [(one.number, one.width, one.height, one.ai_label) for one in kept] == [
        (1, 1024, 1024, "1"),
        (2, 1024, 1024, "1"),
    ]
    assert {one.prompt for one in kept} == {STOVE}
    assert all(Path(one.original.path).exists() and Path(one.thumbnail.path).exists() for one in kept)


def test_the_prompt_goes_out_unchanged_and_once(configured, draw):
    run(draw())
    [request] = configured.requests
    assert request.path == "/v1/images/generations"
    assert request.body == {"model": "brush", "prompt": STOVE, "size": "1024x1024", "n": 2}


def test_what_the_provider_counted_is_what_is_charged(configured, draw):
    call = run(draw())
    assert (call.pictures, call.input_tokens, call.output_tokens, call.is_estimated) == (2, 20, 2000, False)
    assert call.charge.spent == 2020
    assert SiteMonth.objects.get().tokens == 2020


@pytest.mark.parametrize("usage", [None, {"output_tokens": 10**9}, {"input_tokens": -1, "output_tokens": 5}])
def test_a_count_nobody_can_believe_is_replaced_by_the_fixed_one(configured, draw, usage):
    configured.follow(usage=usage)
    call = run(draw())
    assert (call.is_estimated, call.output_tokens) == (True, 2 * 4000)


def test_a_picture_has_a_price_of_its_own(configured, draw, settings):
    settings.PRICE_INPUT = settings.PRICE_OUTPUT = Decimal(100)
    settings.PRICE_PICTURE = Decimal("0.25")
    assert run(draw()).charge.cost == Decimal("0.5")


def test_without_a_price_for_pictures_no_money_is_named(configured, draw, settings):
    settings.PRICE_INPUT = settings.PRICE_OUTPUT = Decimal(100)
    assert run(draw()).charge.cost is None


def test_fewer_pictures_than_asked_for_are_kept_and_only_they_are_paid(configured, draw):
    configured.follow(kind="fewer", has_usage=False)
    call = run(draw())
    assert (call.status, call.reason, call.pictures) == ("partial", "fewer", 1)
    assert call.attempt.artworks.count() == 1
    assert call.output_tokens == 4000


@pytest.mark.parametrize(
    ("script", "reason", "paid"),
    [
        ({"kind": "status", "status": 400, "message": "moderation_blocked"}, "filtered", 0),
        ({"kind": "status", "status": 429}, "rate_limited", 0),
        ({"kind": "status", "status": 500}, "unreachable", 0),
        ({"kind": "empty"}, "empty", 0),
        # It was sent, and nobody can say that nothing was drawn.
        ({"kind": "bad_json"}, "unreadable", 2),
    ],
)
def test_no_picture_is_a_failure_with_a_reason(configured, draw, script, reason, paid):
    configured.follow(**script)
    call = run(draw())
    assert (call.status, call.reason, call.pictures) == ("failed", reason, paid)
    assert (len(configured.requests), files()) == (1, [])


def test_bytes_that_are_no_picture_are_left_out(configured, draw, monkeypatch):
    monkeypatch.setattr("tests.provider.picture", lambda size, number: b"not a picture" if number else PNG)
    call = run(draw())
    assert (call.status, call.reason, call.pictures) == ("partial", "fewer", 2)
    assert call.attempt.artworks.get().number == 1


def test_only_bytes_that_are_no_picture_are_unreadable(configured, draw, monkeypatch):
    monkeypatch.setattr("tests.provider.picture", lambda size, number: b"not a picture")
    call = run(draw())
    assert (call.status, call.reason, files()) == ("failed", "unreadable", [])


def test_a_full_disk_is_our_failure_and_leaves_no_half_picture(configured, draw, monkeypatch):
    save, written = PrivateStorage.save, []

    def full(self, name, content, **options):
        written.append(name)
        if len(written) > 3:
            raise OSError(28, "No space left on device")
        return save(self, name, content, **options)

    monkeypatch.setattr(PrivateStorage, "save", full)
    call = run(draw())
    assert (call.status, call.reason, files()) == ("failed", "internal", [])
    assert call.pictures == 2  # they were drawn, and are billed


def test_who_stops_it_gets_no_picture_and_pays_for_what_was_begun(configured, draw):
    configured.follow(kind="hang")
    call = draw()
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: configured.requests)
        calls.request_cancel(call.pk, at=timezone.now())
        until(lambda: ended(call))
    assert (call.status, call.pictures) == ("cancelled", 2)
    assert configured.hung_up.wait(5)


def test_who_stops_it_before_its_turn_pays_nothing(configured, draw):
    call = draw()
    calls.request_cancel(call.pk, at=timezone.now())
    call.refresh_from_db()
    assert (call.status, call.pictures, call.charge.spent) == ("cancelled", 0, 0)


def test_a_stopping_worker_ends_what_it_draws(configured, draw):
    configured.follow(kind="hang")
    call = draw()
    with running_loop(grace=0.2) as loop:
        loop.offer(call.pk)
        until(lambda: configured.requests)
    call.refresh_from_db()
    assert (call.status, call.reason, len(configured.requests)) == ("failed", "worker_lost", 1)


def test_pictures_of_a_call_that_was_swept_meanwhile_are_removed(configured, draw, monkeypatch):
    """The worker slept through its lease; what it wrote then belongs to nobody."""
    call = draw()
    keep = drawing.keep_files

    async def slowly(*what):
        kept = await keep(*what)
        await drawing.asyncio.to_thread(sweep_in_an_hour)
        return kept

    def sweep_in_an_hour():
        calls.sweep(at=timezone.now() + timedelta(hours=1))

    monkeypatch.setattr(drawing, "keep_files", slowly)
    run(call)
    until(lambda: not files())
    assert (call.status, call.reason, Artwork.objects.count()) == ("failed", "worker_lost", 0)


def test_files_of_a_lost_call_are_removed_by_the_sweep(configured, draw, monkeypatch):
    call = draw()
    claimed = calls.claim(call.pk, at=timezone.now() - timedelta(minutes=5))
    artworks.generated(attempt=claimed.attempt, number=1, data=PNG, name=f"artworks/calls-0/{call.pk}-a")
    others = artworks.generated(attempt=claimed.attempt, number=1, data=PNG, name=f"artworks/calls-0/{call.pk}1-a")
    tasks.sweep()
    call.refresh_from_db()
    assert (call.status, call.reason) == ("failed", "worker_lost")
    assert {path.name for path in files()} == {Path(name).name for name in others.files}


def test_a_swept_call_keeps_what_its_rows_speak_of(configured, draw):
    call = run(draw())
    drawing.clear(call.pk)
    assert len(files()) == 4


def test_an_end_that_the_database_took_without_saying_so_keeps_its_pictures(configured, draw, monkeypatch):
    finish, tries = calls.finish, []

    def unanswered(*what, **options):
        tries.append(finish(*what, **options))
        if len(tries) == 1:
            raise OperationalError("the commit was never answered")
        return tries[-1]

    monkeypatch.setattr(calls, "finish", unanswered)
    call = draw()
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: len(tries) == 2)
    call.refresh_from_db()
    assert (call.status, call.attempt.artworks.count(), len(files())) == ("succeeded", 2, 4)


def test_a_provider_that_is_not_reached_leaves_it_to_the_next(configured, draw, provider_row, settings):
    settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"
    settings.ALLOW_PRIVATE_LLM = True
    provider_row("备用", address=configured.url, image_model="glm-image")
    call = run(draw())
    assert (call.status, call.model) == ("partial", "glm-image")
    # It draws one at a time, of the nearest size it has.
    assert configured.requests[0].body == {"model": "glm-image", "prompt": STOVE, "size": "1280x1280"}


def test_a_provider_without_a_model_for_pictures_is_not_asked(configured, draw, provider_row, settings):
    settings.PRACTICE_IMAGE_MODEL = ""
    settings.ALLOW_PRIVATE_LLM = True
    with Provider() as other:
        provider_row("画图", address=other.url, image_model="brush")
        assert run(draw()).status == "succeeded"
        assert (len(configured.requests), len(other.requests)) == (0, 1)


def test_rung_twice_it_is_asked_once(configured, draw):
    configured.follow(kind="gated")
    call = draw()
    with running_loop() as loop, running_loop() as other:
        for door in (loop, other, loop):
            door.offer(call.pk)
        until(lambda: configured.requests)
        threading.Event().wait(0.2)
        configured.release(2)
        until(lambda: ended(call))
    assert len(configured.requests) == 1
