import pytest
from django.urls import reverse

from courses.models import Lesson, LessonRevision, Stage


@pytest.fixture
def page(course) -> str:
    return reverse("admin:courses_stage_order", args=[Stage.objects.get().pk])


def order() -> list[str]:
    return list(Lesson.objects.order_by("order").values_list("key", flat=True))


def test_an_arrow_moves_one_lesson_one_step(desk, page):
    ids = order()
    desk.post(page, {"id": ids, "move": "s1-005 down"})
    assert order() == ["s1-007", "s1-005", "s1-012", "s1-013"]


def test_dragged_rows_are_saved_together(desk, page):
    desk.post(page, {"id": ["s1-007", "s1-005", "s1-012", "s1-013"], "save": "1"})
    assert order() == ["s1-007", "s1-005", "s1-012", "s1-013"]


def test_only_lessons_that_moved_get_a_revision(desk, page):
    before = LessonRevision.objects.count()
    desk.post(page, {"id": ["s1-007", "s1-005", "s1-012", "s1-013"]})
    assert LessonRevision.objects.count() == before + 2


def test_days_stay_with_the_places(desk, page):
    days = list(Lesson.objects.order_by("order").values_list("day", flat=True))
    desk.post(page, {"id": ["s1-007", "s1-005", "s1-012", "s1-013"]})
    assert list(Lesson.objects.order_by("order").values_list("day", flat=True)) == days


def test_a_lesson_cannot_move_before_what_it_builds_on(desk, page):
    before = order()
    response = desk.post(page, {"id": ["s1-012", "s1-005", "s1-007", "s1-013"]}, follow=True)
    assert order() == before
    assert "不在这一课之前" in response.content.decode()


@pytest.mark.parametrize("ids", [[], ["s1-005"], ["s1-005", "s1-005", "s1-012", "s1-013"]])
def test_an_order_of_other_lessons_changes_nothing(desk, page, ids):
    before = order()
    assert desk.post(page, {"id": ids}).status_code == 302
    assert order() == before


@pytest.mark.parametrize("move", ["s9-999 down", "nonsense"])
def test_a_move_of_an_unknown_lesson_changes_nothing(desk, page, move):
    before = order()
    assert desk.post(page, {"id": before, "move": move}).status_code == 302
    assert order() == before


def test_staff_without_rights_is_refused(client, ines, page):
    ines.groups.clear()
    client.force_login(ines)
    assert (client.get(page).status_code, client.post(page, {"id": order()}).status_code) == (403, 403)


def test_a_stage_saved_shows_its_new_introduction(desk, course):
    stage = Stage.objects.get()
    data = {"title": stage.title, "days": "30", "goal": stage.goal, "body": "新的**介绍**。"}
    desk.post(reverse("admin:courses_stage_change", args=[stage.pk]), data)
    assert "<strong>介绍</strong>" in Stage.objects.get().html
