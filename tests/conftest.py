"""The cast and a small course, for every room."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from courses.models import Course, Exercise, Lesson, LessonRevision, Question, Stage
from practice.exams import outlook
from practice.llm import roster


@pytest.fixture(autouse=True)
def no_provider_in_the_admin():
    """What a process remembers of the providers is from before the test; saving one makes it look again."""
    roster.remember((), lasts=float("inf"))


@pytest.fixture(autouse=True)
def no_exam_remembered():
    outlook.forget()


# Sunday noon in Shanghai: day 21 of a plan that began on the 2nd.
NOW = "2026-11-22T04:00:00Z"
TODAY = date(2026, 11, 22)
TODAYS_DAY = 21


@pytest.fixture
def sunday():
    """Time stands still on 22 November 2026."""
    with time_machine.travel(NOW, tick=False):
        yield TODAY


QUIZ = [
    {
        "id": "q1",
        "type": "single",
        "objective": "o1",
        "question": "提示词开头加上「你是从业 20 年的职业顾问」，最可能发生什么？",
        "options": [
            {"text": "模型会调用内部资料", "why": "身份描述不会给模型增加任何资料。"},
            {"text": "语气更像顾问", "correct": True, "why": "身份主要影响语气和写法。"},
        ],
        "explanation": "身份改变说话的样子。",
        "anchor": "core-idea",
    },
    {
        "id": "q2",
        "type": "multiple",
        "objective": "o1",
        "question": "下面哪些规则是旁观者可以检查的？",
        "options": [
            {"text": "每次只问一个问题", "correct": True, "why": "数一数问号就知道。"},
            {"text": "要有深度", "why": "没法核对。"},
            {"text": "最后给出三件事", "correct": True, "why": "数量看得见。"},
        ],
        "explanation": "看有没有数得清的标准。",
        "anchor": "limits",
    },
    {
        "id": "q3",
        "type": "true-false",
        "objective": "o1",
        "question": "标了【你说的】，就一定是你说过的。",
        "answer": False,
        "explanation": "标注也可能标错。",
        "anchor": "limits",
    },
]


def make_lesson(stage: Stage, place: int, **columns) -> Lesson:
    """A lesson as `courses.services.publish` leaves one behind: open, with a quiz and one task."""
    key = f"s{stage.number}-{place:03}"
    document = {
        "id": key,
        "quiz": QUIZ,
        "practice": [{"id": "p1", "mode": "chat", "title": "写一张角色卡", "grade": "prompt", "minutes": 10}],
    }
    parts = [{"html": "<h2 id='core-idea'>核心想法</h2>"}, {"practice": "p1"}, {"quiz": True}]
    values = {
        "slug": f"lesson-{stage.number}-{place}",
        "title": f"第 {stage.number} 段的第 {place} 课",
        "day": place,
        "minutes": 30,
        "kind": Lesson.Kind.CONCEPT,
        "status": Lesson.Status.READY,
        "summary": "写出一张角色卡。",
        "document": document,
        "parts": parts,
    }
    lesson = Lesson.objects.create(course=stage.course, stage=stage, key=key, order=place, **(values | columns))
    lesson.published = LessonRevision.objects.create(lesson=lesson, number=1, text="…", why="写好了")
    lesson.save(update_fields=["published"])
    Exercise.objects.create(lesson=lesson, key="p1", position=1, mode="chat")
    for position, question in enumerate(QUIZ, start=1):
        Question.objects.create(lesson=lesson, key=question["id"], position=position)
    return lesson


@pytest.fixture
def course(db):
    """Five stages of the real lengths; stage 1 has a lesson on each of its days, the others have two each."""
    course = Course.objects.create(slug="aigc", title="AIGC 学院", language="zh-Hans", summary="五个阶段")
    lengths = ((1, "GPT", 30), (2, "AI绘画", 30), (3, "AI视频", 30), (4, "AI数字人", 20), (5, "AI变现", 45))
    for number, title, days in lengths:
        stage = Stage.objects.create(
            course=course, number=number, title=title, days=days, has_floor=number == 5, goal="能做成一件事"
        )
        for place in range(1, (30 if number == 1 else 2) + 1):
            make_lesson(stage, place)
    return course


@pytest.fixture
def lesson(course) -> Lesson:
    """The lesson planned for today."""
    return course.lessons.select_related("stage", "course").get(key=f"s1-{TODAYS_DAY:03}")


@pytest.fixture
def draft(course) -> Lesson:
    return make_lesson(course.stages.get(number=2), 3, status=Lesson.Status.DRAFT, minutes=0)


def person(name: str, **columns) -> User:
    return User.objects.create_user(f"{name}@example.org", "a-long-password", display_name=name.title(), **columns)


def enrolled(user: User, course: Course, *, days_done: int):
    """Somebody who began on 2 November and finished the lessons of so many days, each on its own day."""
    from progress.models import Enrollment, LessonCompletion

    starts_on = TODAY - timedelta(days=TODAYS_DAY - 1)
    enrollment = Enrollment.objects.create(user=user, course=course, starts_on=starts_on)
    LessonCompletion.objects.bulk_create(
        LessonCompletion(
            enrollment=enrollment,
            lesson=lesson,
            revision=lesson.published,
            done_on=starts_on + timedelta(days=lesson.day - 1),
            done_at=timezone.now(),
        )
        for lesson in course.lessons.filter(stage__number=1, day__lte=days_done).select_related("published")
    )
    return enrollment


@pytest.fixture
def amy(course) -> User:
    """On schedule: everything up to yesterday is done."""
    user = person("amy")
    enrolled(user, course, days_done=TODAYS_DAY - 1)
    return user


@pytest.fixture
def ben(course) -> User:
    """Behind: stopped after ten days."""
    user = person("ben")
    enrolled(user, course, days_done=10)
    return user


@pytest.fixture
def ines(db) -> User:
    """Teaches."""
    return person("ines", is_staff=True)


@pytest.fixture
def stranger(db) -> User:
    """Signed in, joined nothing."""
    return person("stranger")
