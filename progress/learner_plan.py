"""One learner's plan, read from the database: every lesson with its day, its state and its words."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses import editions
from courses.models import Course, Lesson

from . import forecast, ladder, schedule
from .burn_up import BurnUp, burn_up
from .forecast import Forecast
from .models import Enrollment, LessonCompletion
from .review_queue import ReviewQueue
from .schedule import Facts, LessonFact, Plan, StageFact
from .study_days import ONE_DAY, Break

Done = tuple[date, str]  # when a lesson was done, and the wording it had


class State(Enum):
    """A lesson's place in the plan: which peg a page draws for it, and the same in words."""

    DONE = "done", _("做完")
    NOW = "now", _("今天")
    LATE = "gap", _("还空着")
    COMING = "", _("还没到")
    ANYTIME = "", _("随时可做")
    DRAFT = "draft", _("编写中")

    def __init__(self, peg: str, label: Promise):
        self.peg = peg
        self.label = label


@dataclass(frozen=True)
class PlannedLesson:
    pk: int
    place: int  # in the course, from 1
    title: str
    slug: str
    course_slug: str
    stage_title: str
    fact: LessonFact
    on: date
    state: State
    wording: str  # of what it says now
    done_wording: str | None  # of what it said when it was finished

    @property
    def key(self) -> str:
        return self.fact.key

    @property
    def stage_number(self) -> int:
        return self.fact.stage.number

    @property
    def minutes(self) -> int:
        return self.fact.minutes

    @property
    def done_on(self) -> date | None:
        return self.fact.done_on

    @property
    def is_open(self) -> bool:
        return self.fact.is_open

    @property
    def is_waiting(self) -> bool:
        return self.is_open and self.done_on is None

    @property
    def was_revised(self) -> bool:
        """It says something else than when it was finished."""
        return self.is_open and self.done_wording is not None and self.done_wording != self.wording

    def get_absolute_url(self) -> str:
        return reverse("courses:lesson", args=[self.course_slug, self.stage_number, self.slug])


@dataclass(frozen=True)
class PlannedStage:
    fact: StageFact
    title: str
    starts_on: date
    ends_on: date
    done_count: int
    lesson_count: int
    is_complete: bool
    floor_on: date | None


@dataclass(frozen=True)
class Load:
    """Minutes of a study day, from today on: on the average, and on the fullest."""

    average: int
    most: int


class LearnerPlan:
    """What the pages ask of a plan. Two plans of one learner share their lessons: what is, and a preview."""

    def __init__(self, *, enrollment: Enrollment, rows: list[dict[str, Any]], today: date, facts: Facts):
        self.enrollment = enrollment
        self.today = today
        self.facts = facts
        self._rows = rows
        self._lessons = [_fact(row) for row in rows]
        self.plan: Plan = schedule.plan(facts=facts, lessons=self._lessons, today=today)

    @classmethod
    def read(cls, enrollment: Enrollment, today: date) -> "LearnerPlan":
        return cls(enrollment=enrollment, rows=_rows(enrollment), today=today, facts=enrollment.facts)

    def under(self, facts: Facts) -> "LearnerPlan":
        """The same lessons under other facts."""
        return LearnerPlan(
            enrollment=self.enrollment, rows=self._rows, today=self.today, facts=self.enrollment.with_holidays(facts)
        )

    @cached_property
    def lessons(self) -> list[PlannedLesson]:
        return [
            PlannedLesson(
                pk=row["pk"],
                place=place,
                title=row["title"],
                slug=row["slug"],
                course_slug=row["course__slug"],
                stage_title=row["stage__title"],
                fact=fact,
                on=self.plan.on[fact.key],
                state=self._state(fact),
                wording=row["published__wording"],
                done_wording=row["done_wording"],
            )
            for place, (row, fact) in enumerate(zip(self._rows, self._lessons, strict=True), start=1)
        ]

    def _state(self, lesson: LessonFact) -> State:
        if lesson.done_on:
            return State.DONE
        if not lesson.is_open:
            return State.DRAFT
        on = self.plan.on[lesson.key]
        if on == self.today and not self.is_paused:
            return State.NOW
        if on > self.today:
            return State.COMING
        return State.LATE if schedule.has_deadline(lesson) else State.ANYTIME

    @cached_property
    def stages(self) -> list[PlannedStage]:
        return list(self._stages())

    def _stages(self) -> Iterator[PlannedStage]:
        opened_on = self.enrollment.floor_opened_on
        for number in sorted({lesson.stage_number for lesson in self.lessons}):
            own = [lesson for lesson in self.lessons if lesson.stage_number == number]
            stage, days = own[0].fact.stage, [lesson.on for lesson in own]
            yield PlannedStage(
                fact=stage,
                title=own[0].stage_title,
                starts_on=min(days),
                ends_on=max(days),
                done_count=sum(lesson.state is State.DONE and lesson.is_open for lesson in own),
                lesson_count=len(own),
                is_complete=schedule.is_stage_complete(
                    stage=stage, lessons=self._lessons, plan=self.plan, opened_on=opened_on, today=self.today
                ),
                floor_on=schedule.stage_floor_on(stage=stage, planned_on=min(days), opened_on=opened_on),
            )

    @property
    def starts_on(self) -> date:
        return self.facts.starts_on

    @property
    def finish_on(self) -> date:
        return self.plan.finish_on

    @cached_property
    def behind(self) -> int:
        return schedule.behind(plan=self.plan, lessons=self._lessons, today=self.today)

    @cached_property
    def ahead(self) -> int:
        return schedule.ahead(plan=self.plan, lessons=self._lessons, today=self.today)

    @cached_property
    def reviews(self) -> ReviewQueue:
        return ReviewQueue(self)

    @cached_property
    def forecast(self) -> Forecast | None:
        """None while a pause is open: nobody knows how long it lasts."""
        if self.pause:
            return None
        days = forecast.window(plan=self.plan, lessons=self._lessons, today=self.today)
        review = forecast.Review(self.reviews.share_behind(days), self.reviews.share_ahead)
        return forecast.forecast(plan=self.plan, lessons=self._lessons, today=self.today, review=review)

    @property
    def forecast_on(self) -> date | None:
        return self.forecast.on if self.forecast else None

    @property
    def pause(self) -> Break | None:
        """The open pause, begun or about to begin."""
        return self.facts.rhythm.pause

    @property
    def is_paused(self) -> bool:
        return bool(self.pause and self.pause.first_on <= self.today)

    @property
    def has_started(self) -> bool:
        return self.starts_on <= self.today

    @property
    def is_study_day(self) -> bool:
        return self.has_started and self.plan.study_days.is_study_day(self.today)

    @property
    def day_number(self) -> int:
        """Study days so far, today included, at most the length of the course."""
        return min(self.plan.study_days.number(self.today), self.day_count)

    @cached_property
    def day_count(self) -> int:
        return schedule.course_days({lesson.stage for lesson in self._lessons})

    @cached_property
    def load(self) -> Load | None:
        """What is still to do, spread over the study days up to the last planned one."""
        waiting = [lesson for lesson in self.lessons if lesson.is_waiting]
        days = self.plan.study_days.between(self.today, max((lesson.on for lesson in waiting), default=self.today))
        if not waiting or not days:
            return None
        by_day = Counter[date]()
        for lesson in waiting:
            by_day[max(lesson.on, self.today)] += lesson.minutes
        ahead = [minutes for on, minutes in by_day.items() if on > self.today]
        return Load(round(by_day.total() / len(days)), max(ahead, default=by_day[self.today]))

    @cached_property
    def burn_up(self) -> BurnUp | None:
        return burn_up(plan=self.plan, lessons=self._lessons, today=self.today)

    def days_of(self, stages: Container[int]) -> int:
        return schedule.course_days({lesson.stage for lesson in self._lessons if lesson.stage.number in stages})

    @cached_property
    def finished_keys(self) -> frozenset[str]:
        return frozenset(lesson.key for lesson in self._lessons if lesson.done_on)

    @cached_property
    def reached(self) -> list[ladder.Reached]:
        """The rungs of the ladder as the lessons stand today."""
        floors = {stage.fact.number: stage.floor_on for stage in self.stages if stage.floor_on}
        projects = frozenset(row["key"] for row in self._rows if row["kind"] == Lesson.Kind.PROJECT)
        course = ladder.Course(self._lessons, projects, floors)
        return ladder.reached(course, starts_on=self.starts_on, today=self.today)

    @cached_property
    def done_count(self) -> int:
        return sum(lesson.done_on is not None and lesson.is_open for lesson in self._lessons)

    @cached_property
    def is_finished(self) -> bool:
        return self.done_count > 0 and not schedule.unfinished(self._lessons)

    @cached_property
    def idle_since(self) -> date | None:
        """The first of the days without a finished lesson that end yesterday, if a study day is among them."""
        finished = [lesson.done_on for lesson in self._lessons if lesson.done_on]
        first = max(finished) + ONE_DAY if finished else self.starts_on
        return first if self.plan.study_days.between(first, self.today - ONE_DAY) else None

    def as_json(self) -> dict[str, Any]:
        """The plan as the contract names it."""
        return {
            "starts_on": self.starts_on,
            "finish_on": self.finish_on,
            "forecast_on": self.forecast_on,
            "behind": self.behind,
            "ahead": self.ahead,
            "lessons": [{"id": lesson.key, "on": lesson.on, "done_on": lesson.done_on} for lesson in self.lessons],
        }


def rows_with(course: Course, done: Mapping[int, Done]) -> list[dict[str, Any]]:
    """The lessons of the course, each with when it was done and the wording it had then, by lesson pk."""
    rows = []
    for lesson in editions.syllabus(course.pk, course.edition):
        done_on, wording = done.get(lesson["pk"], (None, None))
        rows.append({**lesson, "done_on": done_on, "done_wording": wording})
    return rows


def _rows(enrollment: Enrollment) -> list[dict[str, Any]]:
    done = LessonCompletion.objects.filter(enrollment=enrollment)
    days = done.values_list("lesson", "done_on", "revision__wording")
    return rows_with(enrollment.course, {lesson: (on, wording) for lesson, on, wording in days})


def _fact(row: dict[str, Any]) -> LessonFact:
    return LessonFact(
        key=row["key"],
        stage=StageFact(row["stage__number"], row["stage__days"], row["stage__has_floor"]),
        day=row["day"],
        minutes=row["minutes"],
        is_open=row["status"] in Lesson.OPEN and row["withdrawn_at"] is None,
        done_on=row["done_on"],
    )
