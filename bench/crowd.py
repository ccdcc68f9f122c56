"""A course with as many learners as one likes: some on schedule, some behind, paused, gone or finished."""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from courses.models import Course, Exercise, Question, Stage
from practice.models import Attempt
from progress.models import Enrollment, LessonCompletion, PlanChange, QuizAnswer

NAMES = ("王芳", "李伟", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周强", "吴桂兰")
LENGTHS = ((30, 64), (30, 37), (30, 22), (20, 10), (45, 16))
AT_ONCE = 2000


def course() -> Course:
    """The five stages and 149 lessons, without their words."""
    from tests.conftest import make_lesson

    found = Course.objects.create(slug="aigc", title="AIGC 学院", language="zh-Hans", summary="五个阶段")
    for number, (days, count) in enumerate(LENGTHS, start=1):
        stage = Stage.objects.create(
            course=found, number=number, title=f"第 {number} 段", days=days, has_floor=number == 5, goal="…"
        )
        for place in range(1, count + 1):
            make_lesson(stage, place, day=1 + (place - 1) * days // count)
    return found


def join(course: Course, count: int, *, seed: int = 1) -> None:
    """So many more learners, each with a past of up to 200 days."""
    dice = random.Random(seed)
    now, today = timezone.now(), timezone.localdate()
    first, password = User.objects.count(), make_password("bench-only")
    users = User.objects.bulk_create(
        (
            User(
                email=f"learner{first + n}@example.org",
                display_name=f"{dice.choice(NAMES)}{first + n}",
                password=password,
            )
            for n in range(count)
        ),
        batch_size=AT_ONCE,
    )
    lessons = list(course.lessons.open().in_order().values_list("pk", "published"))
    questions = dict(Question.objects.filter(lesson__course=course).values_list("lesson", "pk"))
    exercises = dict(Exercise.objects.filter(lesson__course=course).values_list("lesson", "pk"))
    enrollments = Enrollment.objects.bulk_create(
        (
            Enrollment(user=user, course=course, starts_on=today - timedelta(days=dice.randint(-3, 200)))
            for user in users
        ),
        batch_size=AT_ONCE,
    )
    completions, answers, attempts, paused = [], [], [], []
    for enrollment in enrollments:
        gone = max(0, (today - enrollment.starts_on).days)
        active = int(gone * dice.choice((1, 1, 0.8, 0.5, 0.2, 0)))
        done = len(lessons) if dice.random() < 0.02 else min(len(lessons), int(active * dice.uniform(0.5, 1.2)))
        for place, (lesson, revision) in enumerate(lessons[:done]):
            on = enrollment.starts_on + timedelta(days=active * place // max(1, done))
            at = now - timedelta(days=(today - on).days)
            completions.append(
                LessonCompletion(enrollment=enrollment, lesson_id=lesson, revision_id=revision, done_on=on, done_at=at)
            )
            answers.append(
                QuizAnswer(
                    enrollment=enrollment,
                    question_id=questions[lesson],
                    revision_id=revision,
                    choice=[1],
                    is_correct=dice.random() < 0.7,
                    fingerprint="",
                )
            )
            if dice.random() < 0.2:
                attempts.append(
                    Attempt(
                        enrollment=enrollment,
                        exercise_id=exercises[lesson],
                        revision_id=revision,
                        key=f"bench{place}",
                        text="……",
                    )
                )
        if dice.random() < 0.05:
            since = (today - timedelta(days=dice.randint(1, 20))).isoformat()
            after = {"on": since, "mode": "load", "weekdays": "1234567", "breaks": [f"{since}/"], "finished": []}
            enrollment.replans = [after]
            paused.append(PlanChange(enrollment=enrollment, before={"weekdays": "1234567", "breaks": []}, after=after))
    for model, rows in (
        (LessonCompletion, completions),
        (QuizAnswer, answers),
        (Attempt, attempts),
        (PlanChange, paused),
    ):
        model.objects.bulk_create(rows, batch_size=AT_ONCE)
    # These times are set on creation, and the past is what matters here.
    for enrollment in enrollments:
        enrollment.created_at = now - timedelta(days=max(0, (today - enrollment.starts_on).days))
    Enrollment.objects.bulk_update(enrollments, ["replans", "created_at"], batch_size=500)
    for model, moment in ((QuizAnswer, "answered_at"), (Attempt, "created_at")):
        model.objects.filter(enrollment__course=course).update(**{moment: now - timedelta(days=200)})
