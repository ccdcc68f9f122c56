import uuid

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import Invitation, User
from courses.models import Question
from credentials.models import Credential
from notes.models import Note, SeenRevision
from portfolio import models as portfolio
from practice.images.artworks import keep_upload
from practice.models import (
    Attempt,
    Call,
    Charge,
    Evaluation,
    Evidence,
    HandIn,
    OwnKey,
    Piece,
    PracticeConsent,
    Run,
    SecondLook,
    Variation,
)
from progress.models import Award, CalendarLink, PlanChange, QuizAnswer, ReviewAnswer, ReviewCard, TaskPass
from reminders.models import Letter, Reminder
from teaching import models as teaching
from teaching import standings
from tests.practice.pictures import drawn


@pytest.fixture
def busy(amy, ines, lesson) -> User:
    """Amy has done a bit of everything, and left a trace in every table that can hold one."""
    enrollment = amy.enrollments.get()
    fixed = {"enrollment": enrollment, "exercise": lesson.exercises.get(), "revision": lesson.published}
    now = timezone.now()
    attempt = Attempt.objects.create(**fixed, key="1", text="你是职业顾问，先问我三个问题。")
    over = {"queued_at": now, "started_at": now, "lease_until": now}
    answer = Call.objects.create(
        kind="answer", attempt=attempt, status="succeeded", text="第一个问题：你想去哪里？", finished_at=now, **over
    )
    OwnKey.objects.create(user=amy, service="deepseek", sealed_key="sealed-for-amy", tail="wxyz", model="m", is_on=True)
    Run.objects.create(enrollment=enrollment, exercise=fixed["exercise"], key="4", group=attempt.group)
    Piece.objects.create(call=answer, number=1, text=answer.text)
    today = {"made_on": now.date(), "month": now.date().replace(day=1)}
    spent = {"reserved": 10, "spent": 5, "cost": "0.02", "currency": "元", "settled_at": now}
    Charge.objects.create(enrollment=enrollment, lesson=lesson, call=answer, **today, **spent)
    hand_in = HandIn.objects.create(**fixed, key="2", attempt=attempt, text=attempt.text, status="graded")
    Evidence.objects.create(hand_in=hand_in, position=1, kind="link", url="https://example.org/note/1", text="我的笔记")
    judge = Call.objects.create(kind="judge", hand_in=hand_in, status="succeeded", finished_at=now, **over)
    row = {
        "id": "r1",
        "criterion": "先问后答",
        "weight": 25,
        "points": 25,
        "quote": "先问我三个问题",
        "advice": "很好。",
    }
    goal = {"id": "g1", "text": "问过依据", "reached": True, "quote": "你想去哪里？"}
    Evaluation.objects.create(
        hand_in=hand_in, by="model", call=judge, criteria=[row], goals=[goal], total=100, is_passed=True
    )
    SecondLook.objects.create(hand_in=hand_in, reason="第一条我写了上限。", asked_at=now)
    question = Question.objects.filter(lesson=lesson).first()
    QuizAnswer.objects.create(
        enrollment=enrollment, question=question, revision=lesson.published, choice=[1], is_correct=True
    )
    card = ReviewCard.objects.create(enrollment=enrollment, question=question)
    ReviewAnswer.objects.create(card=card, revision=lesson.published, choice=[1], rating=3, on=now.date())
    PlanChange.objects.create(enrollment=enrollment, before={}, after={})
    CalendarLink.objects.create(enrollment=enrollment)
    _known_to_an_instructor(enrollment, ines)
    TaskPass.objects.create(enrollment=enrollment, exercise=fixed["exercise"], passed_on=now.date())
    award = Award.objects.create(enrollment=enrollment, rung="starter", reached_on=now.date(), days=21, lesson_count=23)
    Credential.objects.create(award=award, name="艾米", snapshot={"rung": "starter"}, issued_at=now)
    Note.objects.create(user=amy, lesson=lesson, revision=lesson.published, quote="先问后答", text="为什么先问？")
    SeenRevision.objects.create(user=amy, lesson=lesson, revision=lesson.published)
    Reminder.objects.create(user=amy)
    Letter.objects.create(user=amy, on=now.date(), ends_at=now, look_at=now)
    keep_upload(enrollment=enrollment, exercise=fixed["exercise"], file=drawn.as_file(drawn.picture()), prompt="一棵树")
    _with_a_project(enrollment, fixed["exercise"])
    _compared_two_pictures(enrollment, fixed["exercise"])
    PracticeConsent.objects.create(user=amy, host="api.example.com")
    Invitation.objects.create(note="给艾米", made_by=ines, used_by=amy, used_at=now)
    address = EmailAddress.objects.create(user=amy, email=amy.email, verified=True, primary=True)
    address.emailconfirmation_set.create(key="confirm-me")
    Authenticator.objects.create(user=amy, type="totp", data={"secret": "a-secret-of-amy"})
    UserSession.objects.create(user=amy, ip="10.1.2.3", session_key="a-session-of-amy", user_agent="Firefox")
    LogEntry.objects.create(
        user=ines,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(amy.pk),
        object_repr=amy.email,
        action_flag=CHANGE,
    )
    LogEntry.objects.create(user=amy, object_repr="s1-001", action_flag=CHANGE)
    amy.groups.add(Group.objects.get_or_create(name="Instructors")[0])
    amy.user_permissions.add(1)
    return amy


def _with_a_project(enrollment, exercise) -> None:
    today = timezone.now().date()
    project = portfolio.Project.objects.create(enrollment=enrollment, exercise=exercise, begun_on=today)
    project.steps.create(milestone="m1", note="第一稿")
    project.proofs.create(key="1", milestone="m1", artwork=enrollment.artworks.first())
    project.readings.create(key="1", name="用时", unit="分钟", on=today, value=30)
    project.spendings.create(key="1", on=today, hours=1)
    portfolio.PublicPage.objects.create(project=project, choices={}, snapshot={}, published_at=timezone.now())


def _compared_two_pictures(enrollment, exercise) -> None:
    words = {"prediction": "光会变，水壶不会", "outcome": "partly", "words": "壶嘴也变了"}
    Variation.objects.create(
        enrollment=enrollment,
        exercise=exercise,
        before_artwork=enrollment.artworks.first(),
        before_text="清晨",
        text="傍晚",
        **words,
    )


def _known_to_an_instructor(enrollment, ines) -> None:
    standings.refresh([enrollment], at=timezone.now())
    words = {"subject": "你好", "text": "{称呼}，你好"}
    letter = teaching.Letter.objects.create(course=enrollment.course, by=ines, key=uuid.uuid4(), **words)
    teaching.Recipient.objects.create(letter=letter, enrollment=enrollment)


@pytest.fixture
def running(busy, lesson) -> Call:
    """An answer to Amy that a worker is writing just now."""
    attempt = busy.enrollments.get().attempts.get()
    attempt = Attempt.objects.create(
        enrollment=attempt.enrollment, exercise=attempt.exercise, revision=attempt.revision, key="3", text="再来一次"
    )
    now = timezone.now()
    return Call.objects.create(
        kind="answer", attempt=attempt, status="running", fence=1, lease_until=now, queued_at=now, started_at=now
    )
