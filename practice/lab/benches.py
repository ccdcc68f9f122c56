"""The benches of one lesson for one visitor, read once for a request.

A lesson page has up to four benches and a budget of queries, so the first one fetches for all of them.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from courses.models import Exercise, Lesson
from courses.pieces import exercises_of
from progress import current
from progress.models import Enrollment

from ..comparison.sides import Comparison
from ..images import galleries
from ..images.artwork import Artwork
from ..images.galleries import Gallery
from ..images.image_bench import ImageBench
from ..models import Variation
from ..proof import proof_drafts
from ..proof.proofs import Typed, as_typed, takes_any
from ..proof.proofs import of as proofs_of
from ..providers import consent, whom
from ..revisions import task_of
from ..talks.branches import Tree
from . import drafts
from .bench import Bench
from .work import Work, feedback_on, work_of


@dataclass
class Benches:
    request: HttpRequest
    lesson: Lesson
    through: int | None = None  # an attempt whose branch is shown

    @cached_property
    def enrollment(self) -> Enrollment | None:
        learner = current.learner(self.request, self.lesson)
        return learner.enrollment_in(self.lesson.course_id) if learner else None

    @cached_property
    def work(self) -> Work:
        return work_of(self.enrollment, self.lesson, through=self.through) if self.enrollment else Work()

    @cached_property
    def open_id(self) -> int | None:
        """Where the learner was last; when that is passed, the next that is not."""
        exercises = [exercise.pk for exercise in exercises_of(self.lesson)]
        if not self.enrollment:
            return exercises[0] if exercises else None
        if asked := next((pk for pk, tree in self.work.trees.items() if self.through in tree), None):
            return asked
        last = self.work.last_touched()
        if last in exercises:
            exercises = exercises[exercises.index(last) :]
        return next((pk for pk in exercises if not self.work.is_passed(pk)), last)

    @cached_property
    def artworks(self) -> dict[int, list[Artwork]]:
        return galleries.of_lesson(self.enrollment, self.lesson) if self.enrollment else {}

    @cached_property
    def asks_consent_for(self) -> str:
        return consent.host_to_ask_for(self.request, hosts=consent.hosts_of(self.work.own))

    def at(self, exercise: Exercise) -> Bench:
        task = task_of(exercise)
        if not self.enrollment:
            return Bench(
                exercise=exercise,
                task=task,
                is_enrolled=False,
                is_signed_in=self.request.user.is_authenticated,
                is_open=exercise.pk == self.open_id,
            )
        hand_in = self.work.hand_ins.get(exercise.pk)
        return Bench(
            exercise=exercise,
            task=task,
            is_enrolled=True,
            attempts=self.work.attempts.get(exercise.pk, ()),
            tree=self.work.trees.get(exercise.pk, Tree()),
            branch=self.work.branches.get(exercise.pk, ()),
            feedback=feedback_on(hand_in, exercise=exercise) if hand_in else None,
            standing=self.work.standing,
            own=self.work.own,
            draft=drafts.kept(self.request, exercise),
            typed=self._typed(exercise, task),
            asks_consent_for=self.asks_consent_for,
            is_open=exercise.pk == self.open_id,
            gallery=self._gallery(exercise, task),
            image=self._image(exercise, task),
            comparison=self._comparison(exercise, task) if task["mode"] == "compare" else None,
        )

    def _comparison(self, exercise: Exercise, task: dict) -> Comparison:
        return Comparison(
            task=task,
            choices=whom.choices(self.work.own) if task.get("compare") == "models" else (),
            attempts=self.work.attempts.get(exercise.pk, ()),
            runs=self.work.runs,
            drafts=drafts.kept_sides(self.request, exercise),
        )

    def _typed(self, exercise: Exercise, task: dict) -> Typed:
        if draft := proof_drafts.kept(self.request, exercise_id=exercise.pk):
            return draft
        hand_in = self.work.hand_ins.get(exercise.pk)
        return as_typed(proofs_of(hand_in)) if hand_in and takes_any(task) else Typed()

    @cached_property
    def variations(self) -> list[Variation]:
        """Newest first; not asked for where there is no picture to compare."""
        if not self.artworks:
            return []
        mine = Variation.objects.filter(enrollment=self.enrollment, exercise__lesson=self.lesson)
        return list(mine.select_related("attempt__call").order_by("-pk"))

    def _image(self, exercise: Exercise, task: dict) -> ImageBench | None:
        if not galleries.has_gallery(task):
            return None
        return ImageBench(
            task=task,
            attempts=self.work.attempts.get(exercise.pk, ()),
            artworks=self.artworks.get(exercise.pk, ()),
            variations=[row for row in self.variations if row.exercise_id == exercise.pk],
            standing=self.work.standing,
        )

    def _gallery(self, exercise: Exercise, task: dict) -> Gallery | None:
        return Gallery(exercise, self.artworks.get(exercise.pk, ())) if galleries.has_gallery(task) else None


def of(request: HttpRequest, lesson: Lesson, *, through: int | None = None) -> Benches:
    """The same object for every bench of a page. The address may name an attempt: its branch is shown then."""
    shared = request.__dict__.setdefault("practice_benches", {})
    if lesson.pk not in shared:
        shared[lesson.pk] = Benches(request, lesson, through or _asked_for(request))
    return shared[lesson.pk]


def _asked_for(request: HttpRequest) -> int | None:
    asked = request.GET.get("talk", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
