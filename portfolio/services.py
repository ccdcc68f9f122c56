"""What a learner does with a project. Keyword-only, harmless twice."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from courses.models import Exercise
from practice import services as practice
from practice.images import artworks
from practice.proof.links import Link
from practice.proof.proofs import Proofs
from progress.clock import today_of
from progress.models import Enrollment

from .models import Project, Proof, PublicPage, Reading, Spending, Step

Noted = Proof | Reading | Spending


def begin(*, enrollment: Enrollment, exercise: Exercise) -> Project:
    today = today_of(enrollment.user)
    project, _is_new = Project.objects.get_or_create(
        enrollment=enrollment, exercise=exercise, defaults={"begun_on": today}
    )
    return project


def write_note(*, project: Project, milestone: str, note: str) -> None:
    Step.objects.update_or_create(project=project, milestone=milestone, defaults={"note": note})


def finish_step(*, project: Project, milestone: str) -> None:
    """The first day it was done is the one we keep."""
    step, _is_new = Step.objects.get_or_create(project=project, milestone=milestone)
    today = today_of(project.enrollment.user)
    Step.objects.filter(pk=step.pk, done_on=None).update(done_on=today)


def reopen_step(*, project: Project, milestone: str) -> None:
    Step.objects.filter(project=project, milestone=milestone).update(done_on=None)


def add_links(*, project: Project, milestone: str, links: Sequence[Link], key: str) -> None:
    for place, link in enumerate(links):
        where = {"milestone": milestone, "url": link.url, "text": link.text}
        # A key may fill its column by itself.
        own_key = sha256(f"{place} {key}".encode()).hexdigest()
        Proof.objects.get_or_create(project=project, key=own_key, defaults=where)


def add_picture(*, project: Project, milestone: str, file: File, text: str, key: str) -> Proof:
    """Raises ValidationError with words that say what to mend about the file."""
    artwork = artworks.keep_upload(
        enrollment=project.enrollment, exercise=project.exercise, file=file, key=f"project-{key}"
    )
    where = {"milestone": milestone, "artwork": artwork, "text": text}
    return Proof.objects.get_or_create(project=project, key=key, defaults=where)[0]


def read_off(*, project: Project, name: str, unit: str, on: date, value: Decimal, key: str) -> Reading:
    columns = {"name": name, "unit": unit, "on": on, "value": value}
    return Reading.objects.get_or_create(project=project, key=key, defaults=columns)[0]


def spend(*, project: Project, on: date, what: str, hours: Decimal, yuan: Decimal, key: str) -> Spending:
    columns = {"on": on, "what": what, "hours": hours, "yuan": yuan}
    return Spending.objects.get_or_create(project=project, key=key, defaults=columns)[0]


def mend(*, entry: Noted, **columns: object) -> None:
    type(entry).objects.filter(pk=entry.pk).update(**columns)


def remove(*, entry: Noted) -> None:
    type(entry).objects.filter(pk=entry.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(*, entry: Noted) -> None:
    type(entry).objects.filter(pk=entry.pk).update(removed_at=None)


def disclose(*, project: Project, words: str) -> None:
    """Empty words take the step back."""
    Project.objects.filter(pk=project.pk).update(disclosure=words)


def keep_summary(*, project: Project, text: str) -> None:
    """Empty: it is put together from the milestones again."""
    Project.objects.filter(pk=project.pk).update(summary=text)


def hand_in(*, project: Project, text: str, key: str) -> practice.HandedIn:
    """To be judged as it is now. Raises practice.services.Conflict and ValidationError as a hand-in does."""
    kept = list(project.proofs.filter(removed_at=None).order_by("pk"))
    links = tuple(dict.fromkeys(Link(proof.url, proof.text) for proof in kept if proof.url))
    pictures = tuple(proof.artwork_id for proof in kept if proof.artwork_id)
    evidence = Proofs(links=links, disclosed=project.disclosure, pictures=pictures)
    with transaction.atomic():
        keep_summary(project=project, text=text)
        return practice.hand_in(
            enrollment=project.enrollment, exercise=project.exercise, key=key, text=text, evidence=evidence
        )


def publish(*, project: Project, choices: dict, snapshot: dict, is_listed: bool) -> PublicPage:
    """What is shown is the snapshot and nothing else. The address of an earlier page stays the same."""
    columns = {
        "choices": choices,
        "snapshot": snapshot,
        "is_listed": is_listed,
        "published_at": timezone.now(),
        "withdrawn_at": None,
    }
    return PublicPage.objects.update_or_create(project=project, defaults=columns)[0]


def withdraw(*, project: Project) -> None:
    """From this moment a stranger finds nothing, and the words are gone from the page's row."""
    pages = PublicPage.objects.filter(project=project, withdrawn_at=None)
    pages.update(withdrawn_at=timezone.now(), snapshot={}, is_listed=False)
