import pytest
from hypothesis import given

from courses import canonical, document
from courses.folder import READERS, files_in
from tests.courses.course_files import CONTENT, GLOSSARY, READY_LESSON, lesson_documents


def test_a_whole_lesson_reads_and_writes_back_to_the_same_bytes():
    text = READY_LESSON.read_text()
    assert canonical.write(document.read_lesson(text).document) == text


def test_the_glossary_writes_back_to_the_same_bytes():
    assert canonical.write(document.read_glossary(GLOSSARY).document) == GLOSSARY


@pytest.mark.parametrize(
    "file", [file for file in files_in(CONTENT) if file.kind in READERS], ids=lambda file: file.path
)
def test_every_file_of_the_course_is_in_canonical_form(file):
    text = file.raw.decode()
    assert canonical.write(READERS[file.kind](text, path=file.path).document) == text


@given(lesson_documents())
def test_what_is_written_reads_back_to_the_same_document(lesson):
    assert document.read_lesson(canonical.write(lesson)).document == lesson


@given(lesson_documents())
def test_writing_twice_changes_nothing(lesson):
    text = canonical.write(lesson)
    assert canonical.write(document.read_lesson(text).document) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-11-22", '"2026-11-22"'),
        ("12356", '"12356"'),
        ("no", "'no'"),
        ("1.50", "'1.50'"),
        ("它说: 好", "'它说: 好'"),
        ("it's: so", "'it''s: so'"),
        ("{{name}}", "'{{name}}'"),
        ("-5 度", "-5 度"),
        ("第 1 课：开始", "第 1 课：开始"),
    ],
)
def test_a_value_is_quoted_only_where_yaml_needs_it(value, written):
    lesson = document.read_lesson(READY_LESSON.read_text()).document
    changed = document.from_json(type(lesson), {**document.to_json(lesson), "title": value})
    assert f"\ntitle: {written}\n" in canonical.write(changed)


def test_any_layout_becomes_the_canonical_one():
    text = READY_LESSON.read_text()
    loose = text.replace("safety: [privacy, bias, distress]", "safety:\n- privacy\n- 'bias'\n- \"distress\"").replace(
        "\n\npractice:", "\npractice:"
    )
    assert canonical.write(document.read_lesson(loose).document) == text


def test_trailing_spaces_and_doubled_empty_lines_go():
    text = READY_LESSON.read_text()
    loose = text.replace("\n\n## 核心", "  \n\n\n\n## 核心") + "\n\n"
    assert canonical.write(document.read_lesson(loose).document) == text


def test_empty_lines_in_a_code_block_stay():
    body = "先看：\n\n```text\n一\n\n\n二\n```\n\n完。\n"
    text = READY_LESSON.read_text().partition("\n---\n\n")[0] + "\n---\n\n" + body
    assert canonical.write(document.read_lesson(text).document) == text
