"""Work is judged, totalled and shown by the words it was made for."""

import json

import pytest
from django.utils import timezone

from courses.models import Exercise, LessonRevision
from practice import asking, calls, revisions, services
from practice.assignment import assignment_of
from practice.models import Call, HandIn, Piece
from practice.revisions import TaskGone, task_of
from tests.practice import scene

SHORTER = [scene.RUBRIC[0] | {"criterion": "只看先问后答", "weight": 100}]
REWORDED = [scene.REWRITE | {"rubric": SHORTER, "pass": 90, "system": "新的设定。\n"}, *scene.TASKS[1:]]
GONE = scene.TASKS[1:]
HALF = {"level": "half", "quote": "42 岁", "advice": "再写两条。"}
FULL = {"level": "full", "quote": "42 岁", "advice": ""}


def now_of(exercise) -> Exercise:
    return Exercise.objects.select_related("lesson__published").get(pk=exercise.pk)


@pytest.fixture
def handed(configured, enrollment, exercise) -> HandIn:
    return services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in


@pytest.fixture
def waiting(enrollment, exercise) -> HandIn:
    """No model is asked on this site."""
    return services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in


def judged(hand_in: HandIn, answer: dict) -> HandIn:
    call = calls.claim(hand_in.call.pk, at=timezone.now())
    Piece.objects.create(call=call, number=1, text=json.dumps(answer))
    calls.finish(call.pk, fence=call.fence, ending=calls.Ending(), at=timezone.now())
    return HandIn.objects.get(pk=hand_in.pk)


def test_the_published_task_is_read_without_a_question(exercise, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert task_of(exercise, revision=exercise.lesson.published_id)["pass"] == 70


def test_an_older_revision_says_what_it_said(exercise, lesson):
    first = lesson.published_id
    scene.publish_anew(lesson, tasks=REWORDED)
    task = now_of(exercise)
    assert [assignment_of(task, revision=pk).pass_mark for pk in (first, None)] == [70, 90]


def test_an_older_revision_is_read_once(exercise, lesson, django_assert_num_queries):
    first = lesson.published_id
    scene.publish_anew(lesson, tasks=REWORDED)
    task = now_of(exercise)
    with django_assert_num_queries(1):
        task_of(task, revision=first)
        task_of(task, revision=first)


def test_a_revision_nobody_can_read_any_more_has_no_task(exercise, lesson):
    first = lesson.published_id
    scene.publish_anew(lesson, tasks=REWORDED)
    LessonRevision.objects.filter(pk=first).update(text="不是课文")
    with pytest.raises(TaskGone):
        task_of(now_of(exercise), revision=first)


def test_no_more_revisions_are_remembered_than_fit(lesson):
    assert revisions._tasks_in.cache_info().maxsize == revisions.KEPT


def test_the_judge_reads_the_rubric_the_work_was_handed_in_for(handed, lesson):
    scene.publish_anew(lesson, tasks=REWORDED)
    call = Call.objects.select_related("hand_in__exercise__lesson").get(hand_in=handed)
    said = asking.prompt_for(call).messages[-1].text
    assert "用上案例事实" in said and "只看先问后答" not in said


def test_a_verdict_is_read_and_totalled_by_the_rubric_of_the_hand_in(handed, lesson):
    scene.publish_anew(lesson, tasks=REWORDED)
    graded = judged(handed, {"1": FULL, "2": HALF})
    verdict = graded.evaluations.get()
    assert (verdict.total, verdict.is_passed) == (pytest.approx(87.5), True)


def test_a_verdict_in_the_shape_of_the_new_rubric_is_unreadable(handed, lesson):
    scene.publish_anew(lesson, tasks=REWORDED)
    assert judged(handed, {"1": FULL}).status == HandIn.Status.UNREADABLE


def test_a_task_that_left_the_lesson_is_still_judged(handed, lesson):
    scene.publish_anew(lesson, tasks=GONE)
    assert judged(handed, {"1": FULL, "2": FULL}).evaluations.get().total == 100


def test_an_answer_is_asked_for_with_the_words_of_its_attempt(configured, submit, lesson):
    attempt = submit()
    scene.publish_anew(lesson, tasks=REWORDED)
    call = Call.objects.select_related("attempt__exercise__lesson").get(attempt=attempt)
    assert "新的设定" not in [message.text.strip() for message in asking.prompt_for(call).messages]


def test_learners_grade_by_the_rubric_they_handed_in_for(waiting, enrollment, exercise, lesson):
    scene.publish_anew(lesson, tasks=REWORDED)
    levels = {"r1": "full", "r2": "half"}
    done = services.hand_in(enrollment=enrollment, exercise=now_of(exercise), key="s", levels=levels).hand_in
    assert (done, done.evaluations.get().total) == (waiting, pytest.approx(87.5))


def test_the_page_offers_the_rubric_of_the_hand_in_and_says_so(waiting, reader, lesson):
    scene.publish_anew(lesson, tasks=REWORDED)
    html = reader.get(waiting.get_absolute_url()).content.decode()
    assert 'name="level-r2"' in html and "只看先问后答" not in html and "评分表后来改过" in html


def test_as_long_as_the_rubric_stands_nothing_is_said_about_it(waiting, reader, lesson):
    scene.publish_anew(lesson, tasks=[scene.REWRITE | {"title": "换了标题"}, *scene.TASKS[1:]])
    assert "评分表后来改过" not in reader.get(waiting.get_absolute_url()).content.decode()


def test_a_task_that_left_the_lesson_is_still_graded_by_its_learner(waiting, browser, exercise, lesson):
    scene.publish_anew(lesson, tasks=GONE)
    levels = {"level-r1": "full", "level-r2": "full"}
    address = f"/practice/exercises/{exercise.pk}/hand-ins/"
    first, again = (browser.post(address, levels, headers={"Idempotency-Key": key}) for key in ("a", "b"))
    assert (first.status_code, again.status_code) == (201, 200)
    assert waiting.evaluations.get().total == 100


def test_a_task_that_left_the_lesson_takes_nothing_new(waiting, browser, exercise, lesson):
    scene.publish_anew(lesson, tasks=GONE)
    answer = browser.post(f"/practice/exercises/{exercise.pk}/hand-ins/", {"text": scene.CASE})
    assert (answer.status_code, HandIn.objects.count()) == (422, 1)


def test_whoever_handed_in_nothing_finds_no_task_that_left_the_lesson(browser, exercise, lesson):
    scene.publish_anew(lesson, tasks=GONE)
    answer = browser.post(f"/practice/exercises/{exercise.pk}/hand-ins/", {"level-r1": "full"})
    assert answer.status_code == 404


def test_a_level_that_only_the_old_rubric_wants_is_named(waiting, browser, exercise, lesson):
    scene.publish_anew(lesson, tasks=REWORDED)
    answer = browser.post(f"/practice/exercises/{exercise.pk}/hand-ins/", {"level-r1": "full"})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["level-r2"])
