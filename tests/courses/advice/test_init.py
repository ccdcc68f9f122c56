from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given

from courses import advice, document, rules
from courses.document import Source
from courses.folder import read_folder
from tests.courses import course_files
from tests.courses.course_files import READY_LESSON, draft, put, small_course


def test_the_model_lesson_needs_no_advice(text, said_of):
    assert said_of(text) == ""


def test_a_draft_is_not_advised_on(said_of):
    assert said_of(draft(1)) == ""


def test_advice_is_never_an_error(tmp_path):
    folder = small_course(tmp_path)
    put(folder, "stage-1/012-role-career-advisor.md", READY_LESSON.read_text().replace("minutes: 55", "minutes: 20"))
    found = advice.of_folder(read_folder(folder))
    assert {problem.level for problem in found} == {"warning"}


@given(course_files.lesson_documents(), st.sampled_from(["", "没有标题", "## 一", "```\n没有收尾", "[[quiz]]\n[[x"]))
def test_no_lesson_is_too_odd_to_be_advised_on(lesson, body):
    odd = replace(lesson, status="ready", body=body)
    assert {problem.level for problem in advice.of_lesson(Source("a.md", odd, {}), rules.Around())} <= {"warning"}


def test_advice_has_the_line_of_the_file(text, around):
    changed = text.replace("minutes: 55", "minutes: 25", 1)
    line = changed[: changed.index("\nminutes: 25")].count("\n") + 2
    [problem] = advice.of_lesson(document.read_lesson(changed, path="a.md"), around)
    assert str(problem).startswith(f"a.md:{line}: minutes: 写的是 25，照算是 ")
