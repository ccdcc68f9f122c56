"""What the bench says before anything is handed in."""

import pytest

from courses.models import Exercise
from practice.exams import outlook
from practice.models import Call, PracticeConsent
from tests.practice import scene
from tests.practice.exams.conftest import examined

GRADES, SELF = "交上去评分", "交上去，自己评分"
FAILED, DUE = "没有通过现在这个评分模型的考试", "还没有考过现在的评分模型"


@pytest.fixture
def shown(reader, amy, lesson, configured, submit):
    """The lesson page, with a prompt sent and answered."""
    lesson.parts = [{"practice": "p1"}]
    lesson.save()
    PracticeConsent.objects.create(user=amy, host=configured.url.split("/")[2])
    call = submit().call
    Call.objects.filter(pk=call.pk).update(status="succeeded", text="答", finished_at=call.queued_at)
    return lambda: reader.get(lesson.get_absolute_url()).text


def test_where_no_exam_was_held_the_button_promises_a_verdict(shown):
    page = shown()
    assert GRADES in page and SELF not in page and DUE not in page


def test_a_rubric_that_passed_promises_a_verdict(shown, exam_of, exercise):
    exam_of(exercise)
    assert GRADES in shown()


def test_a_rubric_that_failed_says_so_on_its_button(shown, exam_of, exercise):
    exam_of(exercise, is_passed=False)
    page = shown()
    assert SELF in page and FAILED in page and GRADES not in page


def test_once_an_exam_was_held_an_unexamined_rubric_says_so(shown, exam_of, talk):
    exam_of(talk)
    page = shown()
    assert SELF in page and DUE in page


def test_an_exam_with_another_judge_says_nothing_for_this_one(shown, exam_of, exercise):
    exam_of(exercise, judge="elsewhere · old")
    assert DUE in shown()


def test_a_site_without_a_model_speaks_of_no_exam(shown, exam_of, exercise, settings):
    exam_of(exercise, is_passed=False)
    settings.OPENAI_API_KEY = settings.OPENAI_BASE_URL = settings.PRACTICE_MODEL = ""
    page = shown()
    assert SELF in page and FAILED not in page and DUE not in page


def test_what_is_ready_made_changes_with_the_exam(shown, exam_of, lesson):
    """A bench that nobody has touched is kept between pages; its form stands open for pasted work."""
    note = scene.add_task(lesson, scene.COMPARE | {"id": "p9"})
    lesson.parts = [{"practice": note.key}]
    lesson.save()
    assert GRADES in shown()
    exam_of(note, is_passed=False)
    outlook.forget()
    page = shown()
    assert SELF in page and FAILED in page and GRADES not in page


def test_pages_that_follow_ask_no_exam(configured, exam_of, exercise, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(outlook.time, "monotonic", lambda: 100.0)
    exam_of(exercise)
    outlook.why_held_back(exercise)
    with django_assert_num_queries(0):
        assert outlook.why_held_back(exercise) == ""


def test_a_new_exam_is_seen_when_the_memory_is_over(configured, exam_of, exercise, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(outlook.time, "monotonic", lambda: now[0])
    exam_of(exercise)
    assert outlook.why_held_back(exercise) == ""
    exam_of(exercise, is_passed=False)
    assert outlook.why_held_back(exercise) == ""
    now[0] += outlook.REMEMBERED
    assert outlook.why_held_back(exercise) == "failed"


def test_another_judge_is_asked_about_at_once(configured, exam_of, exercise, settings):
    exam_of(exercise)
    assert outlook.why_held_back(exercise) == ""
    settings.PRACTICE_JUDGE_MODEL = "another"
    assert outlook.why_held_back(exercise) == "due"


def test_words_published_since_are_due_at_once(configured, exam_of, exercise, lesson):
    exam_of(exercise)
    assert outlook.why_held_back(exercise) == ""
    scene.publish_anew(lesson, tasks=examined(instructions="先写身份，再写任务。"))
    anew = Exercise.objects.select_related("lesson__published").get(pk=exercise.pk)
    assert outlook.why_held_back(anew) == "due"
