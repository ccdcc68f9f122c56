"""A project as its learner sees it: the task's milestones with what was kept for each. Read once for a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from courses.models import Exercise
from practice.lab.work import with_verdict
from practice.models import HandIn
from practice.proof.proofs import missing
from practice.revisions import TaskGone, task_of
from progress.models import Enrollment

from . import assembling, charts
from .models import Project, Proof, Reading, Spending, Step
from .standing import HandedIn, Standing, standing, suggested_on


def task_if_any(exercise: Exercise) -> dict[str, Any]:
    """What was kept for a project stays readable after the task has left its lesson."""
    try:
        return task_of(exercise)
    except TaskGone:
        return {}


def latest_hand_ins(enrollment: Enrollment, exercises: Iterable[int]) -> dict[int, HandIn]:
    """By exercise, as `with_verdict` reads them."""
    mine = HandIn.objects.filter(enrollment=enrollment, exercise__in=list(exercises))
    return {hand_in.exercise_id: hand_in for hand_in in with_verdict(mine).order_by("pk")}


def handed_in(hand_in: HandIn | None) -> HandedIn | None:
    if hand_in is None:
        return None
    is_waiting = hand_in.status in {HandIn.Status.CHECKING, HandIn.Status.UNREADABLE}
    return HandedIn(is_waiting, bool(hand_in.is_ever_passed))  # type: ignore[attr-defined]


def number(value: Decimal) -> str:
    """5 rather than 5.00, and 2.5 as it is."""
    return f"{value.normalize():f}"


@dataclass(frozen=True)
class Milestone:
    """One milestone of the task with what its learner did for it."""

    facts: dict[str, Any]
    number: int
    begun_on: date | None
    step: Step | None
    proofs: tuple[Proof, ...]
    readings: tuple[Reading, ...]
    is_next: bool

    @property
    def key(self) -> str:
        return self.facts["id"]

    @property
    def is_done(self) -> bool:
        return bool(self.step and self.step.done_on)

    @property
    def note(self) -> str:
        return self.step.note if self.step else ""

    @property
    def suggested_on(self) -> date | None:
        return suggested_on(begun_on=self.begun_on, day=self.facts["day"]) if self.begun_on else None

    @property
    def kinds(self) -> list[str]:
        return list(self.facts.get("evidence") or ())

    @property
    def is_empty(self) -> bool:
        return not self.note.strip() and not self.proofs

    @property
    def still_missing(self) -> list[str]:
        there = {
            "text": self.note.strip(),
            "link": any(proof.url for proof in self.proofs),
            "image": any(proof.artwork_id for proof in self.proofs),
        }
        return missing(self.kinds, given=[kind for kind, given in there.items() if given])

    @property
    def series(self) -> list[charts.Series]:
        """The latest of each number it asks for; nothing where none was noted."""
        return charts.series_of((row.name, row.unit, row.on, row.value) for row in self.readings)


@dataclass(frozen=True)
class Spent:
    hours: Decimal
    yuan: Decimal
    budget: dict[str, Any] | None

    @property
    def is_any(self) -> bool:
        return bool(self.hours or self.yuan)

    @property
    def is_used_up(self) -> bool:
        """A budget of nothing is used up with the first yuan, not before."""
        if not self.budget:
            return False
        over = [(self.hours, self.budget["hours"]), (self.yuan, self.budget["yuan"])]
        return any(spent >= most if most else spent > 0 for spent, most in over)

    @property
    def words(self) -> str:
        return _("用掉 %(hours)s 小时、%(yuan)s 元") % {"hours": number(self.hours), "yuan": number(self.yuan)}


class Work:
    """Reads what belongs to one project; without one, it shows the task alone."""

    def __init__(self, exercise: Exercise, project: Project | None, hand_in: HandIn | None):
        self.exercise, self.project, self.hand_in = exercise, project, hand_in
        self.task = task_if_any(exercise)

    @cached_property
    def steps(self) -> dict[str, Step]:
        return {step.milestone: step for step in self.project.steps.all()} if self.project else {}

    @cached_property
    def _proofs(self) -> list[Proof]:
        return list(self.project.proofs.select_related("artwork")) if self.project else []

    @cached_property
    def _readings(self) -> list[Reading]:
        return list(self.project.readings.all()) if self.project else []

    @cached_property
    def _spendings(self) -> list[Spending]:
        return list(self.project.spendings.all()) if self.project else []

    @property
    def readings(self) -> list[Reading]:
        return [row for row in self._readings if not row.removed_at]

    @property
    def spendings(self) -> list[Spending]:
        return [row for row in self._spendings if not row.removed_at]

    @property
    def proofs(self) -> list[Proof]:
        return [row for row in self._proofs if not row.removed_at]

    @property
    def removed(self) -> list[tuple[str, Proof | Reading | Spending]]:
        """What can be put back, newest first, with its kind for the address."""
        kinds: dict[str, Sequence[Any]] = {
            "proofs": self._proofs,
            "readings": self._readings,
            "spendings": self._spendings,
        }
        gone = [(kind, row) for kind, rows in kinds.items() for row in rows if row.removed_at]
        return sorted(gone, key=lambda pair: pair[1].removed_at, reverse=True)

    @cached_property
    def standing(self) -> Standing:
        keys = [facts["id"] for facts in self.task.get("milestones") or ()]
        done = {key for key, step in self.steps.items() if step.done_on}
        return standing(
            milestones=keys, done=done, is_begun=self.project is not None, handed_in=handed_in(self.hand_in)
        )

    @property
    def next(self) -> tuple[dict[str, Any], date] | None:
        """The milestone one is at and its suggested day, without asking for what is in it."""
        facts = {facts["id"]: facts for facts in self.task.get("milestones") or ()}.get(self.standing.next)
        if self.project is None or facts is None:
            return None
        return facts, suggested_on(begun_on=self.project.begun_on, day=facts["day"])

    @cached_property
    def milestones(self) -> list[Milestone]:
        return [self._milestone(place, facts) for place, facts in enumerate(self.task.get("milestones") or (), 1)]

    def _milestone(self, place: int, facts: dict[str, Any]) -> Milestone:
        asked = {(metric["name"], metric["unit"]) for metric in facts.get("metrics") or ()}
        return Milestone(
            facts=facts,
            number=place,
            begun_on=self.project.begun_on if self.project else None,
            step=self.steps.get(facts["id"]),
            proofs=tuple(proof for proof in self.proofs if proof.milestone == facts["id"]),
            readings=tuple(row for row in self.readings if (row.name, row.unit) in asked),
            is_next=self.project is not None and facts["id"] == self.standing.next,
        )

    @property
    def metrics(self) -> list[tuple[str, str]]:
        """Every number the task asks for, once."""
        asked = (m for facts in self.task.get("milestones") or () for m in facts.get("metrics") or ())
        return list(dict.fromkeys((metric["name"], metric["unit"]) for metric in asked))

    @cached_property
    def series(self) -> list[charts.Series]:
        return charts.series_of((row.name, row.unit, row.on, row.value) for row in self.readings)

    @cached_property
    def spent(self) -> Spent:
        rows = self.spendings
        hours, yuan = sum((row.hours for row in rows), Decimal(0)), sum((row.yuan for row in rows), Decimal(0))
        return Spent(hours, yuan, self.task.get("budget"))

    @property
    def is_public(self) -> bool:
        page = getattr(self.project, "public_page", None)
        return bool(page and not page.withdrawn_at)

    @property
    def assembled(self) -> str:
        parts = [
            assembling.Part(m.facts["title"], m.note, [_in_words(series) for series in m.series])
            for m in self.milestones
        ]
        most = (self.task.get("checks") or {}).get("max_chars")
        return assembling.assembled(parts, spent=self.spent.words if self.spent.is_any else "", most=most)


def _in_words(series: charts.Series) -> str:
    latest = series.latest
    return _("%(name)s：%(value)s %(unit)s（%(on)s）") % {
        "name": series.name,
        "value": number(latest.value),
        "unit": series.unit,
        "on": latest.on.isoformat(),
    }
