"""What comes back today, and how much of it."""

from datetime import timedelta

import pytest
from django.db.models import Case, When
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses import editions
from courses.models import Lesson, Question
from progress import reviewing, services
from progress.learner_plan import LearnerPlan
from progress.models import ReviewCard
from progress.review import MINUTES_EACH, SHARE, Rating
from progress.review_queue import ReviewQueue
from tests.conftest import TODAY, TODAYS_DAY

pytestmark = pytest.mark.usefixtures("sunday", "asked")
DAY = timedelta(days=1)
RIGHT = {"q1": ["1"], "q2": ["0", "2"], "q3": ["false"]}


def queue_of(enrollment, today=TODAY) -> ReviewQueue:
    return ReviewQueue(LearnerPlan.read(enrollment, today))


def one_of(enrollment, question: Question):
    return next((one for one in queue_of(enrollment).remembered if one.question_id == question.pk), None)


def answer(enrollment, question, rating=Rating.GOOD, given=None):
    return reviewing.answer_review(
        enrollment=enrollment, question=question, given=given or RIGHT[question.key], rating=rating, seen=""
    )


def test_a_question_comes_back_the_day_after_its_lesson_was_done(enrollment, lesson):
    services.complete_lesson(enrollment=enrollment, lesson=lesson)
    question = lesson.questions.get(key="q1")
    assert one_of(enrollment, question).due_on == TODAY + DAY


def test_lessons_done_before_there_was_review_have_their_questions_due(enrollment):
    assert len(queue_of(enrollment).due) == 2 * (TODAYS_DAY - 1)


def test_a_question_not_meant_for_review_never_comes(enrollment, course):
    Question.objects.update(is_for_review=False)
    assert queue_of(enrollment).remembered == []


def test_a_question_of_an_unfinished_lesson_does_not_come(enrollment, lesson):
    assert one_of(enrollment, lesson.questions.get(key="q1")) is None


def test_somebody_elses_cards_are_not_mine(enrollment, bens, asked):
    answer(bens, asked)
    assert one_of(enrollment, asked).memory is None


def test_reopening_a_lesson_pauses_its_questions_and_finishing_it_brings_them_back(enrollment, asked):
    answer(enrollment, asked)
    known = one_of(enrollment, asked)
    services.reopen_lesson(enrollment=enrollment, lesson=asked.lesson)
    assert one_of(enrollment, asked) is None
    services.complete_lesson(enrollment=enrollment, lesson=asked.lesson)
    assert one_of(enrollment, asked).memory == known.memory


@pytest.mark.parametrize("change", [{"withdrawn_at": "2026-11-01T00:00:00Z"}, {"status": "draft"}])
def test_a_lesson_that_is_not_open_asks_nothing(enrollment, asked, change):
    Lesson.objects.filter(pk=asked.lesson_id).update(**change)
    assert one_of(enrollment, asked) is None


def test_a_question_taken_out_is_skipped(enrollment, asked):
    Question.objects.filter(pk=asked.pk).update(removed_at=timezone.now())
    assert one_of(enrollment, asked) is None


def test_a_day_of_thirty_minutes_has_room_for_six_questions(enrollment):
    queue = queue_of(enrollment)
    assert (len(queue.questions), queue.minutes, queue.postponed) == (6, 6, 34)


def test_a_free_day_still_offers_review(enrollment, course):
    course.lessons.filter(key=f"s1-{TODAYS_DAY:03}").update(status="draft")
    assert len(queue_of(enrollment).questions) == 6  # of the usual thirty minutes


def test_what_was_answered_takes_its_place_from_the_day(enrollment):
    for _ in range(2):
        answer(enrollment, Question.objects.get(pk=queue_of(enrollment).questions[0]))
    queue = queue_of(enrollment)
    assert (queue.done_count, queue.left, queue.count) == (2, 4, 6)


def test_the_questions_of_a_day_are_settled_in_the_morning(enrollment):
    morning = queue_of(enrollment).questions
    answer(enrollment, Question.objects.get(pk=morning[2]))
    assert queue_of(enrollment).questions == [*morning[:2], *morning[3:]]


def test_what_is_about_to_be_forgotten_comes_first(enrollment, course):
    oldest = course.lessons.get(key="s1-001")
    first = Question.objects.get(pk=queue_of(enrollment).questions[0])
    assert first.lesson_id == oldest.pk


def test_the_next_day_is_named_when_questions_wait(enrollment):
    assert queue_of(enrollment).next_on == TODAY + DAY


def test_with_everything_answered_the_next_is_when_the_first_comes_back(enrollment, course, asked):
    Question.objects.exclude(pk=asked.pk).update(is_for_review=False)
    answer(enrollment, asked, Rating.EASY)
    queue = queue_of(enrollment)
    assert (queue.left, queue.next_on) == (0, TODAY + 8 * DAY)


def test_who_remembers_nothing_has_no_next_day(course, stranger):
    enrollment = services.enrol(user=stranger, course=course, starts_on=TODAY)
    assert queue_of(enrollment).next_on is None


def test_the_share_ahead_counts_what_is_due_and_what_the_coming_lessons_will_bring(enrollment, course):
    course.lessons.exclude(key__in=["s1-022", "s1-023"]).filter(day__gte=TODAYS_DAY).update(status="draft")
    Question.objects.exclude(lesson__key__in=["s1-001", "s1-022", "s1-023"]).update(is_for_review=False)
    # Today has no lesson. Two questions are due on the 23rd, and two more, of its lesson, on the 24th.
    assert queue_of(enrollment).share_ahead == pytest.approx(4 / 60)


def test_a_moved_learner_keeps_every_question(enrollment, asked):
    answer(enrollment, asked)
    here = {one.question_id: one for one in queue_of(enrollment).remembered}
    for today in (TODAY - DAY, TODAY + DAY):
        there = queue_of(enrollment, today)
        assert {one.question_id: one for one in there.remembered} == here
        assert asked.pk not in there.questions


def test_reading_the_queue_is_one_question(enrollment, django_assert_num_queries):
    plan = LearnerPlan.read(enrollment, TODAY)
    with django_assert_num_queries(1):
        assert ReviewQueue(plan).questions


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes=st.integers(1, 200),
    due=st.lists(st.tuples(st.integers(-30, 10), st.integers(1, 40)), max_size=40),
    ahead=st.integers(0, 3),
)
def test_a_day_never_gets_more_review_than_a_fifth_of_its_minutes(enrollment, minutes, due, ahead):
    today = TODAY + ahead * DAY
    lesson_day = f"s1-{TODAYS_DAY + ahead:03}"
    Lesson.objects.update(minutes=Case(When(key=lesson_day, then=minutes), default=30))
    editions.begin(course_pk=enrollment.course_id)
    enrollment.course.refresh_from_db(fields=["edition"])
    ReviewCard.objects.all().delete()
    questions = [one.question_id for one in queue_of(enrollment).remembered]
    ReviewCard.objects.bulk_create(
        ReviewCard(
            enrollment=enrollment,
            question_id=question,
            stability=3,
            difficulty=5,
            reviewed_on=TODAY + (day - gap) * DAY,
            due_on=TODAY + day * DAY,
        )
        for question, (day, gap) in zip(questions, due, strict=False)
    )
    queue = queue_of(enrollment, today)
    assert queue.left == len(queue.questions)
    assert queue.count <= max(queue.done_count, minutes * SHARE / MINUTES_EACH)
    due_today = {one.question_id for one in queue.remembered if one.due_on <= today}
    assert set(queue.questions) <= due_today
