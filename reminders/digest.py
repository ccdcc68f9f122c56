"""What a letter says today, or that there is nothing to say."""

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from progress.learner_plan import LearnerPlan, PlannedLesson
from progress.models import Enrollment
from progress.review_queue import ReviewQueue
from progress.today import Today


@dataclass(frozen=True)
class Digest:
    plan: LearnerPlan
    lessons: list[PlannedLesson]
    reviews: ReviewQueue
    waits: bool  # something from earlier days is still open

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


def digest_of(user: User, *, on: date) -> Digest | None:
    """None when there is nothing to say, or nobody to say it to."""
    if not user.is_active or not _has_verified_address(user):
        return None
    enrollment = Enrollment.objects.of(user).select_related("course").order_by("-pk").first()
    if enrollment is None:
        return None
    enrollment.user = user
    plan = LearnerPlan.read(enrollment, on)
    if not plan.has_started or plan.is_paused or plan.is_finished:
        return None
    today = Today(plan)
    reviews = ReviewQueue(plan)
    lessons = today.to_do or (today.waiting[:1] if plan.is_study_day and not today.lessons else [])
    if not lessons and not reviews.left:
        return None
    return Digest(plan, lessons, reviews, waits=any(lesson not in lessons for lesson in today.waiting))


def letter_to(user: User, digest: Digest, *, stop_path: str, name: str) -> EmailMultiAlternatives:
    """In the learner's language. `name` tells letters apart: sent again by a server, it is still the same one."""
    stop = f"{settings.SITE_URL}{stop_path}"
    with translation.override(user.language or settings.LANGUAGE_CODE):
        words = {"user": user, "digest": digest, "site": settings.SITE_URL, "stop": stop}
        subject = render_to_string("reminders/subject.txt", words)
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("reminders/letter.txt", words).strip() + "\n",
            to=[user.email],
            headers={
                "Message-ID": f"<{name}@{settings.SITE_URL.partition('//')[2].partition(':')[0]}>",
                # RFC 8058: one click in the mail program, without signing in.
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        letter.attach_alternative(render_to_string("reminders/letter.html", words).strip(), "text/html")
    return letter


def _has_verified_address(user: User) -> bool:
    return EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
