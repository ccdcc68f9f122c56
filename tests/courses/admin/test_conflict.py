import pytest
from django.urls import reverse

from courses import document, services
from courses.models import Lesson, LessonConflict
from tests.courses.course_files import put

PATH = "stage-1/012-role-career-advisor.md"
TITLE = "title: GPT高级角色扮演：职业顾问"


@pytest.fixture
def conflict(lesson, files, ines) -> LessonConflict:
    """The site has one title, the file another, and each side changed a place of its own besides."""
    text = lesson.published.text
    on_site = text.replace(TITLE, "title: 网站的标题", 1).replace("先做两周的小试验", "先做两周小试验")
    services.publish(lesson=lesson, document=document.read_lesson(on_site).document, by=ines, why="改标题")
    put(
        files, PATH, text.replace(TITLE, "title: 文件的标题", 1).replace("这四样都可以写进提示词", "四样都能写进提示词")
    )
    services.load(folder=files)
    return LessonConflict.objects.select_related("lesson").get()


@pytest.fixture
def page(conflict) -> str:
    return reverse("admin:courses_lessonconflict_change", args=[conflict.pk])


def published(conflict) -> str:
    return Lesson.objects.select_related("published").get(pk=conflict.lesson_id).published.text


def test_a_conflict_is_listed_with_its_places(desk, conflict):
    html = desk.get(reverse("admin:courses_lessonconflict_changelist")).content.decode()
    assert "s1-012" in html
    assert "title" in html


def test_a_lesson_with_a_conflict_says_so(desk, conflict, page):
    lessons = desk.get(reverse("admin:courses_lesson_changelist"), {"conflict": "yes"}).context["cl"].result_list
    assert [lesson.key for lesson in lessons] == ["s1-012"]
    assert page in desk.get(reverse("admin:courses_lesson_change", args=[conflict.lesson_id])).content.decode()


def test_the_page_shows_all_three_texts(desk, page):
    html = desk.get(page).content.decode()
    assert all(title in html for title in ("GPT高级角色扮演：职业顾问", "网站的标题", "文件的标题"))


def test_the_text_to_edit_begins_with_everything_both_sides_changed(desk, page):
    text = desk.get(page).context["text"]
    assert all(words in text for words in ("网站的标题", "四样都能写进提示词", "先做两周小试验"))


@pytest.mark.parametrize(("take", "title"), [("file", "文件的标题"), ("site", "网站的标题")])
def test_one_side_is_taken(desk, conflict, page, take, title):
    assert desk.post(page, {"take": take, "seen": desk.get(page).context["seen"]}).status_code == 302
    assert f"title: {title}" in published(conflict)
    assert not LessonConflict.objects.exists()


def test_an_edited_text_is_taken(desk, conflict, page):
    shown = desk.get(page).context
    text = shown["text"].replace("网站的标题", "第三个标题")
    desk.post(page, {"take": "text", "text": text.replace("\n", "\r\n"), "seen": shown["seen"]})
    assert published(conflict) == text


def test_an_edited_text_with_an_error_is_kept_on_the_page(desk, conflict, page):
    shown = desk.get(page).context
    text = shown["text"].replace("minutes: 55", "minutes: viel")
    response = desk.post(page, {"take": "text", "text": text, "seen": shown["seen"]})
    assert response.status_code == 422
    assert "minutes: viel" in response.content.decode()
    assert [problem.field for problem in response.context["problems"]] == ["minutes"]
    assert LessonConflict.objects.exists()


def test_a_decision_about_texts_that_changed_since_is_not_taken(desk, conflict, page, files):
    seen = desk.get(page).context["seen"]
    put(files, PATH, (files / PATH).read_text().replace("文件的标题", "文件又改的标题"))
    services.load(folder=files)
    assert desk.post(page, {"take": "file", "seen": seen}).status_code == 409
    assert LessonConflict.objects.exists()


def test_no_choice_decides_nothing(desk, conflict, page):
    assert desk.post(page, {"seen": "1"}).status_code == 422
    assert LessonConflict.objects.exists()


def test_a_resolved_conflict_does_not_come_back_with_the_next_load(desk, conflict, page, files):
    desk.post(page, {"take": "site", "seen": desk.get(page).context["seen"]})
    services.load(folder=files)
    assert not LessonConflict.objects.exists()
    assert "网站的标题" in published(conflict)


def test_a_learner_sees_no_conflicts(client, amy, page):
    client.force_login(amy)
    assert client.get(page).status_code == 302


def test_staff_who_may_only_look_decides_nothing(client, ines, conflict, page):
    from django.contrib.auth.models import Permission

    ines.groups.clear()
    ines.user_permissions.add(Permission.objects.get(codename="view_lessonconflict"))
    client.force_login(ines)
    assert client.get(page).status_code == 200
    assert client.post(page, {"take": "file", "seen": "1"}).status_code == 403
