import pytest
from django.core.management import call_command

from tests.courses.course_files import CONTENT, draft, put, small_course


@pytest.fixture
def folder(tmp_path):
    return small_course(tmp_path)


def test_a_formatted_course_is_passed_in_silence(folder, capsys):
    call_command("format_course", folder, "--check")
    assert capsys.readouterr().out == ""


def test_the_real_course_is_formatted(capsys):
    call_command("format_course", CONTENT, "--check")
    assert capsys.readouterr().out == ""


def test_check_names_a_loose_file_and_leaves_it(folder, capsys):
    put(folder, "stage-1/001-lesson-1.md", draft(1, title="'第 1 课'"))
    with pytest.raises(SystemExit, match="1"):
        call_command("format_course", folder, "--check")
    assert "stage-1/001-lesson-1.md: 格式不统一" in capsys.readouterr().out
    assert "'第 1 课'" in (folder / "stage-1/001-lesson-1.md").read_text()


def test_a_loose_file_is_rewritten(folder):
    put(folder, "stage-1/001-lesson-1.md", draft(1, title="'第 1 课'"))
    call_command("format_course", folder)
    assert (folder / "stage-1/001-lesson-1.md").read_text() == draft(1)


def test_a_file_with_mistakes_is_named_and_kept(folder, capsys):
    broken = draft(1, kind="lecture")
    put(folder, "stage-1/001-lesson-1.md", broken)
    with pytest.raises(SystemExit, match="1"):
        call_command("format_course", folder)
    assert capsys.readouterr().err.startswith("stage-1/001-lesson-1.md:10: kind: ")
    assert (folder / "stage-1/001-lesson-1.md").read_text() == broken


def test_figures_and_code_stay_as_they_are(folder):
    put(folder, "stage-1/code/lesson-1/run.py", "x = 1  \n\n\n\n")
    call_command("format_course", folder)
    assert (folder / "stage-1/code/lesson-1/run.py").read_text() == "x = 1  \n\n\n\n"
