import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from courses.models import Lesson, LessonConflict, Stage
from courses.services import load
from tests.courses.course_files import CONTENT, READY_LESSON, STAGE, draft, put, small_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return small_course(tmp_path)


def test_a_load_says_what_became_of_everything(folder, capsys):
    call_command("load_course", folder)
    said = capsys.readouterr().out
    assert said.startswith("created: 8 (course stages.1 ") and "\nconflicts: 0\n" in said


def test_a_long_list_of_names_is_cut_short(folder, capsys):
    for number in range(3, 20):
        put(folder, f"stage-1/{number:03}-lesson-{number}.md", draft(number))
    call_command("load_course", folder)
    assert capsys.readouterr().out.splitlines()[0].endswith(" …)")


def test_who_asks_for_more_words_gets_every_name(folder, capsys):
    for number in range(3, 20):
        put(folder, f"stage-1/{number:03}-lesson-{number}.md", draft(number))
    call_command("load_course", folder, verbosity=2)
    assert capsys.readouterr().out.splitlines()[0].endswith(" s1-019)")


def test_errors_are_listed_with_their_place_and_exit_1(folder, capsys):
    put(folder, "stage-1/001-lesson-1.md", draft(1, kind="lecture", day=0))
    put(folder, "notes.txt", "x")
    (folder / "notes.txt").unlink()
    with pytest.raises(SystemExit, match="1"):
        call_command("load_course", folder)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["stage-1/001-lesson-1.md:9", "stage-1/001-lesson-1.md:10"]
    assert not Lesson.objects.exists()


def test_standing_conflicts_exit_2_after_all_else_was_loaded(folder, capsys):
    load(folder=folder)
    lesson = Lesson.objects.get(key="s1-001")
    lesson.published.text = lesson.published.text.replace("title: 第 1 课", "title: 网站")
    lesson.published.save()
    put(folder, "stage-1/001-lesson-1.md", draft(1, title="文件"))
    put(folder, "stage-1/002-lesson-2.md", draft(2, title="别的"))
    with pytest.raises(SystemExit, match="2"):
        call_command("load_course", folder)
    assert "conflicts: 1\n  s1-001: title" in capsys.readouterr().out
    assert Lesson.objects.get(key="s1-002").title == "别的"
    call_command("load_course", folder, "--take", "file", "s1-001")
    assert Lesson.objects.get(key="s1-001").title == "文件"


def _change_on_both_sides(folder):
    """The title of a lesson."""
    load(folder=folder)
    lesson = Lesson.objects.get(key="s1-001")
    lesson.published.text = lesson.published.text.replace("title: 第 1 课", "title: 网站")
    lesson.published.save()
    put(folder, "stage-1/001-lesson-1.md", draft(1, title="文件"))


def test_a_conflict_says_where_to_settle_it(folder, capsys):
    _change_on_both_sides(folder)
    with pytest.raises(SystemExit, match="2"):
        call_command("load_course", folder)
    *_, in_admin, by_command = capsys.readouterr().out.splitlines()
    assert in_admin == "在管理后台的「冲突」里逐处决定：s1-001"
    assert by_command == f"或者整份用一边的：load_course {folder} --take file s1-001（用网站的就写 site）"


def test_a_rehearsal_sends_nobody_to_an_empty_list(folder, capsys):
    _change_on_both_sides(folder)
    with pytest.raises(SystemExit, match="2"):
        call_command("load_course", folder, "--dry-run")
    assert "这次只是试演" in capsys.readouterr().out
    assert not LessonConflict.objects.exists()


def test_what_is_no_lesson_is_settled_by_the_command_alone(folder, capsys):
    load(folder=folder)
    Stage.objects.update(title="网站")
    put(folder, "stage-1/stage.md", STAGE.replace("title: 第一段", "title: 文件"))
    with pytest.raises(SystemExit, match="2"):
        call_command("load_course", folder)
    said = capsys.readouterr().out
    assert "管理后台" not in said and "--take file stages.1（" in said


def test_without_tables_it_says_what_to_run_first(folder, monkeypatch):
    def missing(**_options):
        raise OperationalError("no such table: courses_course")

    monkeypatch.setattr("courses.management.commands.load_course.load", missing)
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="先 make run 一次"):
        call_command("load_course", folder)


def test_another_fault_of_the_database_is_not_hidden(folder, monkeypatch):
    def locked(**_options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("courses.management.commands.load_course.load", locked)
    with pytest.raises(OperationalError, match="locked"):
        call_command("load_course", folder)


@pytest.mark.django_db(transaction=False)
def test_check_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        call_command("load_course", CONTENT, "--check")


def test_a_check_counts_its_warnings_and_succeeds(folder, capsys):
    drawings = READY_LESSON.parent / "figures/role-career-advisor"
    for drawing in drawings.glob("*.svg"):
        put(folder, f"stage-1/figures/role-career-advisor/{drawing.name}", drawing.read_text())
    for name in ("glossary.md", "hotlines.yaml", "tools.yaml"):
        put(folder, name, (CONTENT / name).read_text())
    text = READY_LESSON.read_text().replace("title: GPT", "title: 颠覆", 1)
    text = "".join(line for line in text.splitlines(True) if not line.startswith("prerequisites:"))
    put(folder, "stage-1/012-role-career-advisor.md", text)
    call_command("load_course", folder, "--check")
    *warnings, last = capsys.readouterr().out.splitlines()
    assert warnings[0].startswith("stage-1/012-role-career-advisor.md:5: title: 不用「颠覆」这样的说法")
    assert last == f"errors: 0, warnings: {len(warnings)}"


def test_a_check_with_errors_exits_1_and_still_advises(folder, capsys):
    put(folder, "stage-1/001-lesson-1.md", "---\nschema: 1\n")
    put(folder, "stage-1/012-role-career-advisor.md", READY_LESSON.read_text().replace("title: GPT", "title: 颠覆"))
    with pytest.raises(SystemExit, match="1"):
        call_command("load_course", folder, "--check")
    said = capsys.readouterr()
    assert said.err.startswith("stage-1/001-lesson-1.md:1: file: 文件要以一行 --- 开头")
    assert "012-role-career-advisor.md:5: title: 不用「颠覆」" in said.out
    assert "errors: 1, warnings: " in said.out.splitlines()[-1]


def test_a_load_gives_no_advice(folder, capsys):
    call_command("load_course", folder)
    assert "warnings" not in capsys.readouterr().out


def test_a_dry_run_changes_nothing(folder):
    call_command("load_course", folder, "--dry-run")
    assert not Lesson.objects.exists()


def test_take_wants_file_or_site(folder, capsys):
    with pytest.raises(SystemExit, match="1"):
        call_command("load_course", folder, "--take", "mine", "s1-001")
    assert "先写 file 或 site" in capsys.readouterr().err


def test_take_names_what_it_did_not_find(folder, capsys):
    load(folder=folder)
    with pytest.raises(SystemExit, match="1"):
        call_command("load_course", folder, "--take", "file", "s1-999")
    assert capsys.readouterr().err.startswith("--take file s1-999: 没有这个编号")


def test_an_unknown_course_cannot_be_exported(folder, tmp_path, capsys):
    load(folder=folder)
    with pytest.raises(SystemExit, match="1"):
        call_command("export_course", "nothing", tmp_path / "out")
    assert "现有：small" in capsys.readouterr().err


def test_an_export_writes_what_was_loaded(folder, tmp_path, capsys):
    load(folder=folder)
    call_command("export_course", "small", tmp_path / "out")
    assert (tmp_path / "out/course.md").read_text() == (folder / "course.md").read_text()
