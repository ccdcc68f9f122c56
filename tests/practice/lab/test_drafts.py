import pytest
from django.contrib.sessions.backends.cache import SessionStore

from practice.lab import drafts


@pytest.fixture
def visit(rf):
    request = rf.get("/")
    request.session = SessionStore()
    return request


def test_a_kept_prompt_comes_back(visit, exercise):
    drafts.keep(visit, exercise_id=exercise.pk, text="一稿")
    assert drafts.kept(visit, exercise) == "一稿"


def test_a_sent_prompt_is_dropped(visit, exercise):
    drafts.keep(visit, exercise_id=exercise.pk, text="一稿")
    drafts.drop(visit, exercise_id=exercise.pk)
    assert drafts.kept(visit, exercise) == ""


def test_dropping_what_is_not_there_does_no_harm(visit):
    drafts.drop(visit, exercise_id=1)


def test_an_empty_prompt_is_not_worth_keeping(visit, exercise):
    drafts.keep(visit, exercise_id=exercise.pk, text=" \n")
    assert drafts.kept(visit, exercise) == ""


def test_only_the_latest_few_are_kept(visit, exercise):
    drafts.keep(visit, exercise_id=exercise.pk, text="一稿")
    for other in range(1000, 1000 + drafts.MOST):
        drafts.keep(visit, exercise_id=other, text="别的")
    assert drafts.kept(visit, exercise) == ""
