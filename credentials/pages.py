"""What the page of a credential shows, to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse

from progress.rules import percent

from . import keys, snapshots
from .drawing.words import version
from .models import Credential

GONE = 410


@dataclass(frozen=True)
class StageDone:
    title: str
    days: int
    done: list[dict[str, Any]]  # its lessons, each with the day `on` which it was finished
    lesson_count: int


@dataclass(frozen=True)
class Leaf:
    """Percentages of the width of a rule; `measured` is empty where nothing was done."""

    x: str
    width: str
    measured: str


class Shown:
    def __init__(self, credential: Credential, user: Any):
        self.credential = credential
        self.snapshot = credential.snapshot
        self.is_own = credential.belongs_to(user)

    @property
    def status(self) -> int:
        """Gone once its holder took it back: there is nothing left to read here, and it may return.

        A revoked one stays 200: that it was revoked, when and why, is the answer to whoever checks it.
        """
        is_gone = self.credential.withdrawn_at and not self.credential.revoked_at and not self.is_own
        return GONE if is_gone else 200

    @property
    def shows_name(self) -> bool:
        return self.is_own or not self.credential.withdrawn_at

    @property
    def began_on(self) -> date:
        return snapshots.day(self.snapshot, "began_on")

    @property
    def reached_on(self) -> date:
        return snapshots.day(self.snapshot, "reached_on")

    @property
    def version(self) -> str:
        return version(self.snapshot)

    @cached_property
    def stages(self) -> list[StageDone]:
        return list(self._stages())

    def _stages(self) -> Iterator[StageDone]:
        for stage in self.snapshot["stages"]:
            lessons = [lesson for lesson in self.snapshot["lessons"] if lesson["stage"] == stage["number"]]
            done = [{**lesson, "on": date.fromisoformat(lesson["done_on"])} for lesson in lessons if lesson["done_on"]]
            yield StageDone(stage["title"], stage["days"], done, len(lessons))

    @property
    def leaves(self) -> list[Leaf]:
        """As long as the days of a stage, measured as far as its lessons were done."""
        total, before, leaves = sum(stage.days for stage in self.stages), 0, []
        for stage in self.stages:
            measured = stage.days * len(stage.done) / max(stage.lesson_count, 1)
            leaves.append(
                Leaf(percent(before, total), percent(stage.days, total), percent(measured, total) if measured else "")
            )
            before += stage.days
        return leaves

    @property
    def key_address(self) -> str:
        return f"{settings.SITE_URL}{reverse('credentials:key', args=[keys.ring().thumbprint])}"

    @property
    def badge_address(self) -> str:
        return f"{settings.SITE_URL}{reverse('credentials:badge', args=[self.credential.code])}"

    @property
    def picture_address(self) -> str:
        return f"{settings.SITE_URL}{reverse('credentials:wide', args=[self.credential.code])}"
