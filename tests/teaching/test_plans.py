from datetime import timedelta

import pytest

from courses.models import Question
from progress.learner_plan import LearnerPlan
from progress.models import ReviewCard
from teaching.plans import plans_of
from tests.teaching.conftest import enrollment_of


@pytest.fixture
def remembering(sunday, amy, ben, course):
    """Every question comes back, and Amy has seen some of them again."""
    Question.objects.update(is_for_review=True)
    for question in Question.objects.filter(lesson__key__in=("s1-015", "s1-016")):
        ReviewCard.objects.create(
            enrollment=enrollment_of(amy),
            question=question,
            stability=3.0,
            difficulty=5.0,
            reviewed_on=sunday - timedelta(days=1),
            due_on=sunday + timedelta(days=2),
        )
    return [enrollment_of(user) for user in (amy, ben)]


def test_plans_read_together_are_the_plans_read_alone(sunday, remembering):
    for together in plans_of(remembering):
        alone = LearnerPlan.read(together.enrollment, sunday)
        assert together.lessons == alone.lessons and together.as_json() == alone.as_json()
        assert together.reviews.remembered == alone.reviews.remembered


def test_the_forecasts_agree_too(sunday, remembering):
    alone = [LearnerPlan.read(enrollment, sunday).forecast for enrollment in remembering]
    assert [plan.forecast for plan in plans_of(remembering)] == alone and alone[0] is not None


def test_a_withdrawn_lesson_asks_nothing_back(sunday, remembering, course):
    course.lessons.filter(key="s1-001").update(withdrawn_at="2026-11-01T00:00:00Z")
    together = next(plans_of(remembering))
    assert together.reviews.remembered == LearnerPlan.read(together.enrollment, sunday).reviews.remembered
