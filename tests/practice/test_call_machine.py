"""Any number of workers, sweeps and impatient learners, in any order: one end, one charge, no lost word."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from practice import calls
from practice.llm import Usage
from practice.models import Attempt, Call, Charge, Piece, SiteMonth
from tests.practice import scene

START = datetime(2026, 11, 22, tzinfo=UTC)
texts = st.text(alphabet="一二三 \n", min_size=1, max_size=5)
counts = st.integers(-5, 50) | st.sampled_from([10**6, 10**12])
usages = st.none() | st.builds(Usage, counts, counts)
reasons = st.sampled_from(["", "length", "cut_off", "gap", "filtered", "empty", "bad_key"])


class CallMachine(RuleBasedStateMachine):
    claims = Bundle("claims")  # (fence, the texts this worker was allowed to keep)

    @initialize()
    def submit(self):
        self.savepoint = transaction.savepoint()
        lesson = scene.make_lesson()
        enrollment = scene.make_learner("amy@example.com", course=lesson.course).enrollments.get()
        exercise = lesson.exercises.get(key="p1")
        attempt = Attempt.objects.create(
            enrollment=enrollment, exercise=exercise, revision=lesson.published, key="k", text="你好"
        )
        self.call = Call.objects.create(kind="answer", attempt=attempt, queued_at=START)
        day = {"made_on": START.date(), "month": START.date().replace(day=1)}
        SiteMonth.objects.create(month=day["month"], tokens=100)
        Charge.objects.create(enrollment=enrollment, lesson=lesson, call=self.call, reserved=100, **day)
        self.now = START
        self.kept = ""
        self.end = None
        self.claimed = 0

    def teardown(self):
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    @rule(seconds=st.integers(0, 30))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(target=claims)
    def a_worker_claims(self):
        call = calls.claim(self.call.pk, at=self.now)
        if call is None:
            return multiple()
        self.claimed += 1
        return call.fence

    @rule(fence=claims, text=texts, renews=st.booleans())
    def a_worker_writes(self, fence, text, renews):
        piece = Piece(call=self.call, number=Piece.objects.count() + 1, text=text)
        lease = self.now + calls.LEASE if renews else None
        if calls.write([piece], fences={self.call.pk: fence}, lease_until=lease).kept:
            self.kept += text

    @rule(fence=claims, reason=reasons, usage=usages)
    def a_worker_finishes(self, fence, reason, usage):
        ending = calls.Ending(reason, usage, asked=3)
        was_over = self.end is not None
        assert not (calls.finish(self.call.pk, fence=fence, ending=ending, at=self.now) and was_over)

    @rule()
    def the_learner_cancels(self):
        calls.request_cancel(self.call.pk, at=self.now)

    @rule()
    def the_sweep_comes(self):
        swept = calls.sweep(at=self.now)
        assert not (swept.closed and self.end)

    @invariant()
    def it_ends_once_and_stays_ended(self):
        if not hasattr(self, "call"):
            return
        call = Call.objects.get()
        snapshot = (call.status, call.reason, call.text, call.finished_at, call.input_tokens, call.output_tokens)
        if self.end:
            assert snapshot == self.end
        elif call.is_over:
            self.end = snapshot
        assert self.claimed <= 1

    @invariant()
    def no_written_word_is_lost(self):
        if hasattr(self, "call"):
            assert Call.objects.get().reply == self.kept

    @invariant()
    def the_charge_is_settled_with_the_end_and_not_before(self):
        if not hasattr(self, "call"):
            return
        call, charge = Call.objects.get(), Charge.objects.get()
        assert (charge.settled_at is not None) == call.is_over
        if call.is_over:
            assert charge.spent == (call.input_tokens or 0) + (call.output_tokens or 0)

    @invariant()
    def the_month_is_what_is_reserved_or_spent(self):
        if hasattr(self, "call"):
            charge = Charge.objects.get()
            assert SiteMonth.objects.get().tokens == (charge.reserved if charge.spent is None else charge.spent)

    @invariant()
    def its_status_fits_its_text(self):
        if hasattr(self, "call"):
            call = Call.objects.get()
            assert not (call.status == "partial" and not call.text)
            assert not (call.status == "failed" and call.text)


CallMachine.TestCase.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.services
@pytest.mark.django_db
class TestCallMachine(CallMachine.TestCase):
    pass
