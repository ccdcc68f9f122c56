from copy import deepcopy

import hypothesis.strategies as st
import pytest
from hypothesis import given

from courses import blocks, document
from courses.document import from_json, to_json
from courses.merge import merge
from courses.shapes import LessonDocument
from tests.courses.course_files import READY_LESSON, lesson_documents

PARAGRAPHS = ["## 一 {#one}", "甲", "乙", "```text\n丙\n\n丁\n```", "戊", "己", "[[quiz]]"]
BODIES = st.lists(st.sampled_from([*PARAGRAPHS, "新一", "新二", "新三"]), max_size=8).map("\n\n".join)
FIELDS = st.dictionaries(st.sampled_from("abcd"), st.one_of(st.integers(0, 3), st.text("xyz", max_size=2)))
ITEMS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(["p1", "p2", "p3", "p4"]), "text": st.sampled_from("uvw")}),
    unique_by=lambda item: item["id"],
)
DOCUMENTS = st.fixed_dictionaries({"title": st.sampled_from("abc"), "fields": FIELDS, "items": ITEMS, "body": BODIES})


@pytest.fixture
def lesson():
    return to_json(document.read_lesson(READY_LESSON.read_text()).document)


@given(DOCUMENTS, DOCUMENTS)
def test_a_change_on_one_side_only_is_taken_whole(base, changed):
    assert merge(base, changed, base).data == changed
    assert merge(base, base, changed).data == changed
    assert not merge(base, changed, base).conflicts


@given(DOCUMENTS, DOCUMENTS)
def test_the_same_change_on_both_sides_is_no_conflict(base, changed):
    assert merge(base, changed, changed).data == changed


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_neither_side_goes_first_by_being_that_side(base, one, other):
    there, back = merge(base, one, other), merge(base, other, one)
    assert bool(there.conflicts) == bool(back.conflicts)
    if not there.conflicts:
        assert there.data == back.data


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_nothing_that_either_side_wrote_is_lost(base, file, site):
    """Every word that is new on a side stands in the result, or in a conflict for a person to decide."""
    merged = merge(base, file, site)
    kept = words([merged.data, *([conflict.file, conflict.site] for conflict in merged.conflicts)])
    assert (words(file) - words(base)) | (words(site) - words(base)) <= kept


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_an_item_that_nobody_removed_stays(base, file, site):
    of_all = set.intersection(*({item["id"] for item in side["items"]} for side in (base, file, site)))
    assert of_all <= {item["id"] for item in merge(base, file, site).data["items"]}


@given(BODIES, BODIES, BODIES)
def test_paragraphs_are_never_half_taken(base, file, site):
    merged = merge({"body": base}, {"body": file}, {"body": site}).data["body"]
    known = {paragraph for body in (base, file, site) for paragraph in blocks.paragraphs(body)}
    assert set(blocks.paragraphs(merged)) <= known


@given(lesson_documents(), lesson_documents())
def test_a_merged_document_is_a_document(base, changed):
    assert from_json(LessonDocument, merge(to_json(base), to_json(changed), to_json(base)).data) == changed


def test_two_fields_changed_on_two_sides_are_both_taken(lesson):
    merged = merge(lesson, {**lesson, "title": "新标题"}, {**lesson, "summary": "新摘要。"})
    assert (merged.data["title"], merged.data["summary"], merged.conflicts) == ("新标题", "新摘要。", [])


def test_a_rubric_row_is_found_by_its_ids(lesson):
    file, site = changed(lesson), changed(lesson)
    file["practice"][0]["rubric"][1]["full"] = "文件改的"
    site["practice"].reverse()
    site["practice"][-1]["rubric"].pop(0)
    merged = merge(lesson, file, site)
    assert merged.conflicts == []
    assert merged.data["practice"][-1]["rubric"][0]["full"] == "文件改的"


def test_one_field_changed_on_both_sides_is_a_conflict_that_names_its_place(lesson):
    file, site = changed(lesson), changed(lesson)
    file["practice"][0]["rubric"][1]["full"] = "甲"
    site["practice"][0]["rubric"][1]["full"] = "乙"
    (conflict,) = merge(lesson, file, site).conflicts
    assert (conflict.place, conflict.file, conflict.site) == ("practice.p1.rubric.r2.full", "甲", "乙")


def test_two_new_tasks_with_one_id_are_a_conflict(lesson):
    file, site = changed(lesson), changed(lesson)
    file["practice"].append({**lesson["practice"][3], "id": "p5", "title": "甲"})
    site["practice"].append({**lesson["practice"][3], "id": "p5", "title": "乙"})
    assert [conflict.place for conflict in merge(lesson, file, site).conflicts] == ["practice.p5"]


def test_new_tasks_of_both_sides_are_both_kept(lesson):
    file, site = changed(lesson), changed(lesson)
    file["practice"].append({**lesson["practice"][3], "id": "p5"})
    site["practice"].append({**lesson["practice"][3], "id": "p6"})
    merged = merge(lesson, file, site)
    assert [task["id"] for task in merged.data["practice"]] == ["p1", "p2", "p3", "p4", "p5", "p6"]


def test_a_task_removed_on_one_side_and_changed_on_the_other_is_a_conflict(lesson):
    file, site = changed(lesson), changed(lesson)
    del file["practice"][1]
    site["practice"][1]["title"] = "改了"
    assert [conflict.place for conflict in merge(lesson, file, site).conflicts] == ["practice.p2"]


def test_two_orders_are_a_conflict(lesson):
    file, site = changed(lesson), changed(lesson)
    file["practice"].reverse()
    site["practice"].append(site["practice"].pop(0))
    assert [conflict.place for conflict in merge(lesson, file, site).conflicts] == ["practice (order)"]


def test_options_changed_at_different_places_are_both_taken(lesson):
    file, site = changed(lesson), changed(lesson)
    file["quiz"][0]["options"][0]["why"] = "甲"
    site["quiz"][0]["options"][3]["why"] = "乙"
    merged = merge(lesson, file, site)
    assert [option["why"] for option in merged.data["quiz"][0]["options"]][::3] == ["甲", "乙"]


def test_options_reordered_here_and_edited_there_are_a_conflict(lesson):
    file, site = changed(lesson), changed(lesson)
    file["quiz"][0]["options"].reverse()
    site["quiz"][0]["options"][0]["why"] = "乙"
    assert merge(lesson, file, site).conflicts[0].place == "quiz.q1.options.1"


def test_paragraphs_far_apart_are_merged(lesson):
    file = {**lesson, "body": lesson["body"].replace("每句话都没错", "每句话都不算错")}
    site = {**lesson, "body": lesson["body"].replace("先做两周的小试验，再做大决定。", "先试两周。")}
    merged = merge(lesson, file, site)
    assert "每句话都不算错" in merged.data["body"] and "先试两周。" in merged.data["body"]


def test_one_paragraph_changed_twice_is_a_conflict_in_its_section(lesson):
    file = {**lesson, "body": lesson["body"].replace("每句话都没错", "甲")}
    site = {**lesson, "body": lesson["body"].replace("每句话都没错", "乙")}
    assert [conflict.place for conflict in merge(lesson, file, site).conflicts] == ["body#try-first"]


def test_a_code_block_is_changed_whole():
    base = "前\n\n```text\n一\n\n二\n\n三\n```\n\n后"
    file, site = base.replace("一", "甲"), base.replace("三", "乙")
    assert merge({"body": base}, {"body": file}, {"body": site}).conflicts


def changed(lesson):
    return deepcopy(lesson)


def words(value) -> set[str]:
    """Every text and number in it with the place of its kind; a body by paragraphs."""
    if isinstance(value, dict):
        return {word for part in value.values() for word in words(part)}
    if isinstance(value, list):
        return {word for part in value for word in words(part)}
    return set(blocks.paragraphs(value)) if isinstance(value, str) else {str(value)}
