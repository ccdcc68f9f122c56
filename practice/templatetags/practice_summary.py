"""What a page for instructors shows of one learner's practice: how much, and how it ended. No words of theirs."""

from django import template
from django.db.models import Count, Q

from courses.models import Lesson
from progress.models import Enrollment

from ..lab.work import with_verdict
from ..models import Attempt, HandIn

register = template.Library()

SHOWN = 8
_PASSED = Q(evaluations__is_passed=True)


@register.inclusion_tag("practice/_summary.html")
def practice_summary(enrollment: Enrollment) -> dict[str, object]:
    hand_ins = HandIn.objects.filter(enrollment=enrollment)
    latest = list(with_verdict(hand_ins).select_related("exercise").defer("text", "checks").order_by("-pk")[:SHOWN])
    lessons = Lesson.objects.only("key", "title").in_bulk({hand_in.exercise.lesson_id for hand_in in latest})
    counted = hand_ins.aggregate(
        all=Count("pk", distinct=True), passed=Count("exercise", distinct=True, filter=_PASSED)
    )
    return {
        "attempt_count": Attempt.objects.filter(enrollment=enrollment).count(),
        "hand_in_count": counted["all"],
        "passed_count": counted["passed"],
        "latest": [(hand_in, lessons[hand_in.exercise.lesson_id]) for hand_in in latest],
    }
