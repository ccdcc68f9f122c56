import shutil

import pytest

from accounts.models import User
from accounts.services import ensure_instructors_group
from courses import document, services
from courses.models import Course, Lesson
from tests.courses.admin.sending import untouched
from tests.courses.course_files import CONTENT, READY_LESSON, draft, put


@pytest.fixture
def files(tmp_path):
    """The ready lesson s1-012 of the real course with two of the lessons it builds on as drafts, one behind it."""
    for name in ("course.md", "glossary.md", "tools.yaml", "hotlines.yaml", "stage-1/stage.md"):
        put(tmp_path, name, (CONTENT / name).read_bytes())
    put(tmp_path, "stage-1/005-better-wording.md", draft(5, "better-wording"))
    put(tmp_path, "stage-1/007-three-step-questioning.md", draft(7, "three-step-questioning", order=6, day=5))
    advisor = READY_LESSON.read_text().replace(", role-teacher]", "]")
    put(tmp_path, "stage-1/012-role-career-advisor.md", advisor)
    put(tmp_path, "stage-1/013-behind.md", draft(13, "behind"))
    figures = "stage-1/figures/role-career-advisor"
    shutil.copytree(CONTENT / figures, tmp_path / figures, ignore=shutil.ignore_patterns("*.py"))
    return tmp_path


@pytest.fixture
def course(db, files) -> Course:
    services.load(folder=files)
    return Course.objects.get()


@pytest.fixture
def lesson(course) -> Lesson:
    return Lesson.objects.select_related("published", "stage", "course").get(key="s1-012")


@pytest.fixture
def ines(ines) -> User:
    ines.groups.add(ensure_instructors_group())
    return ines


@pytest.fixture
def desk(client, ines):
    """The browser of Ines."""
    client.force_login(ines)
    return client


@pytest.fixture
def opened():
    """What the browser would send for the lesson's page as it now stands; a test changes some of it."""

    def open_page(lesson: Lesson, **changes: str) -> dict:
        revision = Lesson.objects.select_related("published").get(pk=lesson.pk).published
        data = untouched(document.to_json(document.read_lesson(revision.text).document))
        return dict(data.lists()) | {"opened_on": str(revision.number), "tab": "fields", "why": ""} | changes

    return open_page
