from datetime import UTC, date, datetime, timedelta

import pytest

from progress import services
from progress.clock import today_of
from progress.learner_plan import LearnerPlan
from progress.models import Enrollment, ReviewAnswer, ReviewCard
from progress.study_record import StudyRecord

pytestmark = pytest.mark.usefixtures("sunday")

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def record_of(enrollment, now=NOON) -> StudyRecord:
    enrollment = Enrollment.objects.select_related("user", "course").get(pk=enrollment.pk)
    return StudyRecord(LearnerPlan.read(enrollment, today_of(enrollment.user)), now=now)


def review(enrollment, on: date) -> None:
    question = enrollment.completions.first().lesson.questions.first()
    card, _is_new = ReviewCard.objects.get_or_create(enrollment=enrollment, question=question)
    ReviewAnswer.objects.create(card=card, revision=question.lesson.published, choice=[1], rating=3, on=on)


def test_who_studied_every_day_up_to_yesterday_has_twenty_days_in_a_row(enrollment):
    assert record_of(enrollment).streak == 20


def test_who_stopped_ten_days_ago_starts_anew(bens):
    assert record_of(bens).streak == 0


def test_a_day_of_review_alone_keeps_the_streak(bens):
    for day in range(12, 23):
        review(bens, date(2026, 11, day))
    assert record_of(bens).streak == 21


def test_a_review_taken_back_counts_for_nothing(bens):
    review(bens, date(2026, 11, 22))
    ReviewAnswer.objects.update(undone_at=NOON)
    assert record_of(bens).minutes == sum(done.lesson.minutes for done in bens.completions.all())


def test_time_is_that_of_lessons_and_a_minute_a_question(enrollment):
    before = record_of(enrollment).minutes
    review(enrollment, date(2026, 11, 22))
    assert record_of(enrollment).minutes == before + 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "America/Los_Angeles", "Asia/Kathmandu"])
def test_a_journey_loses_no_completion_and_no_day_of_the_streak(enrollment, zone):
    before = record_of(enrollment)
    done = before.plan.finished_keys
    type(enrollment.user).objects.filter(pk=enrollment.user_id).update(time_zone=zone)
    after = record_of(enrollment)
    assert after.plan.finished_keys == done
    assert abs(after.streak - before.streak) <= 1


def test_what_was_finished_on_a_journey_stays_on_its_day(enrollment, lesson):
    type(enrollment.user).objects.filter(pk=enrollment.user_id).update(time_zone="Pacific/Kiritimati")
    abroad = Enrollment.objects.select_related("user", "course").get(pk=enrollment.pk)
    services.complete_lesson(enrollment=abroad, lesson=lesson)
    day = abroad.completions.get(lesson=lesson).done_on
    type(enrollment.user).objects.filter(pk=enrollment.user_id).update(time_zone="Pacific/Niue")
    assert enrollment.completions.get(lesson=lesson).done_on == day


def test_the_map_counts_the_lessons_of_a_day(enrollment):
    shown = record_of(enrollment).heat_map
    yesterday = next(cell for cell in shown.cells if cell.on == date(2026, 11, 22) - timedelta(days=1))
    assert (yesterday.count, yesterday.look) == (1, "l1")
