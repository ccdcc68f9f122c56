"""What a course says is kept until it says something else."""

import pytest

from courses import editions, services
from courses.models import Course, Lesson
from tests.conftest import make_lesson

pytestmark = pytest.mark.django_db
SLUG = "lesson-1-1"


def edition(course) -> object:
    return Course.objects.get(pk=course.pk).edition


def test_a_lesson_is_read_once_in_an_edition(course, django_assert_num_queries):
    editions.lesson_in("aigc", SLUG)
    with django_assert_num_queries(1):
        editions.lesson_in("aigc", SLUG)


def test_a_new_edition_is_read_again(course):
    editions.lesson_in("aigc", SLUG)
    Lesson.objects.filter(slug=SLUG).update(title="改过的一课")
    editions.begin(course_pk=course.pk)
    assert editions.lesson_in("aigc", SLUG).title == "改过的一课"


def test_a_lesson_knows_its_open_neighbours(course):
    found = editions.lesson_in("aigc", "lesson-1-2")
    assert (found.previous["slug"], found.next["slug"]) == ("lesson-1-1", "lesson-1-3")


def test_neighbours_cross_the_border_of_a_stage(course):
    assert editions.lesson_in("aigc", "lesson-2-1").previous["slug"] == "lesson-1-30"


@pytest.mark.parametrize("place", [("aigc", "nowhere"), ("nowhere", SLUG)])
def test_a_lesson_that_is_not_there_is_not_kept(course, place):
    with pytest.raises(Lesson.DoesNotExist):
        editions.lesson_in(*place)
    assert place not in editions._lessons


def test_the_outline_counts_what_is_open(course, draft):
    outline = editions.outline(course.pk, edition(course))
    assert len(outline.lessons) == 39 and draft.pk not in outline.open_lessons
    assert [stage.days for stage in outline.stages] == [30, 30, 30, 20, 45]


def test_a_course_without_stages_has_an_empty_outline(db):
    course = Course.objects.create(slug="empty", title="空", language="zh-Hans", summary="还没有")
    assert editions.outline(course.pk, course.edition).stages == ()


def test_withdrawing_a_lesson_begins_an_edition(course):
    before = edition(course)
    services.withdraw(lesson=course.lessons.first())
    assert edition(course) != before


def test_bringing_a_lesson_back_begins_an_edition(course):
    lesson = course.lessons.first()
    services.withdraw(lesson=lesson)
    before = edition(course)
    services.bring_back(lesson=lesson)
    assert edition(course) != before


def test_saving_a_stage_begins_an_edition(course):
    before = edition(course)
    services.save_row(row=course.stages.first())
    assert edition(course) != before


def test_saving_the_course_itself_begins_an_edition(course):
    before = edition(course)
    services.save_row(row=Course.objects.get(pk=course.pk))
    assert edition(course) != before


def test_a_lesson_of_another_course_is_another_lesson(course):
    other = Course.objects.create(slug="other", title="别的课", language="zh-Hans", summary="另一门")
    stage = other.stages.create(number=1, title="一", days=3, goal="做成")
    make_lesson(stage, 1, slug=SLUG, title="另一门的第一课")
    titles = {editions.lesson_in(slug, SLUG).title for slug in ("aigc", "other")}
    assert titles == {"第 1 段的第 1 课", "另一门的第一课"}
