"""The script a learner copies out of lesson s1-054, run just as the learner runs it."""

import pytest

from tests.content.spreadsheets import Lesson


@pytest.fixture
def lesson(tmp_path):
    return Lesson("excel-chat-assistants", tmp_path)


def test_the_practice_table_gives_the_answers_shown_in_the_lesson(lesson):
    answer = lesson.run("make_practice.py")
    assert answer.stdout.strip() in lesson.text


def test_the_answers_are_those_counted_from_the_table_itself(lesson):
    answer = lesson.run("make_practice.py")
    rows = lesson.rows("练习收费表.xlsx", "收费")[1:]
    paid = [row[3] for row in rows if isinstance(row[3], int)]
    unpaid = [row for row in rows if row[3] in (None, 0)]
    for line in [f"：{sum(paid):,}", f"：{sum(paid) / len(paid):,.2f}", f"：{len(unpaid)}"]:
        assert line in answer.stdout


def test_every_instruction_has_a_formula_over_all_the_rows(lesson):
    lesson.run("make_practice.py")
    last = len(lesson.rows("练习收费表.xlsx", "收费"))
    formulas = [formula for _, formula in lesson.rows("练习收费表.xlsx", "核对")[1:]]
    assert len(formulas) == 5
    for formula in formulas:
        assert formula.startswith("=")
        assert f"{last}" in formula


def test_the_table_shown_in_the_lesson_is_the_table_that_is_made(lesson):
    lesson.run("make_practice.py")
    for row in lesson.rows("练习收费表.xlsx", "收费")[1:]:
        cells = ["" if value is None else str(value) for value in row[:4]]
        assert ",".join(cells) in lesson.text.splitlines()


def test_a_practice_table_that_exists_is_not_touched(lesson):
    path = lesson.book("练习收费表.xlsx", ("我的",))
    before = path.read_bytes()
    assert "已经有了" in lesson.run("make_practice.py").stderr
    assert path.read_bytes() == before
