"""What is reserved and what is settled, on the database of this run: the locks are tried with real threads."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connections
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from practice import calls, services
from practice.llm import Usage
from practice.models import Allowance, Attempt, Charge, HandIn, SiteMonth
from practice.money import ledger, quota
from tests.practice import scene

pytestmark = pytest.mark.services

AT_ONCE = 20


@pytest.fixture
def allow(db):
    """Set the limits; what is not named has none."""

    def set_limits(*, learner_day=0, lesson_day=0, site_month=0):
        limits = {"learner_day": learner_day, "lesson_day": lesson_day, "site_month": site_month}
        Allowance.objects.update_or_create(pk=Allowance.ONLY, defaults=limits)

    return set_limits


@pytest.fixture
def one_send(configured, submit) -> int:
    """What one send reserves."""
    attempt = submit()
    tokens = attempt.call.charge.reserved
    attempt.delete()
    SiteMonth.objects.all().delete()
    return tokens


def end(attempt, usage=None, reason=""):
    call = calls.claim(attempt.call.pk, at=timezone.now())
    calls.finish(call.pk, fence=call.fence, ending=calls.Ending(reason, usage), at=timezone.now())


def month() -> int:
    return SiteMonth.objects.get().tokens


# --- reserving and settling -------------------------------------------------------------------
def test_a_send_reserves_its_prompt_and_room_for_an_answer(configured, submit):
    charge = submit(text="字" * 100).call.charge
    assert (charge.reserved, charge.spent) == (100 + ledger.RESERVED_REPLY, None)


def test_a_turn_reserves_the_whole_conversation(configured, submit, talk):
    first = submit(text="字" * 100, exercise=talk)
    end(first)
    first.refresh_from_db()
    assert submit(text="字" * 10, exercise=talk, parent=first).call.charge.reserved >= ledger.RESERVED_REPLY + 10


def test_what_was_not_used_is_given_back(configured, submit):
    end(submit(), Usage(120, 30))
    assert month() == Charge.objects.get().spent == 150


def test_a_send_that_was_stopped_in_the_queue_gives_all_back(configured, submit):
    services.cancel_attempt(attempt=submit())
    assert (month(), Charge.objects.get().spent) == (0, 0)


def test_a_call_is_settled_once(configured, submit):
    attempt = submit()
    end(attempt, Usage(120, 30))
    ledger.settle(attempt.call, at=timezone.now())
    assert month() == 150


def test_money_is_written_down_where_a_price_is_known(configured, submit, settings):
    settings.PRICE_INPUT, settings.PRICE_OUTPUT, settings.PRICE_CURRENCY = Decimal(2), Decimal(8), "元"
    end(submit(), Usage(120, 30))
    charge = Charge.objects.get()
    assert (charge.cost, charge.currency) == (Decimal("0.000480"), "元")


def test_the_month_is_the_sum_of_its_charges(configured, submit, enrollment, exercise):
    end(submit(), Usage(120, 30))
    submit()
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE)
    assert month() == Charge.objects.aggregate(sum=Sum(Coalesce(F("spent"), F("reserved"))))["sum"]


def test_what_an_erased_learner_used_stays_used(configured, submit, amy):
    end(submit(), Usage(120, 30))
    amy.delete()
    assert month() == 150


# --- limits --------------------------------------------------------------------------------------
def test_without_a_row_the_defaults_hold(enrollment, lesson):
    standing = ledger.standing_of(enrollment, lesson)
    limits = quota.Amounts(Allowance.LEARNER_DAY, Allowance.LESSON_DAY, Allowance.SITE_MONTH)
    assert (standing.limits, standing.used) == (limits, quota.Amounts(0, 0, 0))


@pytest.mark.parametrize("limit", ["learner_day", "site_month"])
def test_a_send_that_does_not_fit_is_refused_and_leaves_no_row(allow, one_send, submit, limit):
    allow(**{limit: one_send * 2 - 1})
    submit()
    with pytest.raises(quota.Exceeded):
        submit()
    assert (Attempt.objects.count(), Charge.objects.count(), month()) == (1, 1, one_send)


def test_the_sends_of_a_lesson_are_counted_and_the_judge_is_not(allow, configured, submit, enrollment, exercise):
    allow(lesson_day=2)
    submit()
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE)
    submit()
    with pytest.raises(quota.Exceeded, match="2 次"):
        submit()


def test_what_is_given_back_can_be_used_again(allow, one_send, submit):
    allow(learner_day=one_send + 150)
    end(submit(), Usage(120, 30))
    assert submit()


def test_the_next_day_begins_anew_where_the_learner_lives(allow, one_send, submit, amy):
    amy.time_zone = "America/New_York"
    amy.save()
    allow(learner_day=one_send)
    with time_machine.travel("2026-11-22T20:00:00Z", tick=False):
        submit()
    with time_machine.travel("2026-11-23T04:59:00Z", tick=False), pytest.raises(quota.Exceeded) as refusal:
        submit()
    assert refusal.value.until.isoformat() == "2026-11-23T00:00:00-05:00"
    with time_machine.travel("2026-11-23T05:00:00Z", tick=False):
        assert submit().call.charge.made_on == date(2026, 11, 23)


def test_the_next_month_begins_anew_where_the_site_is(allow, one_send, submit):
    allow(site_month=one_send)
    with time_machine.travel("2026-11-30T15:59:59Z", tick=False):
        submit()
        with pytest.raises(quota.Exceeded) as refusal:
            submit()
        assert refusal.value.seconds_left(at=timezone.now()) == 1
    with time_machine.travel("2026-11-30T16:00:00Z", tick=False):
        assert submit().call.charge.month == date(2026, 12, 1)


def test_another_time_zone_brings_no_second_day(allow, one_send, submit, amy):
    allow(learner_day=one_send)
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        submit()
        amy.time_zone = "America/New_York"
        amy.save()
        with pytest.raises(quota.Exceeded):
            submit()


def test_learners_do_not_use_up_each_others_day(allow, one_send, submit, lesson):
    allow(learner_day=one_send)
    submit()
    ben = scene.make_learner("ben@example.com", course=lesson.course).enrollments.get()
    assert submit(enrollment=ben)


def test_the_same_key_again_is_never_refused(allow, one_send, submit):
    allow(learner_day=one_send)
    assert submit(key="k") == submit(key="k")


def test_a_sample_reply_is_never_refused(allow, submit):
    allow(learner_day=1, lesson_day=1, site_month=1)
    submit()
    assert submit().call.is_sample and not SiteMonth.objects.exists()


# --- judging ---------------------------------------------------------------------------------------
def test_a_hand_in_without_an_allowance_for_its_judge_waits_for_the_learner(allow, configured, enrollment, exercise):
    allow(learner_day=1)
    handed = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in
    handed.refresh_from_db()
    assert (handed.status, handed.is_over_quota, hasattr(handed, "call")) == ("checking", True, False)
    assert HandIn.objects.waiting_for_the_learner().get() == handed


# --- many at once ------------------------------------------------------------------------------------
def at_once(change, arguments) -> int:
    """How many of the changes went through."""

    def tried(argument) -> bool:
        try:
            change(argument)
        except quota.Exceeded:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(tried, arguments))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", ["learner_day", "lesson_day", "site_month"])
def test_of_twenty_sends_at_once_exactly_the_ten_with_a_budget_are_accepted(allow, one_send, submit, limit):
    allow(**{limit: 10 if limit == "lesson_day" else one_send * 10})
    assert at_once(lambda key: submit(key=key), [uuid.uuid4().hex for _ in range(AT_ONCE)]) == 10
    assert (Attempt.objects.count(), month()) == (10, one_send * 10)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_learners_at_once_exactly_ten_fit_into_the_month(allow, one_send, submit, lesson):
    allow(site_month=one_send * 10)
    people = [scene.make_learner(f"learner{number}@example.com", course=lesson.course) for number in range(AT_ONCE)]
    assert at_once(lambda person: submit(enrollment=person.enrollments.get()), people) == 10
    assert (Attempt.objects.count(), month()) == (10, one_send * 10)


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_twenty_times_at_once_is_one_send_within_a_budget_for_one(allow, one_send, submit):
    allow(learner_day=one_send)
    assert at_once(lambda _number: submit(key="k"), range(AT_ONCE)) == AT_ONCE
    assert (Attempt.objects.count(), month()) == (1, one_send)
