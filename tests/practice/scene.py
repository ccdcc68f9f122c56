"""The stage for this room: one open lesson with a task of each sort, and the people around it."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from courses import canonical, document
from courses.models import Course, Exercise, Lesson, LessonRevision, Stage
from courses.shapes import LessonDocument
from practice.models import Attempt, Call
from progress.models import Enrollment

CASE = "我 42 岁，做了 9 年服装专柜店长，商场三个月后闭店。请一次只问我一个问题，最多五个。"
SAMPLE = "第一个问题：这 9 年里，老顾客专门来找你，最常见的原因是什么？\n"
RUBRIC = [
    {
        "id": "r1",
        "criterion": "流程是先问后答",
        "weight": 75,
        "full": "有上限",
        "half": "没有上限",
        "zero": "直接要结论",
    },
    {"id": "r2", "criterion": "用上案例事实", "weight": 25, "full": "五条", "half": "三条", "zero": "更少"},
]
REWRITE = {
    "id": "p1",
    "title": "把一句话提示改成角色卡",
    "mode": "rewrite",
    "grade": "prompt",
    "pass": 70,
    "instructions": "只改提示词。\n",
    "material": "【案例：老郑，虚构人物】\n",
    "checks": {"min_chars": 20, "max_chars": 900, "forbid": ["phone", "id_number"]},
    "rubric": RUBRIC,
    "sample_reply": SAMPLE,
}
TALK = {
    "id": "p2",
    "title": "谈一次",
    "mode": "chat",
    "grade": "transcript",
    "pass": 70,
    "instructions": "谈到结束。\n",
    "system": "你是职业顾问。\n",
    "checks": {"min_turns": 2},
    "rubric": RUBRIC,
    "sample_reply": SAMPLE,
}
PERSONAL = {
    "id": "p3",
    "title": "选做",
    "mode": "chat",
    "grade": "self",
    "optional": True,
    "instructions": "自己看。\n",
    "self_check": ["没有真实姓名"],
    "sample_reply": SAMPLE,
}
EVIDENCE = {
    "id": "p4",
    "title": "动手做",
    "mode": "checklist",
    "grade": "evidence",
    "pass": 60,
    "instructions": "做完打勾。\n",
    "rubric": RUBRIC,
}
ROLE_PLAY = {
    "id": "p9",
    "title": "和顾问谈一场",
    "mode": "role-play",
    "grade": "transcript",
    "pass": 70,
    "max_turns": 5,
    "instructions": "你是老郑，模型是顾问。\n",
    "system": "你扮演职业顾问。\n",
    "starter": "你好，我是老郑。\n",
    "goals": [{"id": "g1", "text": "问过依据"}, {"id": "g2", "text": "写了什么时候停"}],
    "checks": {"min_turns": 2},
    "rubric": RUBRIC,
    "sample_reply": SAMPLE,
}
DOCUMENT = {
    "schema": 1,
    "id": "s1-012",
    "slug": "role-career-advisor",
    "title": "职业顾问",
    "seed_title": "职业顾问",
    "stage": 1,
    "order": 12,
    "day": 6,
    "kind": "role-play",
    "status": "ready",
    "summary": "写一张角色卡",
    "body": "",
}
COMPARE = {
    "id": "p1",
    "title": "两种问法",
    "mode": "compare",
    "grade": "note",
    "pass": 70,
    "compare": "prompts",
    "runs": 2,
    "instructions": "两边各运行两次。\n",
    "starters": {"a": "介绍修伞铺。\n", "b": "介绍修伞铺，只用材料：{{facts}}。\n"},
    "variables": [{"name": "facts", "label": "材料", "default": "店主孙有根", "max_chars": 60}],
    "checks": {"min_chars": 5},
    "rubric": RUBRIC,
    "sample_reply": "左 1：甲师傅\n左 2：乙师傅\n右 1：孙有根\n右 2：老孙\n",
}
MODELS = COMPARE | {"id": "p2", "compare": "models", "starter": "改成群消息。\n", "title": "两款模型"}
del MODELS["starters"]
TASKS = [REWRITE, TALK, PERSONAL, EVIDENCE]


def make_lesson(*, tasks=TASKS, slug="aigc") -> Lesson:
    course = Course.objects.create(slug=slug, title="AIGC", language="zh-Hans", summary="课程", html="")
    stage = Stage.objects.create(course=course, number=1, title="GPT", days=30, goal="会用", html="")
    lesson = Lesson.objects.create(
        course=course,
        stage=stage,
        key="s1-012",
        slug="role-career-advisor",
        title="职业顾问",
        order=12,
        day=6,
        kind="role-play",
        status="ready",
        summary="写一张角色卡",
        document={"practice": list(tasks)},
    )
    lesson.published = LessonRevision.objects.create(lesson=lesson, number=1, text="", why="test")
    lesson.save()
    for position, task in enumerate(tasks):
        Exercise.objects.create(lesson=lesson, key=task["id"], position=position, mode=task["mode"])
    return lesson


def publish_anew(lesson: Lesson, *, tasks) -> LessonRevision:
    """Another revision of the lesson; both keep their text, as `courses.services.publish` would leave them."""
    for revision, words in ((lesson.published, lesson.document["practice"]), (None, tasks)):
        text = canonical.write(document.from_json(LessonDocument, DOCUMENT | {"practice": list(words)}))
        if revision:
            LessonRevision.objects.filter(pk=revision.pk).update(text=text)
        else:
            number = lesson.revisions.count() + 1
            lesson.published = LessonRevision.objects.create(lesson=lesson, number=number, text=text, why="test")
    lesson.document = {"practice": list(tasks)}
    lesson.save()
    lesson.exercises.exclude(key__in=[task["id"] for task in tasks]).update(removed_at=timezone.now())
    return lesson.published


def add_task(lesson: Lesson, task: dict) -> Exercise:
    """For what only some tests need; the bench shows it last."""
    lesson.document = {"practice": [*lesson.document["practice"], task]}
    lesson.save(update_fields=["document"])
    Exercise.objects.create(lesson=lesson, key=task["id"], position=len(lesson.document["practice"]), mode=task["mode"])
    return Exercise.objects.select_related("lesson__published").get(lesson=lesson, key=task["id"])


def answer(attempt: Attempt, reply: str = SAMPLE, *, status: str = "succeeded") -> Attempt:
    """The attempt with its call ended as a worker leaves it."""
    Call.objects.filter(attempt=attempt).update(
        status=status, text=reply, started_at=attempt.created_at, finished_at=attempt.created_at, lease_until=None
    )
    return Attempt.objects.select_related("call", "exercise__lesson").get(pk=attempt.pk)


def make_learner(email: str, *, course: Course | None = None) -> User:
    user = User.objects.create_user(email, "Secret-123456")
    if course:
        Enrollment.objects.create(user=user, course=course, starts_on=date(2026, 11, 1))
    return user
