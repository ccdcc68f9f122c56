import pytest

from aigc_academy.management.commands.setup import Command
from courses.models import Course, Lesson
from courses.services import load
from tests.courses.course_files import draft, put, small_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.CONTENT_DIR = tmp_path
    (tmp_path / "aigc").mkdir()
    return small_course(tmp_path / "aigc")


def test_files_with_errors_leave_the_site_as_it_was(folder, capsys):
    put(folder, "stage-1/001-lesson-1.md", "")
    Command().load_course()
    said = capsys.readouterr().err
    assert "stage-1/001-lesson-1.md:1: file: " in said
    assert "The course files were not loaded" in said
    assert not Course.objects.exists()


def test_a_conflict_does_not_hide_that_all_else_was_loaded(folder, capsys):
    load(folder=folder)
    lesson = Lesson.objects.get(key="s1-001")
    lesson.published.text = lesson.published.text.replace("title: 第 1 课", "title: 网站")
    lesson.published.save()
    put(folder, "stage-1/001-lesson-1.md", draft(1, title="文件"))
    Command().load_course()
    assert "Conflicts wait for your decision, see above; everything else was loaded." in capsys.readouterr().err
