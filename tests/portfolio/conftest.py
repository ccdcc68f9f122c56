"""One project task in stage 5, and the people around it."""

import itertools

import pytest
from django.test import Client

from courses.models import Exercise
from portfolio import services
from portfolio.models import Project
from practice.tasks import run_call
from tests.practice import scene

NOTE = "https://example.org/note/1"
RUBRIC = scene.RUBRIC
TASK = {
    "id": "p1",
    "title": "一篇真笔记",
    "mode": "project",
    "grade": "evidence",
    "pass": 70,
    "instructions": "写一篇笔记，记两周账。\n",
    "milestones": [
        {
            "id": "m1",
            "title": "第一稿",
            "day": 1,
            "deliver": "代价单和第一稿",
            "evidence": ["text"],
            "metrics": [{"name": "用时", "unit": "分钟"}],
        },
        {
            "id": "m2",
            "title": "笔记见人",
            "day": 7,
            "deliver": "已发布的笔记",
            "evidence": ["link", "image", "text"],
            "metrics": [{"name": "收到的提问", "unit": "条"}],
        },
    ],
    "budget": {"hours": 8, "yuan": 0},
    "stop_rule": "满 8 小时就停下来复盘",
    "disclosure": "发布时在内容声明里选与 AI 有关的选项",
    "checks": {"min_chars": 10, "max_chars": 200},
    "rubric": RUBRIC,
}
LEVELS = {"level-r1": "full", "level-r2": "half"}


@pytest.fixture(autouse=True)
def bells(monkeypatch) -> list[int]:
    rung: list[int] = []
    monkeypatch.setattr(run_call, "delay", rung.append)
    return rung


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lesson(db):
    lesson = scene.make_lesson(tasks=[TASK])
    lesson.parts = [{"practice": "p1"}]
    lesson.save()
    return lesson


@pytest.fixture
def exercise(lesson) -> Exercise:
    return Exercise.objects.select_related("lesson__published").get(lesson=lesson)


@pytest.fixture
def amy(lesson):
    amy = scene.make_learner("amy@example.com", course=lesson.course)
    amy.display_name = "艾米"
    amy.save()
    return amy


@pytest.fixture
def enrollment(amy):
    return amy.enrollments.get()


@pytest.fixture
def reader(amy) -> Client:
    client = Client()
    client.force_login(amy)
    return client


@pytest.fixture
def other(lesson) -> Client:
    """Ben, who has joined the same course."""
    client = Client()
    client.force_login(scene.make_learner("ben@example.com", course=lesson.course))
    return client


@pytest.fixture
def project(enrollment, exercise) -> Project:
    return services.begin(enrollment=enrollment, exercise=exercise)


@pytest.fixture
def key():
    numbers = itertools.count()
    return lambda: f"key-{next(numbers)}"


@pytest.fixture
def home(exercise) -> str:
    return f"/portfolio/{exercise.pk}/"


@pytest.fixture
def ready(project) -> Project:
    """Both milestones done, AI declared."""
    for milestone, note in (("m1", "写了代价单和第一稿。"), ("m2", "发出去了，收到两条提问。")):
        services.write_note(project=project, milestone=milestone, note=note)
        services.finish_step(project=project, milestone=milestone)
    services.disclose(project=project, words="正文末尾写明 AI 帮忙理了顺序")
    project.refresh_from_db()
    return project
