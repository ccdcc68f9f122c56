"""The pages of the course, read by visitors, learners and teachers."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from courses import search
from courses.models import Course, Lesson, LessonFile, OldSlug, Term, Tool
from tests.conftest import make_lesson

pytestmark = pytest.mark.django_db
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 880 330'><script>alert(1)</script></svg>"


@pytest.fixture
def first(course) -> Lesson:
    return course.lessons.select_related("stage", "course").get(key="s1-001")


# --- Landing and map ------------------------------------------------------------------------------


def test_the_landing_page_counts_what_is_really_there(client, course):
    html = client.get("/").content.decode()
    assert "看 38 课的地图" in html and "155 天" in html


def test_the_landing_page_leads_a_visitor_into_the_first_lesson(client, first):
    assert f'href="{first.get_absolute_url()}"' in client.get("/").content.decode()


def test_the_landing_page_leads_a_learner_to_today(client, amy):
    client.force_login(amy)
    assert "去今天" in client.get("/").content.decode()


def test_without_a_course_the_landing_page_says_how_to_load_one(client):
    assert "load_course" in client.get("/").content.decode()


def test_the_map_lists_every_lesson_as_a_link(client, course):
    html = client.get("/courses/aigc/").content.decode()
    assert all(f'class="t" href="{lesson.get_absolute_url()}"' in html for lesson in course.lessons.all())


def test_the_map_shows_a_draft_as_being_written_and_does_not_link_it(client, draft):
    html = client.get("/courses/aigc/").content.decode()
    assert "编写中" in html and f'class="t" href="{draft.get_absolute_url()}"' not in html


def test_the_map_leaves_out_what_was_withdrawn(client, first):
    Lesson.objects.filter(pk=first.pk).update(withdrawn_at=timezone.now())
    assert first.title not in client.get("/courses/aigc/").content.decode()


def test_the_pegs_of_the_map_are_hidden_from_readers_and_from_the_tab_order(client, course):
    html = client.get("/courses/aigc/").content.decode()
    boards = html.split('<div class="pegs" aria-hidden="true">')[1:]
    assert len(boards) == 5
    assert all('tabindex="-1"' in board for board in boards)


@pytest.mark.parametrize("path", ["/", "/courses/aigc/", "/courses/aigc/1/", "/courses/aigc/overview/"])
def test_a_page_of_many_lessons_asks_three_questions_whatever_their_number(
    client, course, path, django_assert_num_queries
):
    with django_assert_num_queries(3):
        client.get(path)
    for place in range(100, 120):
        make_lesson(course.stages.get(number=1), place, day=30)
    with django_assert_num_queries(3):
        client.get(path)


def test_the_overview_shows_every_stage_with_its_goal_on_one_page(client, course):
    html = client.get("/courses/aigc/overview/").content.decode()
    assert all(stage.title in html and stage.goal in html for stage in course.stages.all())
    assert "38 课" in html and "155 个计划日" in html


def test_the_map_leads_to_the_overview_and_to_the_ten_questions(client, course):
    html = client.get("/courses/aigc/").content.decode()
    assert 'href="/courses/aigc/overview/"' in html and 'href="/courses/aigc/prologue/#where-to-start"' in html


def test_a_stage_names_its_goal_and_its_neighbours(client, course):
    html = client.get("/courses/aigc/2/").content.decode()
    assert "能做成一件事" in html
    assert 'href="/courses/aigc/1/"' in html and 'href="/courses/aigc/3/"' in html


@pytest.mark.parametrize("path", ["/courses/none/", "/courses/aigc/9/", "/courses/aigc/1/no-such-lesson/"])
def test_what_is_not_there_is_not_found(client, course, path):
    assert client.get(path).status_code == 404


# --- A lesson ---------------------------------------------------------------------------------------


def test_a_visitor_reads_a_lesson_without_signing_in(client, first):
    response = client.get(first.get_absolute_url())
    assert response.status_code == 200
    assert "<h2 id='core-idea'>核心想法</h2>" in response.content.decode()


def test_a_lesson_is_never_shown_from_a_cache(client, first):
    assert "no-store" in client.get(first.get_absolute_url())["Cache-Control"]


def test_a_lesson_links_to_the_open_lessons_around_it(client, course, draft):
    last_of_two = course.lessons.select_related("stage", "course").get(key="s2-002")
    html = " ".join(client.get(last_of_two.get_absolute_url()).content.decode().split())
    assert 'href="/courses/aigc/2/lesson-2-1/" rel="prev"' in html
    assert 'href="/courses/aigc/3/lesson-3-1/" rel="next"' in html, "the draft between them cannot be read"


def test_the_first_lesson_has_nothing_before_it(client, first):
    assert 'rel="prev"' not in client.get(first.get_absolute_url()).content.decode()


def test_the_first_visitor_of_an_edition_costs_a_lesson_three(client, first, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(first.get_absolute_url())


def test_every_other_visitor_costs_a_lesson_one(client, first, django_assert_num_queries):
    client.get(first.get_absolute_url())
    with django_assert_num_queries(1):
        client.get(first.get_absolute_url())


def test_a_tool_is_shown_with_its_state_and_the_day_it_was_checked(client, first):
    old = {"name": "旧工具", "status": "closed", "checked": "2026-11-22", "replacement": "new"}
    Tool.objects.create(course=first.course, key="old", **old)
    Tool.objects.create(course=first.course, key="new", name="新工具", status="active", checked="2026-11-22")
    first.document["tools"] = [{"id": "old", "need": "required", "fallback": "读示例回复"}]
    first.save()
    html = client.get(first.get_absolute_url()).content.decode()
    assert "已停止" in html and "2026-11-22 核对" in html
    assert "可以改用：新工具" in html and "没有它也能学：读示例回复" in html


def test_references_stand_at_the_end_where_their_marks_point(client, first):
    first.document["references"] = [
        {"id": "r1", "title": "报告", "by": "某大学", "published": "2025", "checked": "2026-11-22", "supports": "一句"}
    ]
    first.save()
    assert '<li id="ref-r1">' in client.get(first.get_absolute_url()).content.decode()


def test_a_draft_is_friendly_but_not_open(client, draft):
    response = client.get(draft.get_absolute_url())
    assert response.status_code == 404
    assert "编写中" in response.content.decode()


def test_a_draft_shows_a_learner_nothing_of_its_text(client, draft, amy):
    client.force_login(amy)
    assert "核心想法" not in client.get(draft.get_absolute_url()).content.decode()


def test_a_teacher_previews_a_draft(client, draft, ines):
    client.force_login(ines)
    response = client.get(draft.get_absolute_url())
    assert response.status_code == 200 and "只有老师看得到" in response.content.decode()


def test_a_withdrawn_lesson_says_that_it_is_gone(client, first):
    Lesson.objects.filter(pk=first.pk).update(withdrawn_at=timezone.now())
    response = client.get(first.get_absolute_url())
    assert response.status_code == 410 and "已经撤下" in response.content.decode()


def test_an_old_address_leads_to_the_lesson(client, first):
    OldSlug.objects.create(course=first.course, slug="old-name", lesson=first)
    assert client.get("/courses/aigc/1/old-name/")["Location"] == first.get_absolute_url()


def test_a_lesson_under_the_wrong_stage_leads_to_the_right_one(client, first):
    assert client.get(f"/courses/aigc/4/{first.slug}/")["Location"] == first.get_absolute_url()


# --- Files --------------------------------------------------------------------------------------------


@pytest.fixture
def figure(first) -> str:
    LessonFile.objects.create(lesson=first, path=f"figures/{first.slug}/card.svg", text=SVG)
    return reverse("courses:file", args=["aigc", 1, first.slug, "figures", "card.svg"])


def test_a_figure_may_run_and_load_nothing(client, figure):
    response = client.get(figure)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_figure_with_its_digest_is_kept_for_good(client, figure):
    assert "max-age=31536000" in client.get(f"{figure}?v=abc")["Cache-Control"]
    assert "max-age=300" in client.get(figure)["Cache-Control"]


def test_a_script_is_plain_text(client, first):
    LessonFile.objects.create(lesson=first, path=f"code/{first.slug}/a.py", text="<script>")
    response = client.get(reverse("courses:file", args=["aigc", 1, first.slug, "code", "a.py"]))
    assert response["Content-Type"].startswith("text/plain") and response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("closed", [{"status": Lesson.Status.DRAFT}, {"withdrawn_at": "2026-11-22T04:00:00Z"}])
def test_a_figure_of_a_lesson_that_is_not_open_is_for_teachers_only(client, first, figure, amy, ines, closed):
    Lesson.objects.filter(pk=first.pk).update(**closed)
    client.force_login(amy)
    assert client.get(figure).status_code == 404
    client.force_login(ines)
    answer = client.get(figure)
    assert answer.status_code == 200 and "private" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["figures/other.svg", "secrets/card.svg", "figures/..%2F..%2Fcard.svg"])
def test_no_other_file_is_given_out(client, first, figure, path):
    assert client.get(f"{first.get_absolute_url()}{path}").status_code == 404


# --- Prologue, glossary, search, offline ---------------------------------------------------------------


def test_the_prologue_lists_its_headings(client, course):
    Course.objects.update(html='<h2 id="trends">看得见的变化</h2><p>文</p>')
    assert '<a href="#trends">看得见的变化</a>' in client.get("/courses/aigc/prologue/").content.decode()


def test_a_word_of_the_glossary_can_be_pointed_at(client, course):
    Term.objects.create(course=course, slug="token", word="词元", body="一小截", html="<p>一小截</p>")
    assert '<dt id="token">词元</dt>' in client.get("/courses/aigc/glossary/").content.decode()


def test_search_without_a_question_explains_itself(client, course):
    assert "两个字就够" in client.get("/search/").content.decode()


def test_search_shows_what_it_found(client, first):
    search.index_lesson(first)
    html = client.get("/search/", {"q": "核心想法"}).content.decode()
    assert f'href="{first.get_absolute_url()}"' in html and "<mark>核心想法</mark>" in html


def test_search_that_finds_nothing_says_what_to_try(client, course):
    html = client.get("/search/", {"q": "<b>脱稿"}).content.decode()
    assert "没有找到「&lt;b&gt;脱稿」" in html


def test_the_offline_page_asks_the_database_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert "现在没有网" in client.get("/offline/").content.decode()


def test_the_service_worker_keeps_the_offline_page(client):
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript" and "/offline/" in response.content.decode()


# --- Every page ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/courses/aigc/", "/courses/aigc/1/", "/courses/aigc/1/lesson-1-1/", "/search/"])
def test_no_page_has_inline_style_or_script(client, course, path):
    html = client.get(path).content.decode()
    assert "style=" not in html and "<style" not in html
    assert "<script>" not in html and " onclick=" not in html


def test_the_chosen_theme_is_written_into_the_page(client, course):
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get("/").content.decode()


def test_a_made_up_theme_is_not(client, course):
    client.cookies["theme"] = '"><script>'
    html = client.get("/").content.decode()
    assert "data-theme=" not in html.partition("<head>")[0]


@pytest.mark.parametrize(("path", "mark"), [("/courses/aigc/", "page"), ("/courses/aigc/1/lesson-1-1/", "true")])
def test_the_navigation_says_where_one_is(client, course, path, mark):
    assert f'<a href="/courses/aigc/" aria-current="{mark}">' in client.get(path).content.decode()


def test_a_learner_sees_on_the_map_what_is_done(client, amy):
    client.force_login(amy)
    html = client.get("/courses/aigc/").content.decode()
    assert "做完 20 / 30 课" in html and 'class="peg done"' in html and 'class="is-now"' in html


def test_a_lesson_costs_an_enrolled_learner_five_questions(client, amy, lesson, django_assert_num_queries):
    client.force_login(amy)
    client.get(lesson.get_absolute_url())
    with django_assert_num_queries(5):  # session, user, edition, what was joined, what was left here
        client.get(lesson.get_absolute_url())


def test_the_first_learner_of_an_edition_is_within_eight(client, amy, lesson, django_assert_max_num_queries):
    client.force_login(amy)
    with django_assert_max_num_queries(8):
        client.get(lesson.get_absolute_url())


def test_a_slot_whose_task_is_gone_is_left_out(client, first):
    Lesson.objects.filter(pk=first.pk).update(parts=[{"html": "<p>课文</p>"}, {"practice": "p9"}])
    answer = client.get(first.get_absolute_url())
    assert answer.status_code == 200 and "data-bench" not in answer.content.decode()


def test_a_lesson_shows_its_task_its_quiz_and_its_end(client, amy, lesson):
    client.force_login(amy)
    html = client.get(lesson.get_absolute_url()).content.decode()
    assert "data-bench" in html and 'id="quiz-q1"' in html and 'id="lesson-progress"' in html


def test_the_first_visit_of_a_lesson_is_light(client, course):
    """Under 150 kB without figures: the page as it is, files as whitenoise sends them."""
    lesson = course.lessons.select_related("stage", "course").get(key="s1-001")
    Lesson.objects.filter(pk=lesson.pk).update(parts=[{"html": f"<p>{'字' * 12_000}</p>"}])
    page = client.get(lesson.get_absolute_url()).content
    linked = set(re.findall(rb'/static/([^"]+\.(?:css|js|svg))', page))
    modules = {f"js/{name}" for name in ("theme.js", "copy.js", "drafts.js", "slots.js", "stream.js")}
    files = [finders.find(name) for name in {*(name.decode() for name in linked), *modules}]
    assert len(page) + sum(len(brotli.compress(Path(file).read_bytes())) for file in files) < 150_000
