"""The pictures of one learner for the tasks of a lesson, in the order in which they came."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from courses.models import Exercise, Lesson
from progress.models import Enrollment

from .. import pictures
from .artwork import Artwork
from .captions import captions

MODES = {"image"}
MOST_ON_A_SHEET = 60


@dataclass(frozen=True)
class Gallery:
    exercise: Exercise
    artworks: Sequence[Artwork] = ()

    @property
    def uploads_left(self) -> int:
        used = sum(1 for artwork in self.artworks if artwork.is_uploaded)
        return max(0, settings.PICTURES_PER_TASK - used)

    @property
    def most_bytes(self) -> int:
        return settings.PICTURE_BYTES

    @property
    def most_megabytes(self) -> int:
        return settings.PICTURE_BYTES // (1024 * 1024)

    @property
    def has_sheet(self) -> bool:
        return len(self.artworks) > 1

    @property
    def file_name(self) -> str:
        label = "-AI" if any(artwork.ai_label for artwork in self.artworks) else ""
        return f"{self.exercise.lesson.key}-{self.exercise.key}{label}.jpg"


def has_gallery(task: dict) -> bool:
    return task["mode"] in MODES or (task["mode"] == "checklist" and "image" in (task.get("evidence") or ()))


def one(enrollment: Enrollment, exercise: Exercise) -> Gallery:
    mine = Artwork.objects.filter(enrollment=enrollment, exercise=exercise).order_by("pk")
    return Gallery(exercise, list(mine))


def contact_sheet(gallery: Gallery, *, title: str) -> bytes:
    """The newest pictures of a task on one, so that what was changed and what came of it stand side by side."""
    artworks = [artwork for artwork in gallery.artworks if artwork.thumbnail.storage.exists(str(artwork.thumbnail))]
    shown = artworks[-MOST_ON_A_SHEET:]
    told = captions([artwork.prompt for artwork in shown])
    cells = [
        pictures.Cell(_read(artwork), _line(gallery, artwork, own), pictures.Label.from_json(artwork.label))
        for artwork, own in zip(shown, told.own, strict=True)
    ]
    return pictures.contact_sheet(
        cells, title=title, common=told.common, producer=settings.PRODUCER, number=secrets.token_hex(16)
    )


def _read(artwork: Artwork) -> bytes:
    with artwork.thumbnail.open() as file:
        return file.read()


def _line(gallery: Gallery, artwork: Artwork, own: str) -> str:
    number = f"{list(gallery.artworks).index(artwork) + 1}."
    words = artwork.label_words if artwork.is_uploaded else ""
    return " ".join(str(part) for part in (number, own, words and f"（{words}）") if part)


def of_lesson(enrollment: Enrollment, lesson: Lesson) -> dict[int, list[Artwork]]:
    """By exercise, in one query; in none where no task of the lesson has pictures."""
    if not any(has_gallery(task) for task in lesson.document.get("practice") or ()):
        return {}
    found: dict[int, list[Artwork]] = {}
    for artwork in Artwork.objects.filter(enrollment=enrollment, exercise__lesson=lesson).order_by("pk"):
        found.setdefault(artwork.exercise_id, []).append(artwork)
    return found
