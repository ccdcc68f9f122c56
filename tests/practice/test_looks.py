"""One question for many readers: each gets what is new to them, and nothing of anybody else's."""

import asyncio

import pytest
from django.utils import timezone

from practice import calls, looks
from practice.database import DatabaseThreads
from practice.looks import Lookout, looks_of
from practice.models import Call, Piece

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def say(call: Call, *texts: str) -> Call:
    claimed = calls.claim(call.pk, at=timezone.now())
    pieces = [Piece(call=call, number=number, text=text) for number, text in enumerate(texts, 1)]
    calls.write(pieces, fences={call.pk: claimed.fence})
    return claimed


@pytest.fixture
def two(submit):
    """A call with three pieces, and one with one."""
    return [say(submit().call, "一", "二", "三"), say(submit().call, "四")]


def pieces(found) -> dict:
    return {wish: [text for _, text in look.pieces] for wish, look in found.items()}


def test_each_reader_gets_what_comes_after_what_they_read(two):
    first, second = (call.pk for call in two)
    wishes = [(first, 0), (first, 2), (second, 0), (second, 1)]
    assert pieces(looks_of(wishes)) == {
        (first, 0): ["一", "二", "三"],
        (first, 2): ["三"],
        (second, 0): ["四"],
        (second, 1): [],
    }


def test_a_call_that_is_gone_is_not_told_of(two):
    assert list(looks_of([(two[0].pk, 0), (10**9, 0)])) == [(two[0].pk, 0)]


def test_who_waits_hears_their_place(submit, two):
    waiting = [submit().call.pk, submit().call.pk]
    found = looks_of([(pk, 0) for pk in [*waiting, two[0].pk]])
    assert [look.place for look in found.values()] == [1, 2, None]


def test_two_hundred_readers_cost_two_questions(submit, django_assert_num_queries, two):
    wishes = [(call.pk, after) for call in two for after in range(100)]
    with django_assert_num_queries(2):
        assert len(looks_of(wishes)) == 200


def test_nobody_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert looks_of([]) == {}


@pytest.fixture
def threads():
    database = DatabaseThreads("looks", threads=2)
    yield database
    database.close()


@pytest.fixture
def questions(monkeypatch) -> list[int]:
    """How many wishes each question carried."""
    asked: list[int] = []

    def counted(wishes):
        asked.append(len(wishes))
        return looks_of(wishes)

    monkeypatch.setattr(looks, "looks_of", counted)
    return asked


async def test_readers_of_one_moment_share_a_question(two, threads, questions):
    lookout = Lookout(threads)
    first, second = (call.pk for call in two)
    told = await asyncio.gather(*(lookout.look(pk, 0) for pk in [first, second, first]))
    assert [len(look.pieces) for look in told] == [3, 1, 3]
    assert questions == [2]


async def test_more_than_fit_into_one_question_are_all_answered(two, threads, questions, monkeypatch):
    monkeypatch.setattr(looks, "MOST_AT_ONCE", 2)
    lookout = Lookout(threads)
    told = await asyncio.gather(*(lookout.look(two[0].pk, after) for after in range(5)))
    assert [len(look.pieces) for look in told] == [3, 2, 1, 0, 0]
    assert questions == [2, 2, 1]


async def test_a_reader_who_leaves_takes_nothing_from_the_others(two, threads):
    lookout = Lookout(threads)
    leaving, staying = (asyncio.ensure_future(lookout.look(call.pk, 0)) for call in two)
    await asyncio.sleep(0)
    leaving.cancel()
    assert [text for _, text in (await staying).pieces] == ["四"]


async def test_a_failure_reaches_every_reader_and_the_next_question_is_asked(two, threads, monkeypatch):
    lookout = Lookout(threads)
    monkeypatch.setattr(looks, "looks_of", lambda wishes: 1 / 0)
    told = await asyncio.gather(*(lookout.look(call.pk, 0) for call in two), return_exceptions=True)
    assert [type(each) for each in told] == [ZeroDivisionError] * 2
    monkeypatch.setattr(looks, "looks_of", looks_of)
    assert (await lookout.look(two[0].pk, 2)).pieces == [(3, "三")]
