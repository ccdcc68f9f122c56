"""Tasks are hits of their own, from open lessons only."""

import pytest

from courses import editions
from courses.models import Lesson
from courses.task_search import LIMIT, find_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def give(lesson, *tasks):
    lesson.document = {**lesson.document, "practice": list(tasks)}
    lesson.save()
    editions.begin(course_pk=lesson.course_id)


@pytest.fixture
def poster(course):
    lesson = course.lessons.get(key="s2-001")
    give(
        lesson,
        {"id": "p1", "title": "画一张海报", "instructions": "先写主体。\n再写光线 <b>。", "material": "文字：Sale"},
    )
    return lesson


def test_a_task_is_found_by_its_title_and_by_what_it_asks(poster):
    for asked in ("海报", "光线", "sale", "海报 光线"):
        [hit] = find_tasks(asked)
        assert (hit.lesson, hit.key) == (poster, "p1")


def test_the_address_leads_to_the_task(poster):
    assert find_tasks("海报")[0].address == f"{poster.get_absolute_url()}#p1"


def test_what_was_asked_is_marked_and_markup_is_text(poster):
    hit = find_tasks("光线")[0]
    assert "<mark>光线</mark> &lt;b&gt;" in hit.snippet


def test_titles_come_first_and_the_list_is_bounded(course, poster):
    for lesson in course.lessons.filter(stage__number=1):
        give(lesson, {"id": "p1", "title": "练习", "instructions": "海报海报海报"})
    hits = find_tasks("海报")
    assert hits[0].lesson == poster and len(hits) == LIMIT


def test_a_draft_keeps_its_tasks_to_itself(poster):
    Lesson.objects.filter(pk=poster.pk).update(status="draft")
    editions.begin(course_pk=poster.course_id)
    assert find_tasks("海报") == []


@pytest.mark.parametrize("asked", ["", "。？", "没有人写过的词"])
def test_nothing_asked_is_nothing_found(poster, asked):
    assert find_tasks(asked) == []


def test_a_second_search_asks_only_for_the_edition_and_the_lessons_found(poster, django_assert_num_queries):
    find_tasks("海报")
    with django_assert_num_queries(2):
        find_tasks("海报")


def test_the_page_shows_them(client, poster):
    html = client.get("/search/?q=海报").content.decode()
    assert 'id="tasks"' in html and f'{poster.get_absolute_url()}#p1"' in html
