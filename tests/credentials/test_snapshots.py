"""What a credential says is written down once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.models import Lesson, LessonRevision
from credentials import snapshots
from progress.models import LessonCompletion
from tests.conftest import make_lesson

pytestmark = pytest.mark.usefixtures("sunday")


def test_it_says_what_was_done_and_when(award):
    snapshot = snapshots.of(award)
    said = {name: snapshot[name] for name in ("rung", "done", "total", "days", "began_on", "reached_on")}
    assert said == {
        "rung": "starter",
        "done": 20,
        "total": 38,
        "days": 21,
        "began_on": "2026-11-02",
        "reached_on": "2026-11-22",
    }


def test_it_names_the_course_and_its_edition(award):
    course = award.enrollment.course
    assert snapshots.of(award)["course"] == {"slug": "aigc", "title": "AIGC 学院", "edition": course.edition.hex}


def test_each_lesson_done_bears_the_revision_that_was_read(award, course):
    lesson = course.lessons.get(key="s1-003")
    second = LessonRevision.objects.create(lesson=lesson, number=2, text="…", why="改了")
    LessonCompletion.objects.filter(lesson=lesson).update(revision=second)
    Lesson.objects.filter(pk=lesson.pk).update(title="改过名的一课")
    row = snapshots.of(award)["lessons"][2]
    assert row == {
        "key": "s1-003",
        "title": "改过名的一课",
        "stage": 1,
        "day": 3,
        "revision": 2,
        "done_on": "2026-11-04",
    }


def test_a_lesson_not_done_has_no_revision(award):
    assert snapshots.of(award)["lessons"][-1]["revision"] is None


def test_a_lesson_done_after_the_status_is_not_what_it_was_given_for(award, lesson):
    LessonCompletion.objects.create(
        enrollment=award.enrollment,
        lesson=lesson,
        revision=lesson.published,
        done_on="2026-11-23",
        done_at=timezone.now() + timedelta(days=1),
    )
    done = [row["key"] for row in snapshots.of(award)["lessons"] if row["done_on"]]
    assert len(done) == 20 and lesson.key not in done


def test_a_status_noted_late_counts_only_what_was_done_by_its_day(award):
    award.reached_on = date(2026, 11, 10)
    snapshot = snapshots.of(award)
    assert snapshot["done"] == sum(row["done_on"] is not None for row in snapshot["lessons"]) == 9


def test_a_lesson_reopened_since_takes_nothing_away(award):
    LessonCompletion.objects.filter(lesson__key="s1-005").delete()
    assert snapshots.of(award)["done"] == 20


def test_only_the_ai_kid_has_planned_days_to_stand_beside(award):
    award.rung = "ai-kid"
    assert snapshots.of(award)["planned_days"] == 60
    award.rung = "graduate"
    assert snapshots.of(award)["planned_days"] is None


def test_later_changes_of_the_course_change_nothing(credential, course):
    before = credential.snapshot
    make_lesson(course.stages.get(number=2), 9)
    Lesson.objects.filter(key="s1-001").update(title="别的")
    credential.refresh_from_db()
    assert credential.snapshot == before


def test_it_is_read_with_the_same_queries_for_every_learner(award, django_assert_num_queries):
    with django_assert_num_queries(3):  # stages, what was done, lessons
        snapshots.of(award)
