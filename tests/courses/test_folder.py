import os

import pytest

from courses.folder import digest_of, files_in, read_folder
from courses.problems import DocumentError
from tests.courses.course_files import draft, put, small_course


@pytest.fixture
def folder(tmp_path):
    return small_course(tmp_path)


def problems_in(folder) -> str:
    with pytest.raises(DocumentError) as caught:
        read_folder(folder)
    return str(caught.value)


def test_a_folder_is_read_whole(folder):
    found = read_folder(folder)
    assert found.course.document.slug == "small"
    assert [source.document.id for source in found.lessons] == ["s1-001", "s1-002"]
    assert len(found.glossary.document.terms) == 2


def test_figures_and_code_belong_to_their_lesson(folder):
    put(folder, "stage-1/figures/lesson-1/a.svg", "<svg/>\n")
    put(folder, "stage-1/code/lesson-1/run.py", "x = 1\n")
    put(folder, "stage-1/code/lesson-2/run.py", "y = 1\n")
    found = read_folder(folder)
    files = found.files_of(stage=1, slug="lesson-1")
    assert files == {"figures/lesson-1/a.svg": "<svg/>\n", "code/lesson-1/run.py": "x = 1\n"}


@pytest.mark.parametrize(
    "path", ["README.md", "stage-1/README.md", "notes/README.md", "stage-1/figures/lesson-1/draw.py"]
)
def test_notes_and_drawing_scripts_are_ignored(folder, path):
    put(folder, path, b"\xff\x00 whatever")
    assert len(read_folder(folder).files) == 0


@pytest.mark.parametrize(
    "path",
    [
        "notes.txt",
        ".DS_Store",
        "stage-1/12-lesson.md",
        "stage-1/003-Lesson.md",
        "stage-10/stage.md",
        "lesson.md",
        "stage-1/figures/a.svg",
        "stage-1/figures/lesson-1/a.png",
        "stage-1/figures/lesson-1/deep/a.svg",
        "stage-1/code/lesson-1/.hidden",
        "stage-1/001-lesson-1.md~",
        "stage-1/code/lesson-1/a b.py",
    ],
)
def test_any_other_file_is_an_error(folder, path):
    put(folder, path, "x")
    assert f"{path}:1: file: 这里不该有这个文件" in problems_in(folder)


def test_an_empty_folder_says_what_a_course_begins_with(tmp_path):
    assert problems_in(tmp_path) == "course.md:1: file: 缺少这个文件；一门课从它开始"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert problems_in(tmp_path / "nowhere").endswith("nowhere:1: file: 没有这个文件夹")


def test_a_link_is_refused_wherever_it_leads(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    put(outside, "secret.py", "x")
    (folder / "stage-1/code").mkdir()
    (folder / "stage-1/code/lesson-1").symlink_to(outside)
    (folder / "glossary.md").unlink()
    (folder / "glossary.md").symlink_to(outside / "secret.py")
    said = problems_in(folder)
    assert "glossary.md:1: file: 是一个链接" in said and "stage-1/code/lesson-1:1: file: 是一个链接" in said


def test_a_pipe_is_refused_without_waiting_for_it(folder):
    (folder / "glossary.md").unlink()
    os.mkfifo(folder / "glossary.md")
    assert "glossary.md:1: file: 不是普通文件" in problems_in(folder)


def test_a_huge_file_is_refused_unread(folder):
    put(folder, "stage-1/code/lesson-1/data.txt", b"x" * 5_000_000)
    assert "stage-1/code/lesson-1/data.txt:1: file: 文件有 5000 KB" in problems_in(folder)


def test_the_problems_of_all_files_come_in_one_list(folder):
    put(folder, "stage-1/001-lesson-1.md", draft(1, kind="lecture"))
    put(folder, "stage-1/002-lesson-2.md", b"\xff")
    put(folder, "tools.yaml", "schema: 1\ntools: x\n")
    said = problems_in(folder)
    assert [line.split(":")[0] for line in said.split("\n")] == [
        "stage-1/001-lesson-1.md",
        "stage-1/002-lesson-2.md",
        "tools.yaml",
    ]


def test_the_digest_changes_with_any_file_and_with_nothing_else(folder):
    before = digest_of(files_in(folder))
    assert digest_of(files_in(folder)) == before
    put(folder, "stage-1/002-lesson-2.md", draft(2, title="别的"))
    assert digest_of(files_in(folder)) != before


def test_without_tools_hotlines_and_glossary_a_course_is_still_one(folder):
    for name in ("tools.yaml", "hotlines.yaml", "glossary.md"):
        (folder / name).unlink()
    assert read_folder(folder).tools.document.tools == ()
