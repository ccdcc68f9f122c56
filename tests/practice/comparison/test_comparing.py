"""Both sides of a comparison or none, and the vote: the locks are tried with real threads."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import Exercise
from practice import calls, services
from practice.comparison import comparing
from practice.comparison.comparing import Half
from practice.models import Allowance, Attempt, Call, HandIn, Run, SiteMonth
from practice.money import quota
from tests.practice import scene
from tests.practice.money.test_ledger import AT_ONCE, allow, at_once, month  # noqa: F401

pytestmark = pytest.mark.services

BOTH = {"a": Half("介绍修伞铺。"), "b": Half("只用材料介绍修伞铺。")}


@pytest.fixture
def lesson(db):
    return scene.make_lesson(tasks=[scene.COMPARE, scene.MODELS])


@pytest.fixture
def run_both(enrollment, exercise):
    def send(**options):
        asked = {"enrollment": enrollment, "exercise": exercise, "halves": BOTH, "key": uuid.uuid4().hex} | options
        return comparing.run_both(**asked).run

    return send


@pytest.fixture
def one_run(configured, run_both) -> int:
    """What both sides reserve."""
    run_both()
    tokens = month()
    Attempt.objects.all().delete()
    Run.objects.all().delete()
    SiteMonth.objects.all().delete()
    return tokens


def ended(run, *sides, reason=""):
    for side in sides or ("a", "b"):
        call = calls.claim(comparing.attempts_of(run)[side].call.pk, at=timezone.now())
        calls.finish(call.pk, fence=call.fence, ending=calls.Ending(reason), at=timezone.now())
    return run


def vote(run, value, reason=""):
    comparing.vote(run=run, vote=value, reason=reason, at=timezone.now())
    run.refresh_from_db()
    return run


# --- running ----------------------------------------------------------------------------------
def test_one_press_sends_both_sides_in_one_group(run_both, bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = run_both()
    sent = comparing.attempts_of(run)
    assert {side: attempt.text for side, attempt in sent.items()} == {side: half.text for side, half in BOTH.items()}
    assert len(bells) == 2


def test_the_same_key_gives_the_same_run(run_both):
    assert run_both(key="k") == run_both(key="k")
    assert Attempt.objects.count() == 2


def test_the_same_key_for_other_words_is_a_conflict(run_both):
    run_both(key="k")
    with pytest.raises(services.Conflict):
        run_both(key="k", halves=BOTH | {"b": Half("别的话")})


def test_a_blind_run_numbers_its_attempts_as_they_stand_on_the_page(run_both):
    for _number in range(8):
        run = run_both(is_blind=True)
        sent = comparing.attempts_of(run)
        assert [sent[side].pk for side in run.order] == sorted(attempt.pk for attempt in sent.values())


def test_the_order_of_blind_runs_is_shuffled(run_both, monkeypatch):
    orders = set()
    for flipped in (True, False):
        monkeypatch.setattr("secrets.choice", lambda _options, flipped=flipped: flipped)
        orders.add(run_both(is_blind=True).order)
    assert orders == {("a", "b"), ("b", "a")}


def test_an_open_run_is_never_shuffled(run_both, monkeypatch):
    monkeypatch.setattr("secrets.choice", lambda _options: True)
    assert run_both().order == ("a", "b")


def test_both_sides_are_refused_when_only_one_fits(allow, one_run, run_both):  # noqa: F811
    allow(learner_day=one_run - 1)
    with pytest.raises(quota.Exceeded, match=f"这一次大约要 {one_run:,}"):
        run_both()
    assert (Attempt.objects.count(), Run.objects.count(), SiteMonth.objects.count()) == (0, 0, 0)


def test_one_send_left_is_too_few_for_both_sides(allow, one_run, run_both):  # noqa: F811
    allow(lesson_day=3)
    run_both()
    with pytest.raises(quota.Exceeded, match="只能再发 1 次"):
        run_both()
    assert Attempt.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", ["learner_day", "lesson_day", "site_month"])
def test_of_twenty_runs_at_once_no_half_is_accepted(allow, one_run, run_both, limit):  # noqa: F811
    # Room for seven runs and one side more.
    allow(**{limit: 15 if limit == "lesson_day" else one_run * 7 + one_run // 2})
    assert at_once(lambda key: run_both(key=key), [uuid.uuid4().hex for _ in range(AT_ONCE)]) == 7
    groups = Attempt.objects.values_list("group", flat=True)
    assert (len(groups), len(set(groups)), Run.objects.count(), month()) == (14, 7, 7, one_run * 7)


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_twenty_times_at_once_is_one_run(allow, one_run, run_both):  # noqa: F811
    allow(learner_day=one_run)
    assert at_once(lambda _number: run_both(key="k"), range(AT_ONCE)) == AT_ONCE
    assert (Attempt.objects.count(), month()) == (2, one_run)


# --- once more ----------------------------------------------------------------------------------
def test_a_side_that_failed_is_run_again_alone(run_both):
    run = ended(run_both(), "a", reason="cut_off")
    comparing.run_again(run=run, side="a", key="again")
    comparing.run_again(run=run, side="a", key="again")
    assert list(Attempt.objects.order_by("pk").values_list("side", "text")) == [
        ("a", BOTH["a"].text), ("b", BOTH["b"].text), ("a", BOTH["a"].text)
    ]  # fmt: skip
    assert Attempt.objects.values("group").distinct().count() == 1


def test_a_side_that_is_answering_is_not_run_again(run_both):
    with pytest.raises(ValidationError, match="已经在回答"):
        comparing.run_again(run=run_both(), side="a", key="again")


# --- voting -------------------------------------------------------------------------------------
def test_the_first_vote_of_a_blind_run_reveals_it(run_both):
    run = vote(ended(run_both(is_blind=True)), "b", "更短")
    assert (run.vote, run.reason, run.is_hidden, run.is_blind_vote) == ("b", "更短", False, True)


def test_a_vote_that_changes_after_the_reveal_is_not_blind(run_both):
    run = vote(vote(ended(run_both(is_blind=True)), "b"), "a")
    assert (run.vote, run.is_blind_vote) == ("a", False)


def test_another_reason_leaves_a_blind_vote_blind(run_both):
    assert vote(vote(ended(run_both(is_blind=True)), "b"), "b", "更短").is_blind_vote


def test_a_vote_that_is_taken_back_hides_nothing_again(run_both):
    run = vote(vote(ended(run_both(is_blind=True)), "b", "更短"), "")
    assert (run.vote, run.reason, run.voted_at, run.is_hidden) == ("", "", None, False)


def test_nobody_votes_before_both_have_answered(run_both):
    with pytest.raises(ValidationError, match="等两边都答完"):
        vote(ended(run_both(), "a"), "a")


def test_a_vote_stands_once_the_note_was_handed_in(run_both, enrollment, exercise):
    run = vote(ended(run_both()), "a")
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text="两次都是左边短。")
    with pytest.raises(ValidationError, match="不能再改"):
        vote(run, "b")


def test_a_note_that_was_refused_leaves_the_vote_open(run_both, enrollment, exercise):
    run = vote(ended(run_both()), "a")
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text="短")
    assert HandIn.objects.get().status == "refused" and vote(run, "b").vote == "b"


def test_whoever_does_not_vote_may_still_see_the_sides(run_both):
    run = run_both(is_blind=True)
    comparing.reveal(run=run, at=timezone.now())
    comparing.reveal(run=run, at=timezone.now())
    assert not Run.objects.hidden().exists()


# --- whom they ask --------------------------------------------------------------------------------
def test_two_models_are_each_asked_for_by_name(configured, enrollment, run_both):
    from practice.providers import whom

    left, right = whom.choices()
    models = Exercise.objects.select_related("lesson__published").get(key="p2")
    run = run_both(exercise=models, halves={"a": Half("同一段", left), "b": Half("同一段", right)})
    asked = {side: attempt.call for side, attempt in comparing.attempts_of(run).items()}
    assert [(asked[side].model, asked[side].asks) for side in "ab"] == [("chat", "one"), ("judge", "one")]


def test_without_a_model_each_side_gets_its_own_sample(run_both):
    from practice.asking import prompt_for

    runs = [run_both(), run_both(), run_both()]
    told = [
        prompt_for(Call.objects.get(attempt=comparing.attempts_of(run)[side])).sample for run in runs for side in "ab"
    ]
    assert told == ["甲师傅", "孙有根", "乙师傅", "老孙", "甲师傅", "孙有根"]


def test_no_allowance_is_looked_up_where_nothing_is_asked(run_both):
    Allowance.objects.create(pk=Allowance.ONLY, learner_day=1)
    assert run_both()
