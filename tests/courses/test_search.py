"""Chinese words of any length are found, in titles first; alike on both databases."""

import pytest
from django.utils import timezone

from courses import search
from courses.models import Lesson, Term
from tests.conftest import make_lesson

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture
def lessons(course):
    stage = course.stages.get(number=2)
    words = {
        "poster": ("AI绘画设计：海报", "<p>先写<strong>主体</strong>和光线。</p>"),
        "prompt": ("Midjourney提示词入门", "<p>海报也用得上五格提示词。参数 --ar 16:9 决定画幅。</p>"),
        "voice": ("AI视频：配音", "<p>请一位同事念一遍。</p><div class='x'>声音克隆要有授权。</div>"),
    }
    made = {}
    for place, (slug, (title, html)) in enumerate(words.items(), start=50):
        made[slug] = make_lesson(stage, place, slug=slug, title=title, parts=[{"html": html}], summary="一句话。")
        search.index_lesson(made[slug])
    return made


def found(text):
    return [hit.lesson.slug for hit in search.find(text)]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("海报", ["poster", "prompt"]),
        ("提示词", ["prompt"]),
        ("声音克隆", ["voice"]),
        ("授权", ["voice"]),
        ("权", ["voice"]),
        ("声", ["voice"]),
        ("midjourney", ["prompt"]),
        ("MIDJ", ["prompt"]),
        ("Midjourney提示词", ["prompt"]),
        ("海报 光线", ["poster"]),
        ("写主体", ["poster"]),
        ("16:9", ["prompt"]),
    ],
)
def test_words_are_found(lessons, text, slugs):
    assert found(text) == slugs


@pytest.mark.parametrize(
    "text", ["报海", "画提", "遍声", "不存在", "", "   ", "！？", "\x00", "'", '"', "*", "a OR b", "NEAR("]
)
def test_what_nobody_wrote_is_not_found_and_breaks_nothing(lessons, text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["' OR 1=1 --", '"海报" OR', "海报:*", "!海报", "海报 & |", "海报\\", "title:海报"])
def test_operators_are_only_characters(lessons, text):
    search.find(text)


def test_a_title_weighs_more_than_the_text(lessons):
    assert found("海报")[0] == "poster"


def test_an_indexed_lesson_is_found_by_its_new_words_only(lessons):
    lesson = lessons["voice"]
    lesson.title, lesson.parts = "AI视频：字幕", [{"html": "<p>字幕要对上嘴形。</p>"}]
    search.index_lesson(lesson)
    assert found("嘴形") == ["voice"] and found("克隆") == []


def test_indexing_twice_finds_once(lessons):
    search.index_lesson(lessons["voice"])
    assert found("克隆") == ["voice"]


def test_the_withdrawn_is_not_found(lessons):
    Lesson.objects.filter(slug="voice").update(withdrawn_at=timezone.now())
    assert found("克隆") == []


def test_what_can_be_read_comes_before_what_is_being_written(lessons):
    Lesson.objects.filter(slug="poster").update(status=Lesson.Status.DRAFT)
    assert found("海报") == ["prompt", "poster"]


def test_the_text_of_a_draft_is_neither_found_nor_shown(lessons):
    lesson = lessons["voice"]
    lesson.status = Lesson.Status.DRAFT
    lesson.save()
    search.index_lesson(lesson)
    assert found("克隆") == []
    assert search.find("配音")[0].snippet == "一句话。"


def test_the_snippet_shows_the_place_and_is_safe(lessons):
    lesson = lessons["voice"]
    lesson.parts = [{"html": "<p>" + "前文。" * 40 + "&lt;b&gt; 克隆 &amp; 其他</p>"}]
    search.index_lesson(lesson)
    snippet = search.find("克隆")[0].snippet
    assert "<mark>克隆</mark>" in snippet and "&lt;b&gt;" in snippet and snippet.startswith("…")


def test_marks_split_no_word(lessons):
    assert "主体和光线" in search.find("主体")[0].snippet.replace("<mark>", "").replace("</mark>", "")


def test_the_head_of_a_prompt_block_is_not_text(lessons):
    lesson = lessons["voice"]
    lesson.parts = [
        {"html": '<div class="prompt"><div class="prompt-h"><span>提示词</span></div><pre>你好</pre></div>'}
    ]
    search.index_lesson(lesson)
    assert "voice" not in found("提示词") and found("你好") == ["voice"]


def test_words_of_the_glossary_are_found_too(course):
    Term.objects.create(course=course, slug="token", word="词元（token）", body="一小截", html="<p>一小截</p>")
    assert [term.slug for term in search.find_terms("Token")] == ["token"]
    assert search.find_terms("   ") == []
