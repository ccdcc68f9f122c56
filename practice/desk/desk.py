"""What waits for an instructor's eye, and one piece of it with all that was said about it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Left
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.models import Stage

from ..asking import chain_to
from ..assignment import Assignment, TaskGone, assignment_of
from ..grading.feedback import Row, rows_of
from ..models import Attempt, Evaluation, HandIn
from ..proof import proofs
from ..revisions import task_of

ON_A_PAGE = 30
START = 60  # characters of the work that tell one row from another
WAITING, PROJECTS, ANSWERED = "", "projects", "answered"
SHOWS = ((WAITING, _("请老师再看的")), (PROJECTS, _("项目和动手任务")), (ANSWERED, _("老师评过的")))
# Long columns that no row of the list shows.
_LONG = ("text", "checks", *(f"exercise__lesson__{name}" for name in ("document", "parts", "headings", "loaded_text")))


class SieveForm(forms.Form):
    """Which work is shown. What cannot be read is left out."""

    show = forms.ChoiceField(label=_("看什么"), required=False, choices=SHOWS)
    stage = forms.ModelChoiceField(
        Stage.objects.only("number", "title"), label=_("阶段"), required=False, to_field_name="number"
    )
    lesson = forms.CharField(label=_("课的编号"), required=False, max_length=10)

    def clean_lesson(self) -> str:
        return self.cleaned_data["lesson"].strip().lower()


@dataclass
class Desk:
    asked: QueryDict

    @cached_property
    def form(self) -> SieveForm:
        form = SieveForm(self.asked)
        form.is_valid()
        return form

    @property
    def show(self) -> str:
        return self.form.cleaned_data.get("show") or WAITING

    @cached_property
    def page(self) -> Page:
        rows = _LISTS[self.show]()
        if stage := self.form.cleaned_data.get("stage"):
            rows = rows.filter(exercise__lesson__stage=stage)
        if lesson := self.form.cleaned_data.get("lesson"):
            rows = rows.filter(exercise__lesson__key=lesson)
        shown = rows.select_related("enrollment__user", "exercise__lesson", "second_look__taken_by").defer(*_LONG)
        return Paginator(shown.annotate(start=Left("text", START)), ON_A_PAGE).get_page(self.asked.get("page"))

    @property
    def filter(self) -> str:
        kept = self.asked.copy()
        kept.pop("page", None)
        return kept.urlencode()

    @property
    def is_filtered(self) -> bool:
        return any(self.form.cleaned_data.get(name) for name in ("stage", "lesson"))


def waiting() -> QuerySet[HandIn]:
    """Whoever has waited longest stands first."""
    return HandIn.objects.filter(second_look__isnull=False, second_look__answered_at=None).order_by(
        "second_look__asked_at", "pk"
    )


def projects() -> QuerySet[HandIn]:
    """The latest of each learner's work on a task that people look at, as long as no instructor has."""
    later = HandIn.objects.filter(
        enrollment=OuterRef("enrollment"), exercise=OuterRef("exercise"), pk__gt=OuterRef("pk")
    )
    seen = Evaluation.objects.by_instructors().filter(hand_in=OuterRef("pk"))
    shown = HandIn.objects.filter(exercise__mode__in=HandIn.SHOWN_TO_PEOPLE).exclude(status=HandIn.Status.REFUSED)
    return shown.filter(~Exists(later), ~Exists(seen)).order_by("pk")


def answered() -> QuerySet[HandIn]:
    judged = Evaluation.objects.by_instructors().filter(hand_in=OuterRef("pk"))
    return HandIn.objects.filter(Exists(judged)).order_by("-pk")


_LISTS = {WAITING: waiting, PROJECTS: projects, ANSWERED: answered}


@dataclass
class Work:
    """One hand-in on the desk."""

    hand_in: HandIn

    @cached_property
    def task(self) -> dict[str, Any]:
        try:
            return task_of(self.hand_in.exercise, revision=self.hand_in.revision_id)
        except TaskGone:
            return {}

    @cached_property
    def assignment(self) -> Assignment | None:
        """None when nobody can read that revision any more; then there is nothing to judge it by."""
        exercise, revision = self.hand_in.exercise, self.hand_in.revision_id
        return assignment_of(exercise, revision=revision) if self.task else None

    @cached_property
    def conversation(self) -> list[Attempt]:
        """All that was said, where more than the hand-in's own text was."""
        attempt = self.hand_in.attempt
        if attempt is None or not (self.assignment and self.assignment.is_conversation):
            return []
        return chain_to(attempt)

    @cached_property
    def evidence(self) -> proofs.Shown:
        if not proofs.takes_any(self.task):
            return proofs.Shown(())
        return proofs.shown(self.hand_in, lines=self.task.get("self_check") or ())

    @cached_property
    def verdicts(self) -> list[Evaluation]:
        """All that was said so far; the one that counts comes first."""
        return list(self.hand_in.evaluations.counting_first().select_related("judge"))

    @property
    def told(self) -> list[tuple[Evaluation, list[Row]]]:
        return [(verdict, rows_of(verdict.criteria)) for verdict in self.verdicts]

    @property
    def newest_by_instructor(self) -> Evaluation | None:
        first = self.verdicts[0] if self.verdicts else None
        return first if first and first.by == Evaluation.By.INSTRUCTOR else None

    @property
    def before(self) -> dict[str, dict[str, Any]]:
        """The rows of the verdict that counts now, by criterion."""
        return {row["id"]: row for row in self.verdicts[0].criteria} if self.verdicts else {}


def work_on(hand_in_id: int) -> Work:
    """Raises HandIn.DoesNotExist."""
    rooms = ("enrollment__user", "exercise__lesson__stage", "exercise__lesson__course", "attempt__call")
    hand_in = HandIn.objects.select_related(*rooms, "second_look__taken_by").get(pk=hand_in_id)
    return Work(hand_in)
