"""What an exam does to a hand-in."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from practice import calls, services
from practice.models import Call, HandIn, Piece
from tests.practice import scene
from tests.practice.exams.conftest import examined

FULL = json.dumps({n: {"level": "full", "quote": "42 岁", "advice": ""} for n in ("1", "2")}, ensure_ascii=False)


@pytest.fixture
def give(enrollment, exercise):
    def hand_in(key="h") -> HandIn:
        return services.hand_in(enrollment=enrollment, exercise=exercise, key=key, text=scene.CASE).hand_in

    return hand_in


def judged(hand_in: HandIn, *, by: str) -> HandIn:
    call = calls.claim(hand_in.call.pk, at=timezone.now(), provider=by)
    Piece.objects.create(call=call, number=1, text=FULL)
    calls.finish(call.pk, fence=call.fence, ending=calls.Ending(), at=timezone.now())
    return HandIn.objects.get(pk=hand_in.pk)


@pytest.fixture
def host(configured) -> str:
    return configured.url.split("/")[2]


def test_where_no_exam_was_ever_held_a_model_grades_and_it_is_said(give, reader, host):
    graded = judged(give(), by=host)
    assert graded.evaluations.get().is_unexamined
    assert "还没有考过现在的评分模型" in reader.get(graded.get_absolute_url()).text


def test_a_rubric_that_passed_grades_and_nothing_is_said(give, reader, host, exam_of, exercise):
    exam_of(exercise)
    graded = judged(give(), by=host)
    assert not graded.evaluations.get().is_unexamined
    assert "还没有考过" not in reader.get(graded.get_absolute_url()).text


def test_a_rubric_that_failed_asks_nobody_and_says_why(give, reader, configured, exam_of, exercise):
    exam_of(exercise, is_passed=False)
    handed = give()
    page = reader.get(handed.get_absolute_url()).text
    assert (handed.status, handed.held_back, Call.objects.count()) == ("checking", "failed", 0)
    assert "没有通过现在这个评分模型的考试" in page and 'name="level-r1"' in page


def test_once_an_exam_was_held_an_unexamined_rubric_waits(give, configured, exam_of, talk):
    exam_of(talk)
    assert give().held_back == "due"


def test_new_words_wait_for_their_exam(give, configured, exam_of, exercise, lesson, enrollment):
    exam_of(exercise)
    scene.publish_anew(lesson, tasks=examined(instructions="别的任务。\n"))
    changed = type(exercise).objects.select_related("lesson__published").get(pk=exercise.pk)
    handed = services.hand_in(enrollment=enrollment, exercise=changed, key="n", text=scene.CASE).hand_in
    assert handed.held_back == "due"


def test_what_waits_is_graded_by_its_learner(give, configured, exam_of, exercise, enrollment):
    exam_of(exercise, is_passed=False)
    handed = give()
    levels = {"r1": "full", "r2": "full"}
    done = services.hand_in(enrollment=enrollment, exercise=exercise, key="s", levels=levels).hand_in
    assert (done, done.evaluations.get().by) == (handed, "self")


def test_a_stand_in_that_sat_no_exam_grades_nobody(give, reader, host, exam_of, exercise):
    exam_of(exercise)
    waiting = judged(give(), by="stand-in.example")
    assert (waiting.status, waiting.held_back, waiting.evaluations.count()) == ("unreadable", "due", 0)
    page = reader.get(waiting.get_absolute_url()).text
    assert "读不懂" not in page and 'name="level-r1"' in page


# --- the admin -----------------------------------------------------------------------------
def test_an_instructor_reads_what_went_wrong(desk, configured, exam_of, exercise):
    row = {"name": "假围栏", "kind": "injection", "total": 100, "why": "不该过线，却过了", "answer": "<b>{}</b>"}
    exam = exam_of(exercise, is_passed=False, findings=[row])
    page = desk.get(reverse("admin:practice_rubricexam_change", args=[exam.pk])).text
    assert "假围栏" in page and "得了 100 分" in page and "&lt;b&gt;{}&lt;/b&gt;" in page


@pytest.mark.parametrize(("now", "count"), [("passed", 1), ("failed", 1), ("stale", 1), ("nonsense", 3)])
def test_exams_are_filtered_by_what_they_are_worth_today(desk, configured, exam_of, exercise, talk, now, count):
    exam_of(exercise)
    exam_of(talk, is_passed=False)
    exam_of(talk, judge="old.example · judge")
    page = desk.get(reverse("admin:practice_rubricexam_changelist"), {"now": now})
    if now != "nonsense":
        assert page.context["cl"].result_count == count


def test_after_a_change_of_the_judge_a_recheck_is_asked_for(desk, configured, exam_of, exercise, settings):
    exam_of(exercise)
    address = reverse("admin:practice_rubricexam_changelist")
    assert "check_rubrics" not in desk.get(address).text
    settings.PRACTICE_JUDGE_MODEL = "another"
    assert "check_rubrics" in desk.get(address).text
