import uuid
from decimal import Decimal

import pytest
from celery.exceptions import OperationalError
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import Exercise
from practice import calls, services
from practice.models import Attempt, Call, HandIn
from practice.tasks import run_call
from tests.practice import scene

FULL = {"r1": "full", "r2": "full"}


@pytest.fixture
def give(enrollment, exercise):
    def send(**options):
        options = {"enrollment": enrollment, "exercise": exercise, "key": uuid.uuid4().hex} | options
        return services.hand_in(**options).hand_in

    return send


@pytest.fixture
def conversation(submit, talk):
    first = submit(text="你好", exercise=talk)
    end(first)
    return submit(text="为什么", exercise=talk, parent=first)


def end(attempt):
    call = calls.claim(attempt.call.pk, at=timezone.now())
    calls.finish(call.pk, fence=call.fence, ending=calls.Ending(), at=timezone.now())
    attempt.refresh_from_db()


# --- sending ----------------------------------------------------------------------------
def test_a_prompt_waits_in_the_queue_and_its_bell_is_rung(submit, bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        attempt = submit()
    assert (attempt.call.status, bells) == ("queued", [attempt.call.pk])


@pytest.mark.parametrize("broken", [OperationalError(), RuntimeError()])
def test_a_dead_queue_loses_nothing(submit, monkeypatch, django_capture_on_commit_callbacks, broken):
    def refuse(call_id):
        raise broken

    monkeypatch.setattr(run_call, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        attempt = submit()
    assert Attempt.objects.get() == attempt


def test_the_same_key_gives_the_same_attempt(submit):
    assert submit(key="k") == submit(key="k")
    assert Call.objects.count() == 1


def test_the_same_key_for_other_words_is_a_conflict(submit):
    submit(key="k")
    with pytest.raises(services.Conflict):
        submit(key="k", text="别的话")


def test_a_key_belongs_to_its_learner(submit, lesson):
    other = scene.make_learner("ben@example.com", course=lesson.course).enrollments.get()
    assert submit(key="k") != submit(key="k", enrollment=other)


def test_two_presses_at_the_same_moment_are_one(submit, monkeypatch):
    attempt = submit(key="k")
    # The second press looked before the first one was written.
    monkeypatch.setattr(type(Attempt.objects.all()), "first", lambda self: None)
    assert submit(key="k") == attempt


def test_an_attempt_points_at_the_revision_it_was_made_against(submit, lesson):
    assert submit().revision == lesson.published


def test_turns_of_a_conversation_share_a_group(conversation):
    assert conversation.group == conversation.parent.group


def test_the_next_turn_waits_for_the_answer(submit, talk):
    first = submit(exercise=talk)
    with pytest.raises(ValidationError, match="等它结束"):
        submit(exercise=talk, parent=first)


def test_a_turn_cannot_follow_another_task(submit, talk):
    first = submit()
    with pytest.raises(ValidationError, match="不是这个练习"):
        submit(exercise=talk, parent=first)


def test_a_checklist_is_not_sent_to_a_model(submit, lesson):
    with pytest.raises(ValidationError, match="结果交到下面"):
        submit(exercise=Exercise.objects.get(lesson=lesson, key="p4"))


def test_cancelling_twice_is_harmless(submit):
    attempt = submit()
    services.cancel_attempt(attempt=attempt)
    services.cancel_attempt(attempt=attempt)
    attempt.call.refresh_from_db()
    assert attempt.call.status == "cancelled"


# --- handing in ----------------------------------------------------------------------------
def test_a_failed_check_asks_no_model(configured, give):
    handed = give(text="太短")
    assert (handed.status, Call.objects.count()) == ("refused", 0)
    assert [check["ok"] for check in handed.checks] == [False, True, True, True]


def test_a_hand_in_that_passes_its_checks_goes_to_the_judge(configured, give):
    handed = give(text=scene.CASE)
    assert (handed.status, handed.call.kind, handed.call.model) == ("checking", "judge", "judge")


def test_an_attempt_is_handed_in_with_its_prompt(configured, give, submit):
    assert give(attempt=submit()).text == scene.CASE


def test_a_conversation_is_handed_in_with_all_the_learner_said(configured, give, talk, conversation):
    handed = give(exercise=talk, attempt=conversation)
    assert (handed.text, handed.status) == ("你好\n\n为什么", "checking")


def test_too_few_turns_are_refused(configured, give, talk, conversation):
    assert give(exercise=talk, attempt=conversation.parent).status == "refused"


def test_without_a_provider_it_waits_for_the_learner(give):
    handed = give(text=scene.CASE)
    assert (handed.status, hasattr(handed, "call")) == ("checking", False)


def test_levels_grade_what_waits(give):
    handed = give(text=scene.CASE)
    assert give(levels={"r1": "full", "r2": "half"}) == handed
    handed.refresh_from_db()
    verdict = handed.evaluations.get()
    assert (handed.status, verdict.by, verdict.total, verdict.is_passed) == ("graded", "self", Decimal("87.5"), True)


def test_goals_are_ticked_beside_the_levels(give, role_play):
    handed = give(exercise=role_play, text="我：你好\n我：再见")
    give(exercise=role_play, levels=FULL, reached=["g2"])
    assert [(goal["id"], goal["reached"]) for goal in handed.evaluations.get().goals] == [("g1", False), ("g2", True)]


def test_levels_grade_the_hand_in_they_are_meant_for(give):
    older, newer = give(text=scene.CASE), give(text=scene.CASE)
    assert give(levels=FULL, waiting=older) == older
    assert newer.evaluations.count() == 0


def test_what_was_graded_is_not_graded_anew_by_an_old_page(give):
    older = give(text=scene.CASE)
    give(levels=FULL, waiting=older)
    with pytest.raises(ValidationError, match="已经评过"):
        give(levels=FULL | {"r2": "zero"}, waiting=older)


def test_pressing_twice_grades_once(give):
    handed = give(text=scene.CASE)
    assert give(levels=FULL) == give(levels=FULL) == handed
    assert handed.evaluations.count() == 1


def test_levels_without_anything_waiting_are_a_hand_in_of_their_own(give, lesson):
    evidence = Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p4")
    handed = give(exercise=evidence, levels=FULL)
    assert (handed.status, handed.checks, handed.evaluations.get().total) == ("graded", [], 100)


def test_a_level_for_no_criterion_is_refused(give):
    with pytest.raises(ValidationError, match="没有这一条"):
        give(text=scene.CASE, levels=FULL | {"r9": "full"})


def test_levels_can_come_with_the_text(give):
    handed = give(text=scene.CASE, levels={"r1": "zero", "r2": "full"})
    assert (handed.status, handed.evaluations.get().is_passed) == ("graded", False)


def test_levels_do_not_help_past_a_failed_check(give):
    handed = give(text="太短", levels=FULL)
    assert (handed.status, handed.evaluations.count()) == ("refused", 0)


def test_every_criterion_needs_a_level(give):
    with pytest.raises(ValidationError) as refusal:
        give(text=scene.CASE, levels={"r1": "full"})
    assert list(refusal.value.message_dict) == ["level-r2"]


def test_nothing_cannot_be_handed_in(give):
    with pytest.raises(ValidationError):
        give()


def test_a_personal_task_is_done_without_points(give, lesson):
    personal = Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p3")
    verdict = give(exercise=personal, text="我做完了").evaluations.get()
    assert (verdict.by, verdict.total, verdict.is_passed) == ("self", None, None)


def test_evidence_is_never_shown_to_a_judge(configured, give, lesson):
    evidence = Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p4")
    assert not hasattr(give(exercise=evidence, text="截图链接"), "call")


def test_handing_in_twice_with_one_key_is_one_hand_in(give):
    assert give(text=scene.CASE, key="k") == give(text=scene.CASE, key="k")
    with pytest.raises(services.Conflict):
        give(text=scene.CASE + "改", key="k")
    assert HandIn.objects.count() == 1
