import pytest

from practice.assignment import assignment_of
from tests.practice import scene


@pytest.mark.parametrize(
    ("mode", "grade", "is_judged"),
    [
        ("chat", "transcript", True),
        ("role-play", "transcript", True),
        ("compare", "note", True),
        ("image", "prompt", True),
        ("checklist", "evidence", False),
        ("project", "evidence", False),
        ("image", "self", False),
    ],
)
def test_a_model_judges_words_that_the_learner_wrote(lesson, mode, grade, is_judged):
    task = scene.add_task(lesson, scene.REWRITE | {"id": "p8", "mode": mode, "grade": grade})
    assert assignment_of(task).is_judged == is_judged


def test_without_a_rubric_there_is_nothing_to_judge_by(lesson):
    task = scene.add_task(lesson, scene.REWRITE | {"id": "p8", "rubric": []})
    assert not assignment_of(task).is_judged
