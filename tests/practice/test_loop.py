"""The loop with real threads, a real database and the provider over TCP; only the queue is left out."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import InterfaceError, OperationalError

from practice import calls, services
from practice.loop import Loop
from practice.models import Call, Piece
from tests.provider import REPLY

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PATIENCE = 40.0  # seconds; only a broken loop ever waits so long


@contextmanager
def running_loop(*, streams=4, grace=5.0):
    loop = Loop(streams=streams)
    loop.start()
    try:
        yield loop
    finally:
        loop.stop(grace=grace)


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        threading.Event().wait(0.02)


def ended(call):
    call.refresh_from_db()
    return call.is_over


def test_an_answer_is_asked_for_streamed_and_kept(configured, submit):
    call = submit().call
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: ended(call))
    assert (call.status, call.text, call.is_sample) == ("succeeded", "".join(REPLY), False)
    assert (call.input_tokens, call.output_tokens, call.charge.spent) == (120, 30, 150)
    assert "".join(call.pieces.values_list("text", flat=True)) == call.text


def test_the_model_gets_the_learners_words_unchanged(configured, submit):
    call = submit(text="  第一行\n<b>第二行</b> {{ x }}").call
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: ended(call))
    assert configured.requests[0].body["messages"] == [{"role": "user", "content": "  第一行\n<b>第二行</b> {{ x }}"}]


def test_a_follow_up_carries_the_conversation(configured, submit, talk):
    with running_loop() as loop:
        first = submit(text="你好", exercise=talk)
        loop.offer(first.call.pk)
        until(lambda: ended(first.call))
        second = submit(text="为什么", exercise=talk, parent=first)
        loop.offer(second.call.pk)
        until(lambda: ended(second.call))
    roles = [(message["role"], message["content"]) for message in configured.requests[1].body["messages"]]
    assert roles == [
        ("system", "你是职业顾问。\n"),
        ("user", "你好"),
        ("assistant", "".join(REPLY)),
        ("user", "为什么"),
    ]


def test_a_bell_rung_twice_asks_the_provider_once(configured, submit):
    call = submit().call
    with running_loop() as loop:
        loop.offer(call.pk)
        loop.offer(call.pk)
        until(lambda: ended(call))
        loop.offer(call.pk)
    assert len(configured.requests) == 1


def test_the_first_piece_is_kept_at_once(configured, submit):
    configured.follow(kind="gated")
    call = submit().call
    with running_loop() as loop:
        loop.offer(call.pk)
        configured.release()
        until(lambda: Piece.objects.filter(call=call).exists())
        assert Piece.objects.get(call=call).text == REPLY[0]
        configured.release(10)
        until(lambda: ended(call))


def test_a_full_worker_leaves_the_next_call_in_the_queue(configured, submit):
    configured.follow(kind="gated")
    first, second = submit().call, submit().call
    with running_loop(streams=1) as loop:
        loop.offer(first.pk)
        loop.offer(second.pk)
        until(lambda: len(configured.requests) == 1)
        second.refresh_from_db()
        assert second.status == "queued"
        configured.release(20)
        until(lambda: ended(first) and ended(second))
    assert len(configured.requests) == 2


def test_cancelling_hangs_up_on_the_provider_and_keeps_the_text(configured, submit):
    configured.follow(kind="hang")
    attempt = submit()
    with running_loop() as loop:
        loop.offer(attempt.call.pk)
        until(lambda: Piece.objects.exists())
        services.cancel_attempt(attempt=attempt)
        assert configured.hung_up.wait(2)
        until(lambda: ended(attempt.call))
    assert (attempt.call.status, attempt.call.text) == ("cancelled", "".join(REPLY[:2]))


@pytest.mark.parametrize("trouble", [OperationalError, InterfaceError])
def test_pieces_whose_commit_was_never_answered_are_kept_once(configured, submit, monkeypatch, trouble):
    """The database restarts between the commit and its answer: nobody can tell whether the rows are there."""
    write, failures = calls.write, []

    def committed_then_lost(pieces, **options):
        standing = write(pieces, **options)
        if len(failures) < 2 and pieces:
            failures.append(pieces)
            raise trouble("server closed the connection unexpectedly")
        return standing

    monkeypatch.setattr(calls, "write", committed_then_lost)
    configured.follow(kind="ok", delay=0.3)
    call = submit().call
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: ended(call))
    assert len(failures) == 2
    assert (call.status, call.text) == ("succeeded", "".join(REPLY))
    assert [piece.number for piece in call.pieces.all()] == list(range(1, call.pieces.count() + 1))


def test_an_end_whose_commit_was_never_answered_is_written_once(configured, submit, monkeypatch):
    finish, answers = calls.finish, []

    def committed_then_lost(*args, **options):
        answers.append(finish(*args, **options))
        if len(answers) == 1:
            raise InterfaceError("the connection is closed")
        return answers[-1]

    monkeypatch.setattr(calls, "finish", committed_then_lost)
    call = submit().call
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: len(answers) == 2)
    call.refresh_from_db()
    assert (answers, call.status, call.charge.spent) == ([True, False], "succeeded", 150)


def test_without_a_provider_the_authors_sample_takes_the_same_road(submit, exercise):
    call = submit().call
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: ended(call))
    sample = exercise.lesson.document["practice"][0]["sample_reply"]
    assert (call.status, call.text, call.is_sample, call.charge.spent) == ("succeeded", sample, True, 0)


def test_a_worker_that_stops_keeps_what_it_has_and_claims_nothing_more(configured, submit):
    configured.follow(kind="hang")
    call, later = submit().call, submit().call
    with running_loop(streams=1, grace=0.1) as loop:
        loop.offer(call.pk)
        loop.offer(later.pk)
        until(lambda: Piece.objects.filter(call=call).exists())
    assert ended(call) and not ended(later)
    assert (call.status, call.reason, call.text) == ("partial", "worker_lost", "".join(REPLY[:2]))
    assert later.status == "queued"


def test_a_call_that_was_taken_away_is_left_alone(configured, submit):
    configured.follow(kind="hang")
    call = submit().call
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: Piece.objects.exists())
        Call.objects.filter(pk=call.pk).update(lease_until=call.queued_at)
        calls.sweep(at=call.queued_at + calls.LEASE)
        assert configured.hung_up.wait(2)
    assert ended(call) and call.reason == "worker_lost"


def test_a_task_that_is_gone_from_the_lesson_is_not_asked(configured, submit, lesson):
    call = submit().call
    lesson.document = {"practice": []}
    lesson.save()
    with running_loop() as loop:
        loop.offer(call.pk)
        until(lambda: ended(call))
    assert (call.status, call.reason, configured.requests) == ("failed", "withdrawn", [])


def test_a_judge_grades_the_hand_in(configured, enrollment, exercise):
    handed = services.hand_in(
        enrollment=enrollment, exercise=exercise, key="k", text="每次只问一个问题，最多五个。我 42 岁，店长。"
    ).hand_in
    with running_loop() as loop:
        loop.offer(handed.call.pk)
        until(lambda: ended(handed.call))
    handed.refresh_from_db()
    verdict = handed.evaluations.get()
    assert (handed.status, verdict.by, verdict.total, verdict.is_passed) == ("graded", "model", 100, True)
    assert verdict.criteria[0]["quote"] in handed.text


def test_a_judge_that_talks_nonsense_grades_nothing(configured, enrollment, exercise):
    configured.follow(model="judge", pieces=["很好，", "满分！"])
    handed = services.hand_in(enrollment=enrollment, exercise=exercise, key="k", text="我" * 30).hand_in
    with running_loop() as loop:
        loop.offer(handed.call.pk)
        until(lambda: ended(handed.call))
    handed.refresh_from_db()
    assert (handed.status, handed.evaluations.count()) == ("unreadable", 0)
