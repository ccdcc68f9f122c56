import pytest

from courses.models import Question


@pytest.fixture
def enrollment(amy):
    return amy.enrollments.select_related("user", "course").get()


@pytest.fixture
def bens(ben):
    return ben.enrollments.select_related("user", "course").get()


@pytest.fixture
def asked(course):
    """The first question of the first lesson, which everybody has done; q1 and q3 of every lesson come back."""
    Question.objects.filter(key__in=["q1", "q3"]).update(is_for_review=True)
    questions = Question.objects.select_related("lesson__published", "lesson__stage", "lesson__course")
    return questions.get(lesson__key="s1-001", key="q1")


@pytest.fixture
def asked_too(asked):
    return Question.objects.select_related("lesson__published").get(lesson=asked.lesson, key="q3")
