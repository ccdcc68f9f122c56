"""How learners stand, worked out for many at once and kept as rows, so that lists can be sorted and filtered.

Each row is made from the learner's own plan; nothing here knows what "behind" means.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from courses.models import Course
from progress.learner_plan import LearnerPlan
from progress.models import Enrollment

from .models import Standing
from .plans import plans_of

GOOD_FOR = timedelta(hours=1)
ROUND = 500  # learners in one round: about a second of a processor
NEWCOMERS = 100

# Everything a learner does leaves a time in one of these.
_ACTS = ("completions__done_at", "answers__answered_at", "attempts__created_at", "hand_ins__created_at")


def refresh(enrollments: Sequence[Enrollment], *, at: datetime) -> None:
    """Work out anew how these learners of one course stand, and keep it. They come with their users."""
    if not enrollments:
        return
    active = _active(enrollments)
    _keep([_standing(plan, active_at=active[plan.enrollment.pk], at=at) for plan in plans_of(enrollments)])


def refresh_oldest(*, at: datetime) -> int:
    """A round for those who have no row yet or whose row has become old. Says how many it was for."""
    known = Enrollment.objects.select_related("user", "course")
    new = list(known.filter(standing=None).order_by("pk")[:ROUND])
    old = known.filter(standing__made_at__lt=at - GOOD_FOR).order_by("standing__made_at")[: ROUND - len(new)]
    by_course = defaultdict(list)
    for enrollment in [*new, *old]:
        by_course[enrollment.course_id].append(enrollment)
    for enrollments in by_course.values():
        refresh(enrollments, at=at)
    return sum(len(enrollments) for enrollments in by_course.values())


def welcome(course: Course, *, at: datetime) -> None:
    """Whoever joined since the last round gets a row, so that a list is never without them."""
    last = Standing.objects.aggregate(last=Max("pk"))["last"] or 0
    joined = Enrollment.objects.filter(course=course, pk__gt=last).select_related("user", "course").order_by("pk")
    refresh(list(joined[:NEWCOMERS]), at=at)


def refresh_these(keys: Sequence[int], *, at: datetime) -> None:
    """The same for learners of one course, named by their rows."""
    refresh(list(Enrollment.objects.filter(pk__in=keys).select_related("user", "course")), at=at)


def _active(enrollments: Iterable[Enrollment]) -> dict[int, datetime]:
    """The last time each of them did anything."""
    active = {enrollment.pk: enrollment.created_at for enrollment in enrollments}
    for act in _ACTS:
        latest = Enrollment.objects.filter(pk__in=active).annotate(latest=Max(act)).exclude(latest=None)
        for pk, moment in latest.values_list("pk", "latest"):
            active[pk] = max(active[pk], moment)
    return active


def _standing(plan: LearnerPlan, *, active_at: datetime, at: datetime) -> Standing:
    state = state_of(plan)
    upcoming = next((lesson for lesson in plan.lessons if lesson.is_waiting), None)
    last = upcoming or (plan.lessons[-1] if plan.lessons else None)
    is_studying = state == Standing.State.STUDYING
    return Standing(
        enrollment=plan.enrollment,
        course_id=plan.enrollment.course_id,
        state=state,
        stage_number=last.stage_number if last else 0,
        next_lesson_id=upcoming.pk if upcoming else None,
        done_count=plan.done_count,
        behind=plan.behind if is_studying else 0,
        ahead=plan.ahead if is_studying else 0,
        forecast_on=plan.forecast_on,
        active_at=active_at,
        as_of=plan.today,
        made_at=at,
    )


def state_of(plan: LearnerPlan) -> Standing.State:
    if plan.is_finished:
        return Standing.State.FINISHED
    if plan.is_paused:
        return Standing.State.PAUSED
    return Standing.State.STUDYING if plan.has_started else Standing.State.COMING


@transaction.atomic
def _keep(standings: list[Standing]) -> None:
    # Held, because somebody among them may be leaving for good just now: no row is made for them.
    held = Enrollment.objects.select_for_update(no_key=True).order_by("pk")
    here = set(held.filter(pk__in=[standing.pk for standing in standings]).values_list("pk", flat=True))
    names = [field.name for field in Standing._meta.concrete_fields if not field.primary_key]
    Standing.objects.bulk_create(
        [standing for standing in standings if standing.pk in here],
        update_conflicts=True,
        unique_fields=["enrollment"],
        update_fields=names,
        batch_size=100,
    )
