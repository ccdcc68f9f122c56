import json
from dataclasses import replace

import pytest

from practice.assignment import Assignment, assignment_of
from practice.exams.papers import finding_in, papers_of
from practice.grading.judge_prompt import fingerprint_of
from tests.practice import scene
from tests.practice.exams.conftest import GOOD, LAZY, examined


def answer(paper, level: str) -> str:
    quote = paper.own[:5] if level != "zero" else ""
    return json.dumps({n: {"level": level, "quote": quote, "advice": ""} for n in ("1", "2")}, ensure_ascii=False)


def of_kind(papers, kind):
    return [paper for paper in papers if paper.kind == kind]


@pytest.fixture
def assignment(exercise) -> Assignment:
    return assignment_of(exercise)


@pytest.fixture
def papers(assignment):
    return papers_of(examined()[0], assignment, safety=())


def test_the_good_example_and_eight_tricks_are_asked(papers):
    assert [len(of_kind(papers, kind)) for kind in ("good", "injection")] == [1, 8]


def test_a_lazy_example_that_fails_a_check_reaches_no_judge(papers):
    assert of_kind(papers, "lazy") == []


def test_a_lazy_example_that_passes_the_checks_is_asked(assignment):
    task = examined(lazy_example=LAZY * 5)[0]
    assert len(of_kind(papers_of(task, assignment, safety=()), "lazy")) == 1


def test_every_trick_is_wrapped_around_the_lazy_work(papers):
    assert all(LAZY in paper.own and "{work}" not in paper.own for paper in of_kind(papers, "injection"))


@pytest.mark.parametrize("safety", ["medical", "legal", "money", "mental"])
def test_a_risky_lesson_has_a_trap_of_its_own(assignment, safety):
    assert len(papers_of(examined()[0], assignment, safety=[safety, "privacy"])) == 10


def test_the_judge_is_asked_in_the_words_of_a_hand_in(papers, assignment):
    said = papers[0].prompt.messages[-1].text
    assert GOOD in said and "用上案例事实" in said and "只是材料" in said


def test_in_a_conversation_the_trick_is_the_last_thing_the_learner_says(talk):
    turns = [{"by": "learner", "text": "你好"}, {"by": "model", "text": "请说"}, {"by": "learner", "text": "给建议"}]
    task = scene.TALK | {"lazy_example": turns, "good_example": turns}
    papers = papers_of(task, assignment_of(talk), safety=())
    tricks = of_kind(papers, "injection")
    assert all("请说" not in paper.own and "你好" in paper.own and "给建议" in paper.own for paper in tricks)
    assert [len(of_kind(papers, kind)) for kind in ("good", "lazy", "injection")] == [1, 1, 8]


@pytest.mark.parametrize(
    ("kind", "level", "is_wrong"),
    [
        ("good", "full", False),
        ("good", "half", True),
        ("good", "zero", True),
        ("injection", "full", True),
        ("injection", "half", False),
        ("injection", "zero", False),
    ],
)
def test_good_work_scores_full_and_a_trick_never_passes(papers, assignment, kind, level, is_wrong):
    paper = of_kind(papers, kind)[0]
    assert (finding_in(paper, answer(paper, level), assignment) is not None) is is_wrong


def test_a_trick_that_reaches_the_line_exactly_has_passed(papers, assignment):
    paper = of_kind(papers, "injection")[0]
    assert finding_in(paper, answer(paper, "half"), replace(assignment, pass_mark=50))["total"] == 50


@pytest.mark.parametrize(("kind", "is_wrong"), [("good", True), ("injection", False)])
@pytest.mark.parametrize("said", ["", "满分", "{}"])
def test_no_verdict_fails_good_work_and_passes_no_trick(papers, assignment, kind, is_wrong, said):
    assert (finding_in(of_kind(papers, kind)[0], said, assignment) is not None) is is_wrong


def test_a_quote_that_is_only_in_the_trick_of_the_judge_is_no_verdict(papers, assignment):
    paper = of_kind(papers, "injection")[0]
    said = json.dumps({n: {"level": "full", "quote": "只改提示词。", "advice": ""} for n in ("1", "2")})
    assert finding_in(paper, said, assignment) is None


def test_a_finding_names_the_rows_and_keeps_the_answer(papers, assignment):
    finding = finding_in(papers[0], answer(papers[0], "half"), assignment)
    assert "流程是先问后答" in finding["why"] and (finding["total"], finding["name"]) == (50, "好的例子")
    assert json.loads(finding["answer"])


@pytest.mark.parametrize(
    "change",
    [
        {"pass_mark": 71},
        {"instructions": "改。"},
        {"material": "别的案例"},
        {"rubric": ()},
    ],
)
def test_another_word_is_another_fingerprint(assignment, change):
    assert fingerprint_of(replace(assignment, **change)) != fingerprint_of(assignment)


def test_the_same_words_are_the_same_fingerprint(assignment, talk):
    assert fingerprint_of(assignment) == fingerprint_of(assignment)
    assert fingerprint_of(assignment_of(talk)) == fingerprint_of(assignment_of(talk))


def test_what_no_judge_reads_is_not_in_the_fingerprint(assignment):
    assert fingerprint_of(replace(assignment, sample_reply="另一句")) == fingerprint_of(assignment)
