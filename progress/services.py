"""Changes to what a learner has done and to their plan. Keyword-only, harmless twice."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses import editions
from courses.models import Course, Exercise, Lesson, LessonRevision, Question

from . import quiz, schedule
from .clock import today_of
from .facts import write_replan, write_rhythm
from .learner_plan import LearnerPlan
from .models import Award, CalendarLink, Enrollment, LessonCompletion, PlanChange, QuizAnswer, TaskPass
from .schedule import Mode, Replan
from .study_days import ONE_DAY, Break, Rhythm

LONGEST_PLAN = timedelta(days=3660)
MOST_CHANGES = 200  # every page folds all of them into the plan


class NotPossible(Exception):
    """A change that cannot be made as asked; the message tells the learner what to choose instead."""


class LessonNotOpen(Exception):
    """A lesson still being written, or withdrawn, can be neither answered nor finished."""


@dataclass(frozen=True)
class Wish:
    """What a learner wants changed. None leaves a thing as it is."""

    mode: Mode = Mode.LOAD
    weekdays: str | None = None
    breaks: tuple[Break, ...] | None = None
    holidays: bool | None = None
    minutes: int | None = None  # 0 for as the syllabus sets the days
    starts_on: date | None = None
    pause: bool = False
    resume: bool = False


def enrol(*, user: User, course: Course, starts_on: date) -> Enrollment:
    # The first start date is kept: joining again must not move a plan that is under way.
    enrollment, _created = Enrollment.objects.get_or_create(user=user, course=course, defaults={"starts_on": starts_on})
    return enrollment


@transaction.atomic
def complete_lesson(*, enrollment: Enrollment, lesson: Lesson) -> LessonCompletion:
    revision = _published(lesson)
    # Pressing "Done" twice is normal; the first press is the one we keep.
    completion, is_new = LessonCompletion.objects.get_or_create(
        enrollment=enrollment,
        lesson=lesson,
        defaults={
            "revision": revision,
            "done_on": today_of(enrollment.user),
            "done_at": timezone.now(),
        },
    )
    if is_new:
        awards_of(plan=LearnerPlan.read(enrollment, today_of(enrollment.user)))
    return completion


def awards_of(*, plan: LearnerPlan) -> list[Award]:
    """Every rung this learner has reached; one reached since the last look is noted first, and once."""
    awards = list(plan.enrollment.awards.all())
    noted = {award.rung for award in awards}
    new = [
        Award(
            enrollment=plan.enrollment,
            rung=step.rung,
            reached_on=step.on,
            days=step.days,
            lesson_count=len(plan.finished_keys),
        )
        for step in plan.reached
        if step.rung not in noted
    ]
    if not new:
        return awards
    Award.objects.bulk_create(new, ignore_conflicts=True)
    return list(plan.enrollment.awards.all())


def reopen_lesson(*, enrollment: Enrollment, lesson: Lesson) -> None:
    LessonCompletion.objects.filter(enrollment=enrollment, lesson=lesson).delete()


def answer_question(*, enrollment: Enrollment, question: Question, given: list[str]) -> quiz.Result:
    """Raises quiz.UnreadableAnswer, with words for the learner, when the choice fits no option."""
    revision = _published(question.lesson)
    words = quiz.words_of(question.lesson.document, question.key)
    choice = quiz.read_choice(words, given)
    result = quiz.judge(words, choice)
    QuizAnswer.objects.create(
        enrollment=enrollment,
        question=question,
        revision=revision,
        choice=choice,
        is_correct=result.is_correct,
        fingerprint=quiz.fingerprint(words),
    )
    return result


def note_task_passed(*, enrollment: Enrollment, exercise: Exercise) -> None:
    TaskPass.objects.get_or_create(
        enrollment=enrollment, exercise=exercise, defaults={"passed_on": today_of(enrollment.user)}
    )


def forget_task_pass(*, enrollment: Enrollment, exercise: Exercise) -> None:
    """A person looked at it again, and it does not pass after all."""
    TaskPass.objects.filter(enrollment=enrollment, exercise=exercise).delete()


@transaction.atomic
def share_calendar(*, enrollment: Enrollment) -> CalendarLink:
    """A new secret address; the one before it stops working."""
    _locked(enrollment)  # pressed twice, one address is made after the other
    CalendarLink.objects.filter(enrollment=enrollment).delete()
    return CalendarLink.objects.create(enrollment=enrollment)


def stop_calendar(*, enrollment: Enrollment) -> None:
    CalendarLink.objects.filter(enrollment=enrollment).delete()


def holidays_changed() -> None:
    """A year was written down, changed or taken away: every plan that keeps the holidays is computed anew."""
    for course in Course.objects.values_list("pk", flat=True):
        editions.begin(course_pk=course)


def note_floor_opened(*, enrollment: Enrollment) -> None:
    """The first look at a lesson of the stage with a floor starts its days."""
    Enrollment.objects.filter(pk=enrollment.pk, floor_opened_on=None).update(floor_opened_on=today_of(enrollment.user))


def preview_plan(*, current: LearnerPlan, wish: Wish) -> LearnerPlan:
    """The plan as it would be; changes nothing. The current plan itself when nothing would change."""
    replan = _replan(current, wish)
    if replan.mode is Mode.DATE:
        _require_days_left(current, replan)
    if replan.mode is Mode.LOAD and replan.rhythm == current.facts.rhythm and not replan.starts_on:
        return current
    if len(current.facts.replans) >= MOST_CHANGES:
        raise NotPossible(_("计划已经改过 %(count)d 次了，先撤回几处再改。") % {"count": MOST_CHANGES})
    changed = current.under(current.facts.with_replan(replan))
    _require_an_end(changed)
    return current if _is_same(changed, current) else changed


def _is_same(changed: LearnerPlan, current: LearnerPlan) -> bool:
    return (changed.plan.on, changed.facts.rhythm, changed.starts_on) == (
        current.plan.on,
        current.facts.rhythm,
        current.starts_on,
    )


@transaction.atomic
def apply_plan(*, enrollment: Enrollment, wish: Wish) -> LearnerPlan:
    enrollment = _locked(enrollment)
    current = LearnerPlan.read(enrollment, today_of(enrollment.user))
    changed = preview_plan(current=current, wish=wish)
    if changed is current:
        return current
    PlanChange.objects.create(
        enrollment=enrollment,
        before=write_rhythm(current.facts.rhythm),
        after=write_replan(changed.facts.replans[-1]),
    )
    _project(enrollment)
    return changed


@transaction.atomic
def undo_plan(*, enrollment: Enrollment, change_id: int | None = None) -> LearnerPlan:
    """Take back the last change. With an id, only if that change is still the last one."""
    enrollment = _locked(enrollment)
    last = enrollment.changes.filter(undone_at=None).last()
    if last and change_id in (None, last.pk):
        last.undone_at = timezone.now()
        last.save(update_fields=["undone_at"])
        _project(enrollment)
    return LearnerPlan.read(enrollment, today_of(enrollment.user))


def _locked(enrollment: Enrollment) -> Enrollment:
    return Enrollment.objects.select_for_update(of=("self",)).select_related("user", "course").get(pk=enrollment.pk)


def _project(enrollment: Enrollment) -> None:
    enrollment.replans = list(enrollment.changes.filter(undone_at=None).values_list("after", flat=True))
    enrollment.save(update_fields=["replans"])


def _replan(current: LearnerPlan, wish: Wish) -> Replan:
    return Replan(
        on=current.today,
        mode=wish.mode,
        rhythm=_rhythm(current, wish),
        finished=current.finished_keys,
        starts_on=wish.starts_on if wish.starts_on != current.starts_on else None,
    )


def _rhythm(current: LearnerPlan, wish: Wish) -> Rhythm:
    now = current.facts.rhythm
    return Rhythm(
        weekdays=wish.weekdays or now.weekdays,
        breaks=_breaks(current, wish),
        keeps_holidays=now.keeps_holidays if wish.holidays is None else wish.holidays,
        # With the date kept, the date decides how much a day holds.
        minutes=None if wish.mode is Mode.DATE else (now.minutes if wish.minutes is None else wish.minutes or None),
    )


def _breaks(current: LearnerPlan, wish: Wish) -> tuple[Break, ...]:
    now = current.facts.rhythm
    breaks = list(now.breaks if wish.breaks is None else _with_pause(now, wish.breaks))
    if wish.resume:
        breaks = _resumed(breaks, current.today)
    elif wish.pause and not now.pause:
        breaks.append(Break(current.today))
    return tuple(sorted(breaks, key=lambda off: off.first_on))


def _with_pause(now: Rhythm, breaks: tuple[Break, ...]) -> list[Break]:
    """A list of breaks never ends a pause; only coming back does."""
    return [*(off for off in breaks if not off.is_open), *([now.pause] if now.pause else [])]


def _resumed(breaks: list[Break], today: date) -> list[Break]:
    closed = []
    for off in breaks:
        if not off.is_open:
            closed.append(off)
        elif off.first_on < today:
            closed.append(Break(off.first_on, today - ONE_DAY))
    return closed


def _published(lesson: Lesson) -> LessonRevision:
    """What the learner sees now; answers and completions are pinned to it."""
    if not lesson.is_open or lesson.published is None:
        raise LessonNotOpen(lesson.key)
    return lesson.published


def _require_an_end(changed: LearnerPlan) -> None:
    """Fewer weekdays, then more with the date kept, again and again, would stretch a plan without bounds."""
    if changed.finish_on > changed.today + LONGEST_PLAN:
        message = _("这样要排到 %(day)s，太远了。请多选几个学习日，或者少休息一些。")
        raise NotPossible(message % {"day": changed.finish_on})


def _require_days_left(current: LearnerPlan, replan: Replan) -> None:
    changed = current.enrollment.with_holidays(current.facts.with_replan(replan))
    days = schedule.study_days(facts=changed, today=current.today)
    if not days.between(replan.on, current.finish_on):
        raise NotPossible(_("到原来的结束日期之前，已经没有学习日了。请改选「往后推」，或者少休息几天。"))
