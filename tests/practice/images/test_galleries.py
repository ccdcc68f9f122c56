import pytest
from django.test import Client

from courses.models import Exercise
from practice.images import artworks, galleries
from tests.practice import scene
from tests.practice.pictures import drawn

PAINT = {
    "id": "p1",
    "title": "只换种子",
    "mode": "image",
    "grade": "note",
    "pass": 70,
    "image": {"size": "1024x1024", "count": 3, "vary": "随机种子"},
    "instructions": "出三张图。\n",
    "starter": "一架红色手风琴\n",
    "rubric": scene.RUBRIC,
    "sample_reply": scene.SAMPLE,
}


@pytest.fixture
def lesson(db):
    tasks = [PAINT, *scene.TASKS[1:]]
    lesson = scene.make_lesson(tasks=tasks)
    lesson.parts = [{"practice": task["id"]} for task in tasks]
    lesson.save()
    return lesson


@pytest.fixture
def upload(enrollment, exercise):
    def keep(prompt="一架红色手风琴"):
        file = drawn.as_file(drawn.picture())
        return artworks.keep_upload(enrollment=enrollment, exercise=exercise, file=file, prompt=prompt)

    return keep


def test_a_task_with_pictures_costs_the_lesson_page_one_query_and_one_for_what_was_compared(
    reader, lesson, upload, django_assert_num_queries
):
    reader.get(lesson.get_absolute_url())
    with django_assert_num_queries(6):
        reader.get(lesson.get_absolute_url())
    upload()
    upload()
    with django_assert_num_queries(7):
        page = reader.get(lesson.get_absolute_url()).content.decode()
    assert page.count('class="pics"') == 1 and page.count("/thumb/") == 2


def test_a_lesson_without_such_a_task_asks_nothing(enrollment, lesson, django_assert_num_queries):
    lesson.document = {"practice": list(scene.TASKS)}
    with django_assert_num_queries(0):
        assert galleries.of_lesson(enrollment, lesson) == {}


def test_the_bench_offers_the_upload_before_there_is_a_picture(reader, lesson):
    page = reader.get(lesson.get_absolute_url()).content.decode()
    assert page.count("data-upload") == 1 and 'name="pictures"' in page


def test_a_visitor_is_offered_no_upload(client, lesson):
    assert "data-upload" not in client.get(lesson.get_absolute_url()).content.decode()


def test_the_picture_of_one_task_is_not_shown_at_another(enrollment, lesson, upload):
    kept = upload()
    other = Exercise.objects.get(lesson=lesson, key="p2")
    assert galleries.of_lesson(enrollment, lesson) == {kept.exercise_id: [kept]}
    assert galleries.one(enrollment, other).artworks == []


def test_what_a_learner_never_uploaded_is_shown_to_nobody(reader, stranger, lesson, upload):
    upload()
    other = Client()
    other.force_login(stranger)
    assert "/thumb/" not in other.get(lesson.get_absolute_url()).content.decode()


def test_full_says_so_and_takes_no_more(reader, lesson, upload, settings):
    settings.PICTURES_PER_TASK = 1
    upload()
    page = reader.get(lesson.get_absolute_url()).content.decode()
    assert "上传已经放满" in page and 'name="pictures"' not in page


def test_generated_pictures_leave_the_room_for_uploads(submit, exercise, enrollment, settings):
    settings.PICTURES_PER_TASK = 2
    exercise.lesson.document = {"practice": [scene.REWRITE]}
    exercise.lesson.save()
    artworks.generated(attempt=submit(), number=1, data=drawn.picture(), name="artworks/calls-0/1-c").save()
    assert galleries.one(enrollment, exercise).uploads_left == 2
