"""The pictures of one learner for the tasks of a lesson, in the order in which they came."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from courses.models import Exercise, Lesson
from progress.models import Enrollment

from .artwork import Artwork

MODES = {"image"}


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
    def is_labelled(self) -> bool:
        return any(artwork.ai_label for artwork in self.artworks)


def has_gallery(task: dict) -> bool:
    return task["mode"] in MODES


def one(enrollment: Enrollment, exercise: Exercise) -> Gallery:
    mine = Artwork.objects.filter(enrollment=enrollment, exercise=exercise).order_by("pk")
    return Gallery(exercise, list(mine))


def of_lesson(enrollment: Enrollment, lesson: Lesson) -> dict[int, list[Artwork]]:
    """By exercise, in one query; in none where no task of the lesson has pictures."""
    if not any(has_gallery(task) for task in lesson.document.get("practice") or ()):
        return {}
    found: dict[int, list[Artwork]] = {}
    for artwork in Artwork.objects.filter(enrollment=enrollment, exercise__lesson=lesson).order_by("pk"):
        found.setdefault(artwork.exercise_id, []).append(artwork)
    return found
