"""What a page says of the ladder."""

from datetime import date

import pytest

from progress.learner_plan import LearnerPlan
from progress.models import Award
from progress.rungs import steps

pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def plan(enrollment) -> LearnerPlan:
    return LearnerPlan.read(enrollment, date(2026, 11, 22))


def test_what_is_missing_is_counted_in_lessons(plan):
    assert {step.label: step.left for step in steps(plan, [])} == {
        "入门合格": 3,
        "合格": 7,
        "AI小子": 12,
        "毕业": 18,
    }


def test_a_prodigy_is_promised_to_nobody(plan):
    assert "天才" not in [step.label for step in steps(plan, [])]


def test_a_prodigy_is_shown_to_whoever_is_one(plan, enrollment):
    award = Award(enrollment=enrollment, rung="prodigy", reached_on=plan.today, days=15)
    assert "天才" in [step.label for step in steps(plan, [award])]


def test_the_ai_kid_sees_the_planned_days_beside_their_own(plan, enrollment):
    award = Award(enrollment=enrollment, rung="ai-kid", reached_on=plan.today, days=63)
    step = next(step for step in steps(plan, [award]) if step.label == "AI小子")
    assert (step.award.days, step.planned, step.left) == (63, 60, 0)
