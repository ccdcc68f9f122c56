from datetime import date

import pytest
from django.utils import timezone

from aigc_academy.dashboard import due_for_review, provider
from courses.models import Lesson, LessonConflict


@pytest.fixture
def desk(client, ines):
    from accounts.services import ensure_instructors_group

    ines.groups.add(ensure_instructors_group())
    client.force_login(ines)
    return client


def test_the_first_page_needs_few_queries(desk, course, django_assert_max_num_queries):
    with django_assert_max_num_queries(28):
        assert desk.get("/admin/").status_code == 200


def test_an_open_conflict_waits_on_the_first_page(desk, lesson):
    conflict = LessonConflict.objects.create(lesson=lesson, base_text="", file_text="x")
    assert f"/admin/courses/lessonconflict/{conflict.pk}/change/" in desk.get("/admin/").content.decode()


def test_a_lesson_is_due_when_its_days_are_over(course):
    lesson = course.lessons.first()
    lesson.document |= {"last_reviewed": "2026-05-26", "review_every_days": 180}
    lesson.save()
    assert due_for_review(today=date(2026, 11, 21)) == []
    assert due_for_review(today=date(2026, 11, 22)) == [(lesson, date(2026, 11, 22))]


def test_a_lesson_that_is_not_open_is_never_due(course):
    lesson = course.lessons.first()
    lesson.document |= {"last_reviewed": "2020-01-01", "review_every_days": 60}
    lesson.status = Lesson.Status.DRAFT
    lesson.save()
    assert due_for_review(today=date(2026, 11, 22)) == []


def test_the_key_of_the_provider_is_never_shown(desk, course, settings):
    settings.OPENAI_API_KEY = "sk-very-secret"
    settings.OPENAI_BASE_URL = "https://user:pass@models.example/v1"
    settings.PRACTICE_MODEL = "small-one"
    html = desk.get("/admin/").content.decode()
    assert "models.example" in html
    assert "small-one" in html
    assert "sk-very-secret" not in html
    assert "pass@" not in html


def test_without_a_provider_the_page_says_what_to_set(desk, course):
    assert "OPENAI_BASE_URL" in desk.get("/admin/").content.decode()


def test_the_provider_without_an_address_is_the_default_one(settings):
    settings.OPENAI_API_KEY = "sk-x"
    assert (provider()["host"], provider()["has_key"]) == ("api.openai.com", True)


def test_staff_without_rights_see_no_numbers(client, ines, course):
    client.force_login(ines)
    response = client.get("/admin/")
    assert "course_figures" not in response.context
    assert "learner_figures" not in response.context


def test_reminders_that_did_not_go_out_are_counted(desk, amy):
    from reminders.models import Letter

    now = timezone.now()
    Letter.objects.create(user=amy, on=now.date(), ends_at=now, look_at=now, state=Letter.State.FAILED)
    figures = {str(name): number for name, number, _link in desk.get("/admin/").context["learner_figures"]}
    assert figures["一天内没发出的提醒"] == 1
