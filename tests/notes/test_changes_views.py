"""Changed since you finished: said on the lesson, on 今天 and in the plan, until the reader has looked."""

import pytest

from courses import canonical, document, editions
from courses.models import Lesson, LessonRevision
from courses.shapes import LessonDocument
from progress import services as progress
from progress.models import Enrollment, LessonCompletion
from tests.courses.course_files import READY_LESSON

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
FIRST = {**document.to_json(document.read_lesson(READY_LESSON.read_text()).document), "body": ""}
NOTICE = "你做完后，这一课改过"


def say(lesson, wording: str, **fields) -> LessonRevision:
    """Another revision with another wording."""
    lesson = Lesson.objects.get(pk=lesson.pk)
    words = {**FIRST, **fields}
    number = lesson.revisions.count() + 1
    text = canonical.write(document.from_json(LessonDocument, words))
    why = f"第 {number} 次改"
    lesson.published = LessonRevision.objects.create(lesson=lesson, number=number, text=text, why=why, wording=wording)
    lesson.document = words
    lesson.parts = []
    lesson.save()
    editions.begin(course_pk=lesson.course_id)
    return lesson.published


@pytest.fixture
def finished(lesson, amy):
    """Amy finished today's lesson in the wording "one"."""
    say(lesson, "one")
    again = Lesson.objects.select_related("published", "stage", "course").get(pk=lesson.pk)
    progress.complete_lesson(enrollment=Enrollment.objects.get(user=amy), lesson=again)
    return again


@pytest.fixture
def revised(finished):
    say(finished, "two", title="换了标题的一课")
    return finished


def page(client, path) -> str:
    return " ".join(client.get(path).content.decode().split())


def edition(lesson):
    from courses import editions

    editions.begin(course_pk=lesson.course_id)


def test_an_unchanged_lesson_says_nothing(sign_in, amy, finished):
    edition(finished)
    reader = sign_in(amy)
    assert NOTICE not in page(reader, finished.get_absolute_url())
    assert "改过" not in page(reader, "/today/") and "做完后改过" not in page(reader, "/plan/")


def test_a_trifle_says_nothing(sign_in, amy, finished):
    say(finished, "one", minutes=44)
    edition(finished)
    assert NOTICE not in page(sign_in(amy), finished.get_absolute_url())


def test_new_words_are_said_everywhere(sign_in, amy, revised):
    edition(revised)
    reader = sign_in(amy)
    address = f"/notes/changes/{revised.pk}/"
    assert NOTICE in page(reader, revised.get_absolute_url())
    assert address in page(reader, "/today/") and address in page(reader, "/plan/")


def test_who_has_not_finished_it_hears_nothing(sign_in, ben, revised):
    edition(revised)
    reader = sign_in(ben)
    assert NOTICE not in page(reader, revised.get_absolute_url())
    assert reader.get(f"/notes/changes/{revised.pk}/").status_code == 404
    assert reader.post(f"/notes/changes/{revised.pk}/seen/").status_code == 404


def test_the_page_shows_what_went_and_what_came(sign_in, amy, revised):
    html = page(sign_in(amy), f"/notes/changes/{revised.pk}/")
    assert "<ins>" in html and "<del>" in html and "换了标题的一课" in html and "第 4 次改" in html


def test_markup_in_a_lesson_is_text_in_the_comparison(sign_in, amy, finished):
    say(finished, "two", title="<script>alert(1)</script>")
    html = page(sign_in(amy), f"/notes/changes/{finished.pk}/")
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html


def test_having_looked_ends_the_notice_and_keeps_the_completion(sign_in, amy, revised):
    edition(revised)
    reader = sign_in(amy)
    before = LessonCompletion.objects.get(lesson=revised).revision
    answer = reader.post(f"/notes/changes/{revised.pk}/seen/")
    assert (answer.status_code, answer["Location"]) == (303, Lesson.objects.get(pk=revised.pk).get_absolute_url())
    assert NOTICE not in page(reader, revised.get_absolute_url())
    assert f"/notes/changes/{revised.pk}/" not in page(reader, "/today/") + page(reader, "/plan/")
    assert LessonCompletion.objects.get(lesson=revised).revision == before


def test_the_next_change_is_compared_with_what_was_looked_at(sign_in, amy, revised):
    reader = sign_in(amy)
    reader.post(f"/notes/changes/{revised.pk}/seen/")
    say(revised, "three", title="又换了标题的一课")
    edition(revised)
    assert NOTICE in page(reader, revised.get_absolute_url())
    html = page(reader, f"/notes/changes/{revised.pk}/")
    assert "上次看过的那一版" in html and "换了标题的一课" in html and FIRST["title"] not in html


def test_one_finished_again_is_no_news(sign_in, amy, revised):
    enrollment = Enrollment.objects.get(user=amy)
    again = Lesson.objects.select_related("published").get(pk=revised.pk)
    progress.reopen_lesson(enrollment=enrollment, lesson=again)
    progress.complete_lesson(enrollment=enrollment, lesson=again)
    edition(revised)
    assert NOTICE not in page(sign_in(amy), revised.get_absolute_url())


def test_a_text_too_old_to_be_read_is_said_to_be(sign_in, amy, revised):
    LessonRevision.objects.filter(lesson=revised, wording="one").update(text="schema: 0")
    assert "格式太旧" in page(sign_in(amy), f"/notes/changes/{revised.pk}/")


def test_where_only_the_setting_changed_the_page_says_so(sign_in, amy, finished):
    say(finished, "two", minutes=44)
    assert "文字没有变" in page(sign_in(amy), f"/notes/changes/{finished.pk}/")


def test_a_program_reads_the_revisions_and_says_it_has_seen_them(sign_in, amy, revised):
    reader = sign_in(amy)
    told = reader.get(f"/notes/changes/{revised.pk}/", headers=JSON).json()
    assert [each["why"] for each in told["revisions"]] == ["第 4 次改"]
    assert reader.post(f"/notes/changes/{revised.pk}/seen/", headers=JSON).json()["seen"] is True


def test_the_lists_ask_one_question_more_and_only_when_there_is_news(sign_in, amy, finished, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reader = sign_in(amy)
    reader.get("/plan/")
    with CaptureQueriesContext(connection) as quiet:
        reader.get("/plan/")
    asked = len(quiet)
    say(finished, "two")
    for other in Lesson.objects.filter(key__in=["s1-001", "s1-002", "s1-003"]):
        say(other, "two", id=other.key)
    reader.get("/plan/")  # the first page of an edition reads the course for all that follow
    with django_assert_num_queries(asked + 1):
        reader.get("/plan/")


def test_comparing_costs_the_same_for_many_revisions(sign_in, amy, revised, django_assert_max_num_queries):
    for number in range(5):
        say(revised, f"w{number}", title=f"第 {number} 个标题")
    reader = sign_in(amy)
    reader.get(f"/notes/changes/{revised.pk}/")
    with django_assert_max_num_queries(10):
        reader.get(f"/notes/changes/{revised.pk}/")
