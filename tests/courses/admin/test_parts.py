from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest
from hypothesis import given
from hypothesis import settings as pace

from courses import canonical, document, shapes
from courses.admin.parts import form_for, label_of
from courses.problems import DocumentError
from courses.shapes import LessonDocument
from tests.courses.admin.sending import untouched
from tests.courses.course_files import lesson_documents

LESSONS = sorted(Path(settings.CONTENT_DIR, "aigc").glob("stage-*/[0-9]*.md"))
CAREER = next(path for path in LESSONS if path.name == "012-role-career-advisor.md")


def content_of(path: Path) -> dict:
    return document.to_json(document.read_lesson(path.read_text()).document)


def typed(data) -> dict:
    return {"schema": 1, **form_for(LessonDocument)(data).typed()}


def test_a_lesson_opened_and_saved_untouched_keeps_every_byte():
    for path in LESSONS:
        text = canonical.write(document.read_lesson(path.read_text()).document)
        again = document.from_json(LessonDocument, typed(untouched(content_of(path))))
        assert canonical.write(again) == text, path.name


@pace(deadline=None)
@given(lesson_documents())
def test_any_lesson_whatever_is_written_in_it_survives_the_form(lesson):
    data = untouched(document.to_json(lesson))
    assert document.from_json(LessonDocument, typed(data)) == lesson


def test_every_field_of_a_lesson_stands_on_the_page_with_a_label():
    parts = [part for part in vars(shapes).values() if is_dataclass(part) and part.__module__ == shapes.__name__]
    of_a_lesson = parts[: parts.index(LessonDocument) + 1]
    for shape in of_a_lesson:
        form = form_for(shape)
        names = {"pass" if field.name == "pass_mark" else field.name for field in fields(shape)} - {"schema"}
        assert names <= set(form.base_fields) | set(form.inner), shape
        assert all(label_of(shape, name) for name in names)


def test_the_groups_leave_no_field_out():
    for shape in (LessonDocument, shapes.Task):
        form = form_for(shape)()
        shown = [
            entry.name for group in form.groups() for entry in group.entries if not entry.rows or entry.field is None
        ]
        assert set(form.fields) | {name.removesuffix("_turns") for name in form.parts} == set(shown)


def test_a_removed_row_is_gone():
    data = untouched(content_of(CAREER))
    data["practice-0-rubric-1-DELETE"] = "on"
    assert [row["id"] for row in typed(data)["practice"][0]["rubric"]] == ["r1", "r3", "r4", "r5"]


def test_rows_stand_in_the_order_asked_for():
    data = untouched(content_of(CAREER))
    data["objectives-0-ORDER"], data["objectives-3-ORDER"] = "4", "1"
    assert [row["id"] for row in typed(data)["objectives"]] == ["o4", "o2", "o3", "o1"]


def test_a_new_row_gets_the_next_free_id():
    data = untouched(content_of(CAREER))
    data["objectives-TOTAL_FORMS"] = "5"
    data["objectives-4-text"] = "能写出一句话"
    assert typed(data)["objectives"][-1] == {"id": "o5", "text": "能写出一句话"}


def test_an_id_of_a_removed_task_is_not_given_out_again():
    data = untouched(content_of(CAREER))
    data["practice-3-id"] = ""
    form = form_for(LessonDocument)(data)
    form.parts["practice"].taken = {"p1", "p2", "p3", "p4"}
    assert form.typed()["practice"][3]["id"] == "p5"


def test_an_empty_row_is_left_out():
    data = untouched(content_of(CAREER))
    data["objectives-TOTAL_FORMS"] = "5"
    assert len(typed(data)["objectives"]) == 4


def test_a_problem_is_said_next_to_its_field():
    data = untouched(content_of(CAREER))
    data["practice-1-rubric-2-weight"] = "many"
    form = form_for(LessonDocument)(data)
    with pytest.raises(DocumentError) as caught:
        document.from_json(LessonDocument, {"schema": 1, **form.typed()})
    [problem] = caught.value.problems
    assert form.complain(problem.field, problem.mend) == "id_practice-1-rubric-2-weight"
    row = form.parts["practice"].forms[1].parts["rubric"].forms[2]
    assert row.errors_of("weight") == [problem.mend]


def test_a_problem_finds_its_field_after_rows_were_moved():
    data = untouched(content_of(CAREER))
    data["quiz-0-ORDER"], data["quiz-5-ORDER"] = "6", "1"
    form = form_for(LessonDocument)(data)
    form.typed()
    assert form.complain("quiz.q6.options.2.why", "x") == "id_quiz-5-options-1-why"


def test_a_problem_without_a_field_of_its_own_stands_at_its_part():
    form = form_for(LessonDocument)(untouched(content_of(CAREER)))
    form.typed()
    assert form.complain("practice.p1.rubric", "x") == "part-practice-0-rubric"
    assert form.complain("practice.p9", "x") == "part-practice"
    assert form.complain("nowhere", "x") is None


def test_an_example_cannot_be_text_and_turns_at_once():
    data = untouched(content_of(CAREER))
    data["practice-1-lazy_example"] = "还有一段文字"
    form = form_for(LessonDocument)(data)
    form.typed()
    assert form.has_complaints()


def test_a_page_that_came_only_in_part_removes_nothing():
    data = untouched(content_of(CAREER))
    del data["practice-TOTAL_FORMS"]
    with pytest.raises(BadRequest):
        typed(data)
