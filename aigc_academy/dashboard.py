"""The admin's first page: what waits for an instructor, and how the site is doing."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Lesson, LessonConflict, LessonRevision
from practice.models import Attempt, Call, HandIn, SecondLook
from progress.models import Enrollment, LessonCompletion
from reminders.models import Letter

SHOWN = 8


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Called by unfold with the context of the first page."""
    may = request.user.has_perm
    if may("courses.view_lesson"):
        context |= _course(today=timezone.localdate())
    if may("progress.view_enrollment") and may("practice.view_call"):
        context |= _learners(since=timezone.now() - timedelta(days=1))
    return context | {"provider": provider()}


def provider() -> dict[str, Any]:
    """What the environment says about the model service; never the key."""
    return {
        "host": urlsplit(settings.OPENAI_BASE_URL).hostname or ("api.openai.com" if settings.OPENAI_API_KEY else ""),
        "has_key": bool(settings.OPENAI_API_KEY),
        "models": [
            (_("练习"), settings.PRACTICE_MODEL),
            (_("评分"), settings.PRACTICE_JUDGE_MODEL),
            (_("图片"), settings.PRACTICE_IMAGE_MODEL),
        ],
    }


def _course(*, today: date) -> dict[str, Any]:
    standing = Lesson.objects.listed()
    due = due_for_review(today=today)
    drafts = standing.filter(status=Lesson.Status.DRAFT)
    lessons = reverse("admin:courses_lesson_changelist")
    return {
        "conflicts": LessonConflict.objects.select_related("lesson").order_by("created_at")[:SHOWN],
        "due": due[:SHOWN],
        "latest": LessonRevision.objects.select_related("lesson", "by").defer("text").order_by("-pk")[:SHOWN],
        "course_figures": [
            (_("可学的课"), standing.open().count(), f"{lessons}?status__exact=ready"),
            (_("编写中"), drafts.count(), f"{lessons}?status__exact=draft"),
            (_("该复核了"), len(due), ""),
            (_("冲突"), LessonConflict.objects.count(), reverse("admin:courses_lessonconflict_changelist")),
        ],
    }


def due_for_review(*, today: date) -> list[tuple[Lesson, date]]:
    """Open lessons whose date of review has passed, the longest overdue first."""
    dated = Lesson.objects.open().only("key", "title", "document").order_by("key")
    due = [(lesson, on) for lesson in dated if (on := _review_on(lesson.document)) and on <= today]
    return sorted(due, key=lambda pair: pair[1])


def _review_on(document: dict[str, Any]) -> date | None:
    reviewed, every = document.get("last_reviewed"), document.get("review_every_days")
    return date.fromisoformat(reviewed) + timedelta(days=every) if reviewed and every else None


def _learners(*, since) -> dict[str, Any]:
    failed = Call.objects.filter(status__in=[Call.Status.FAILED, Call.Status.PARTIAL], finished_at__gte=since)
    calls = reverse("admin:practice_call_changelist")
    letters = reverse("admin:reminders_letter_changelist")
    not_sent = Letter.objects.filter(state__in=[Letter.State.FAILED, Letter.State.UNKNOWN], on__gte=since.date())
    people: type[User] = get_user_model()
    return {
        "failed_calls": failed.order_by("-finished_at")[:SHOWN],
        "learner_figures": [
            (_("帐号"), people.objects.count(), reverse("admin:accounts_user_changelist")),
            (_("在学"), Enrollment.objects.count(), reverse("admin:progress_enrollment_changelist")),
            (_("一天内学完的课"), LessonCompletion.objects.filter(done_at__gte=since).count(), ""),
            (_("一天内的练习"), Attempt.objects.filter(created_at__gte=since).count(), ""),
            (_("一天内的提交"), HandIn.objects.filter(created_at__gte=since).count(), ""),
            (_("请老师再看的"), SecondLook.objects.waiting().count(), reverse("practice:desk")),
            (_("一天内没成功的调用"), failed.count(), f"{calls}?finished_at__gte={since:%Y-%m-%d}"),
            (_("一天内没发出的提醒"), not_sent.count(), f"{letters}?state__exact=failed"),
        ],
    }
