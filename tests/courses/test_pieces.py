"""Exercises and questions of a lesson come in one query."""

import pytest
from django.utils import timezone

from courses import pieces

pytestmark = pytest.mark.django_db


def test_both_kinds_come_in_one_question_however_often_they_are_asked(lesson, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [exercise.key for exercise in pieces.exercises_of(lesson)] == ["p1"]
        assert [question.key for question in pieces.questions_of(lesson)] == ["q1", "q2", "q3"]


def test_they_are_the_rows_themselves(lesson):
    assert pieces.exercises_of(lesson) == list(lesson.exercises.all())
    assert pieces.questions_of(lesson) == list(lesson.questions.all())
    assert pieces.exercises_of(lesson)[0].mode == "chat"


def test_what_was_removed_is_left_out(lesson):
    lesson.questions.filter(key="q2").update(removed_at=timezone.now())
    assert [question.key for question in pieces.questions_of(lesson)] == ["q1", "q3"]
