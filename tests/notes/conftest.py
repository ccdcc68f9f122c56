"""A lesson with something to mark in it, and a way to revise it."""

import pytest
from django.test import Client

from courses import editions
from courses.models import Lesson, LessonRevision
from notes import services
from notes.anchors import Anchor
from notes.forms import NoteForm
from tests import conftest

QUOTE = "旁观者才能检查：每次只问一个问题"
BODY = (
    '<h2 id="core-idea">核心想法</h2><p>身份描述<strong>不会给模型</strong>增加任何资料，它主要影响语气和写法。</p>'
    "<p>数得清的规则，旁观者才能<em>检查</em>：每次只问一个问题，最后给出三件事。</p>"
    '<h2 id="limits">边界</h2><p>没有可靠出处的收入，一律不写具体数字。</p>'
)
HEADINGS = [
    {"id": "core-idea", "text": "核心想法", "level": 2},
    {"id": "limits", "text": "边界", "level": 2},
]


def revise(lesson: Lesson, html: str, headings: list[dict] | None = None, words: str = "new") -> LessonRevision:
    """As `courses.services.publish` leaves a lesson behind."""
    lesson = Lesson.objects.get(pk=lesson.pk)
    number = lesson.revisions.count() + 1
    lesson.published = LessonRevision.objects.create(lesson=lesson, number=number, text=f"第 {number} 稿", why="改")
    lesson.parts = [{"html": html}, {"practice": "p1"}, {"quiz": True}]
    lesson.headings = HEADINGS if headings is None else headings
    lesson.save()
    editions.begin(course_pk=lesson.course_id)
    return lesson.published


@pytest.fixture
def lesson(course) -> Lesson:
    lesson = course.lessons.get(key=f"s1-{conftest.TODAYS_DAY:03}")
    revise(lesson, BODY)
    return course.lessons.select_related("stage", "course", "published").get(pk=lesson.pk)


@pytest.fixture
def mark(lesson):
    """Marks words of the lesson as a browser would, for somebody."""

    def make(user, quote: str = QUOTE, text: str = "", **wish):
        form = NoteForm({"quote": quote, "text": text, **wish}, lesson=Lesson.objects.get(pk=lesson.pk))
        assert form.is_valid(), form.errors
        data = form.cleaned_data
        note, _is_new = services.keep_note(
            user=user,
            lesson=lesson,
            revision=data["revision"],
            anchor=data["anchor"],
            text=data["text"],
            heading_words=data["heading_words"],
        )
        return note

    return make


@pytest.fixture
def bookmark(lesson):
    def make(user, heading: str = "limits"):
        anchor = Anchor("", heading=heading)
        published = lesson.published
        return services.keep_note(
            user=user, lesson=lesson, revision=published, anchor=anchor, text="", heading_words="边界"
        )[0]

    return make


@pytest.fixture
def sign_in(client):
    def sign_in(user) -> Client:
        client.force_login(user)
        return client

    return sign_in
