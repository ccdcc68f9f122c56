import pytest

from practice.exams import register
from practice.models import RubricExam
from tests.practice import scene

LAZY = "给我一些建议。"
GOOD = f"{scene.CASE}先问五个问题，问完列出三件事。"


def examined(**fields) -> list[dict]:
    """The tasks of the scene, the first with examples and as its author wrote it."""
    return [scene.REWRITE | {"lazy_example": LAZY, "good_example": GOOD} | fields, *scene.TASKS[1:]]


@pytest.fixture
def lesson(db):
    return scene.make_lesson(tasks=examined())


@pytest.fixture
def exam_of(lesson):
    """An exam as `check_rubrics` keeps it."""

    def make(exercise, *, is_passed=True, **columns) -> RubricExam:
        from django.utils import timezone

        from practice.assignment import assignment_of
        from practice.exams.standings import judge_now
        from practice.grading.judge_prompt import fingerprint_of

        values = {"fingerprint": fingerprint_of(assignment_of(exercise)), "judge": judge_now()}
        values |= {"asked": 9, "input_tokens": 1, "output_tokens": 1, "held_at": timezone.now()}
        return RubricExam.objects.create(exercise=exercise, is_passed=is_passed, **(values | columns))

    return make


@pytest.fixture
def candidate(lesson):
    return next(register.candidates())
