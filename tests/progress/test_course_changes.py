"""Random edits of the course under learners who go on learning: their progress is what a simple model says."""

import os
import random
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction

from accounts.models import User
from courses.models import Course, Lesson
from courses.problems import DocumentError
from courses.services.loading import load
from progress import services
from progress.clock import today_of
from progress.learner_plan import LearnerPlan
from progress.models import Enrollment
from tests.courses.course_files import CONTENT

# `make soak` tries more of each.
SCRIPTS = int(os.environ.get("SOAK_SCRIPTS", "10"))
LEARNERS = int(os.environ.get("SOAK_LEARNERS", "12"))
STEPS = 12
LESSONS = 8

PLACE = re.compile(r"order: \d+\nday: \d+")


@dataclass
class Model:
    """Every lesson there ever was, which of them can be read, and what each learner has done. Nothing more."""

    ever: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    done: dict[int, set[str]] = field(default_factory=dict)


class Script:
    """One course in a folder of its own, edited and loaded again and again."""

    def __init__(self, folder: Path, enrollments: list[Enrollment], dice: random.Random):
        self.folder = folder
        self.enrollments = enrollments
        self.dice = dice
        self.drawer: dict[str, dict[Path, bytes]] = {}  # lessons that were taken away, with their files
        self.model = Model(done={enrollment.pk: set() for enrollment in enrollments})
        self.see_files()

    # --- What an author does ----------------------------------------------------------------------------------

    def rename(self) -> None:
        file = self.any_file()
        old = slug_of(file)
        new = f"{old}-{self.dice.randrange(1000)}"
        for other in self.files():
            other.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, other.read_text()))
        for kind in ("figures", "code"):
            if (self.stage / kind / old).exists():
                (self.stage / kind / old).rename(self.stage / kind / new)
        file.rename(file.with_name(f"{file.name[:3]}-{new}.md"))

    def retitle(self) -> None:
        file = self.any_file()
        file.write_text(re.sub(r"(?m)^title: .*$", f"title: 第 {self.dice.randrange(1000)} 稿", file.read_text()))

    def move(self) -> None:
        """Two lessons change places and days."""
        first, second = self.dice.sample(self.files(), 2)
        places = [PLACE.search(file.read_text()).group() for file in (first, second)]
        for file, place in ((first, places[1]), (second, places[0])):
            file.write_text(PLACE.sub(place, file.read_text(), count=1))

    def split(self) -> None:
        """A new lesson grows out of an old one."""
        file, number = self.any_file(), len(self.model.ever) + 1
        old, new = slug_of(file), f"part-{number}"
        text = re.sub(r"(?m)^id: .*$", f"id: s1-{number:03}", file.read_text(), count=1)
        text = re.sub(r"(?m)^slug: .*$", f"slug: {new}", text, count=1)
        text = PLACE.sub(f"order: {number}\nday: 30", text, count=1)
        (self.stage / f"{number:03}-{new}.md").write_text(text.replace(f"figures/{old}/", f"figures/{new}/"))
        for kind in ("figures", "code"):
            if (self.stage / kind / old).exists():
                shutil.copytree(self.stage / kind / old, self.stage / kind / new)

    def withdraw(self) -> None:
        """What asked for the lesson asks no longer."""
        file = self.any_file()
        self.drawer = self.drawer | {file.name: snapshot_of(file)}
        for kind in ("figures", "code"):
            shutil.rmtree(self.stage / kind / slug_of(file), ignore_errors=True)
        file.unlink()
        for other in self.files():
            other.write_text(re.sub(rf"(?<=[\[ ]){slug_of(file)}(?=[,\]])(, )?", "", other.read_text()))

    def bring_back(self) -> None:
        if self.drawer:
            name = self.dice.choice(sorted(self.drawer))
            for path, content in self.drawer[name].items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            self.drawer = {other: files for other, files in self.drawer.items() if other != name}

    # --- What a learner does ----------------------------------------------------------------------------------

    def learn(self) -> None:
        for enrollment in self.dice.sample(self.enrollments, min(20, len(self.enrollments) // 2)):
            lesson = Lesson.objects.select_related("published").get(key=self.dice.choice(sorted(self.model.open)))
            services.complete_lesson(enrollment=enrollment, lesson=lesson)
            self.model.done[enrollment.pk].add(lesson.key)

    def reopen(self) -> None:
        enrollment = self.dice.choice(self.enrollments)
        if finished := sorted(self.model.done[enrollment.pk]):
            lesson = Lesson.objects.get(key=self.dice.choice(finished))
            services.reopen_lesson(enrollment=enrollment, lesson=lesson)
            self.model.done[enrollment.pk].discard(lesson.key)

    # --- What must be so --------------------------------------------------------------------------------------

    def run(self) -> None:
        edits = [self.rename, self.retitle, self.move, self.split, self.withdraw, self.bring_back]
        for _step in range(STEPS):
            self.dice.choice([self.learn, self.learn, self.reopen])()
            self.edit(self.dice.choice(edits))
            self.check(self.dice.sample(self.enrollments, min(3, len(self.enrollments))))
        self.check(self.enrollments)

    def edit(self, change) -> None:
        """An edit the loader refuses, a prerequisite that went away perhaps, changes nothing."""
        kept, drawer = snapshot(self.folder), self.drawer
        change()
        try:
            load(folder=self.folder)
        except DocumentError:
            restore(self.folder, kept)
            self.drawer = drawer
        self.see_files()

    def see_files(self) -> None:
        self.model.open = {re.search(r"(?m)^id: (.*)$", file.read_text()).group(1) for file in self.files()}
        self.model.ever |= self.model.open

    def check(self, enrollments: list[Enrollment]) -> None:
        for enrollment in enrollments:
            fresh = Enrollment.objects.select_related("user", "course").get(pk=enrollment.pk)
            plan = LearnerPlan.read(fresh, today_of(fresh.user))
            done = self.model.done[enrollment.pk]
            assert set(plan.plan.on) == self.model.ever
            assert plan.finished_keys == done
            assert plan.done_count == len(done & self.model.open)
            assert {x.key for x in plan.lessons if x.is_waiting} == self.model.open - done

    @property
    def stage(self) -> Path:
        return self.folder / "stage-1"

    def files(self) -> list[Path]:
        return sorted(self.stage.glob("[0-9]*.md"))

    def any_file(self) -> Path:
        return self.dice.choice(self.files())


def slug_of(file: Path) -> str:
    return file.stem[4:]


def snapshot_of(lesson: Path) -> dict[Path, bytes]:
    beside = [lesson.parent / kind / slug_of(lesson) for kind in ("figures", "code")]
    files = [lesson, *(file for folder in beside for file in folder.rglob("*") if file.is_file())]
    return {file: file.read_bytes() for file in files}


def snapshot(folder: Path) -> Path:
    kept = folder.with_name("kept")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(folder, kept)
    return kept


def restore(folder: Path, kept: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)


@pytest.fixture(scope="module")
def folder_of_few(tmp_path_factory) -> Path:
    """The first lessons of the real course."""
    folder = tmp_path_factory.mktemp("course") / "few"
    for name in ("course.md", "glossary.md", "hotlines.yaml", "tools.yaml", "stage-1/stage.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CONTENT / name, folder / name)
    for file in sorted((CONTENT / "stage-1").glob("[0-9]*.md"))[:LESSONS]:
        shutil.copy(file, folder / "stage-1" / file.name)
        for kind in ("figures", "code"):
            beside = CONTENT / "stage-1" / kind / slug_of(file)
            if beside.exists():
                shutil.copytree(beside, folder / "stage-1" / kind / slug_of(file))
    return folder


@pytest.fixture
def learners(db) -> list[User]:
    names = [f"learner-{number}@example.org" for number in range(LEARNERS)]
    return User.objects.bulk_create(User(email=name, display_name=name) for name in names)


@pytest.mark.usefixtures("sunday")
def test_progress_is_what_a_simple_model_says(folder_of_few, learners, tmp_path):
    for seed in range(SCRIPTS):
        folder = tmp_path / str(seed) / "course"
        shutil.copytree(folder_of_few, folder)
        with transaction.atomic():
            load(folder=folder)
            course = Course.objects.get()
            starts_on = today_of(learners[0])
            enrollments = [services.enrol(user=user, course=course, starts_on=starts_on) for user in learners]
            Script(folder, enrollments, random.Random(seed)).run()
            transaction.set_rollback(True)
