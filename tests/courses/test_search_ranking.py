"""On the real titles of the course, the right one comes first; in the same order on both databases."""

import re
from pathlib import Path

import pytest

from courses import search
from courses.models import Course, Lesson, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.services]
CONTENT = Path(__file__).resolve().parents[2] / "content" / "aigc"


@pytest.fixture
def titles(db):
    """Every lesson with its title and its text, as the files have them."""
    course = Course.objects.create(slug="aigc", title="AIGC 学院", language="zh-Hans", summary="五个阶段")
    stages = {n: Stage.objects.create(course=course, number=n, title=str(n), days=30, goal="学完") for n in range(1, 6)}
    for path in sorted(CONTENT.glob("stage-*/[0-9]*.md")):
        text = path.read_text()
        head = dict(re.findall(r"^(id|slug|title|stage|order|day|status): (.+)$", text, re.MULTILINE))
        body = text.split("\n---\n", 1)[1]
        lesson = Lesson.objects.create(
            course=course, stage=stages[int(head["stage"])], key=head["id"], slug=head["slug"], title=head["title"],
            order=int(head["order"]), day=int(head["day"]), status=head["status"], kind="concept", summary="一句话。",
            document={}, parts=[{"html": f"<p>{body.replace('<', '&lt;')}</p>"}],
        )  # fmt: skip
        search.index_lesson(lesson)


def found(text):
    return [(hit.lesson.key, hit.lesson.title) for hit in search.find(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("绘画", ["AI绘画定义与概述", "AI绘画的应用领域", "AI绘画与传统绘画的区别"]),
        ("数字人", ["AI数字人工具简介", "AI数字人任务确定", "AI数字人素材准备"]),
        ("小红书", ["AI：小红书引流变现", "AI绘画组合应用3：AI绘画 + GPT + 小红书"]),
        ("ＯＢＳ 数字人", ["用 OBS 直播 AI 数字人"]),
    ],
)
def test_the_right_titles_come_first(titles, text, first):
    assert [title for _key, title in found(text)][: len(first)] == first


def test_titles_come_before_texts_and_texts_by_how_often_they_say_it(titles):
    hits = found("小红书")
    named = ["小红书" in title for _key, title in hits]
    assert named == sorted(named, reverse=True) and len(hits) > sum(named)
    assert len(hits) <= search.LIMIT


def test_everybody_gets_the_same_order_every_time(titles):
    assert found("直播") == found("直播") and len({key for key, _title in found("直播")}) == len(found("直播"))


@pytest.mark.parametrize("text", ["画", "字" * 500, "a" * 500, "。！", "绘画 " * 40])
def test_short_long_and_empty_questions_are_answered(titles, text):
    assert len(found(text)) <= search.LIMIT
