from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import User
from courses.models import Exercise
from practice import judging, services
from practice.assignment import assignment_of
from practice.desk import second_looks
from practice.desk.second_looks import Refused, SomebodyWasFirst
from practice.evaluation import marks_from_learner
from practice.lab.work import with_verdict
from practice.models import Evaluation, HandIn, SecondLook
from progress.models import TaskPass
from tests.practice import scene

NOW = timezone.now()
FULL, ZERO = {"r1": "full", "r2": "full"}, {"r1": "zero", "r2": "zero"}


@pytest.fixture
def ines(db) -> User:
    return User.objects.create_user("ines@example.org", "a-long-password", display_name="Ines", is_staff=True)


@pytest.fixture
def olaf(db) -> User:
    return User.objects.create_user("olaf@example.org", "a-long-password", is_staff=True)


def marks(hand_in: HandIn, levels: dict) -> list:
    return marks_from_learner(levels, rubric=assignment_of(hand_in.exercise).rubric)


@pytest.fixture
def judged(enrollment, exercise):
    """A hand-in with a verdict of a model."""

    def make(levels=ZERO, key="h") -> HandIn:
        handed = services.hand_in(enrollment=enrollment, exercise=exercise, key=key, text=scene.CASE).hand_in
        judging.grade(handed, by=Evaluation.By.MODEL, marks=marks(handed, levels))
        return handed

    return make


def ask(hand_in: HandIn) -> SecondLook:
    return second_looks.ask(hand_in=hand_in, reason="第一条我写了上限。", at=NOW)


def answer(hand_in: HandIn, by: User, levels=FULL, *, words="", after=None) -> Evaluation:
    given = marks(hand_in, levels)
    return second_looks.answer(hand_in=hand_in, by=by, marks=given, words=words, at=NOW, after=after)


def counting(hand_in: HandIn) -> tuple[str, Decimal]:
    found = with_verdict(HandIn.objects.filter(pk=hand_in.pk)).get()
    return found.verdict_by, found.verdict_total


# --- asking --------------------------------------------------------------------------------
def test_asking_twice_is_one_request(judged):
    handed = judged()
    assert ask(handed) == ask(handed)


def test_what_is_not_judged_yet_cannot_be_looked_at_again(enrollment, exercise):
    handed = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in
    with pytest.raises(Refused):
        ask(handed)


def test_own_levels_for_a_prompt_are_ones_own_business(enrollment, exercise):
    handed = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE, levels=FULL).hand_in
    with pytest.raises(Refused):
        ask(handed)


def test_own_levels_for_work_no_model_sees_may_be_looked_at(enrollment, lesson):
    evidence = Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p4")
    handed = services.hand_in(enrollment=enrollment, exercise=evidence, key="h", text="链接", levels=FULL).hand_in
    assert ask(handed).hand_in == handed


def test_an_instructor_is_not_asked_to_look_at_an_instructors_verdict(judged, ines):
    handed = judged()
    answer(handed, ines)
    with pytest.raises(Refused):
        ask(handed)


def test_a_request_is_taken_back_and_may_be_made_again(judged):
    handed = judged()
    ask(handed)
    second_looks.withdraw(hand_in=handed)
    second_looks.withdraw(hand_in=handed)
    assert ask(handed).reason == "第一条我写了上限。"


def test_a_request_somebody_reads_cannot_be_taken_back(judged, ines):
    handed = judged()
    ask(handed)
    second_looks.take(hand_in=handed, by=ines, at=NOW)
    with pytest.raises(Refused):
        second_looks.withdraw(hand_in=handed)


def test_of_two_who_take_it_one_has_it(judged, ines, olaf):
    handed = judged()
    ask(handed)
    assert [second_looks.take(hand_in=handed, by=by, at=NOW) for by in (ines, olaf, ines)] == [True, False, True]


def test_only_who_has_it_puts_it_back(judged, ines, olaf):
    handed = judged()
    ask(handed)
    second_looks.take(hand_in=handed, by=ines, at=NOW)
    second_looks.put_back(hand_in=handed, by=olaf)
    assert SecondLook.objects.get().taken_by == ines
    second_looks.put_back(hand_in=handed, by=ines)
    assert SecondLook.objects.untouched().exists()


# --- answering -----------------------------------------------------------------------------
def test_an_instructors_verdict_counts_and_ends_the_waiting(judged, ines):
    handed = judged()
    ask(handed)
    verdict = answer(handed, ines, words="第三行就是上限。")
    assert (verdict.judge, verdict.words, counting(handed)) == (ines, "第三行就是上限。", ("instructor", 100))
    assert not SecondLook.objects.waiting().exists()


@pytest.mark.parametrize("by", ["model", "self"])
def test_no_later_verdict_of_another_sort_displaces_it(judged, ines, by):
    handed = judged()
    answer(handed, ines)
    judging.grade(handed, by=by, marks=marks(handed, ZERO))
    assert counting(handed) == ("instructor", 100)


def test_a_later_pass_by_a_model_passes_nothing_an_instructor_failed(judged, ines, enrollment):
    handed = judged(ZERO)
    answer(handed, ines, ZERO)
    judging.grade(handed, by="model", marks=marks(handed, FULL))
    assert not TaskPass.objects.exists()


def test_a_pass_an_instructor_takes_back_is_gone(judged, ines):
    handed = judged(FULL)
    assert TaskPass.objects.exists()
    answer(handed, ines, ZERO)
    assert not TaskPass.objects.exists()
    assert not with_verdict(HandIn.objects.all()).get().is_ever_passed


def test_another_hand_in_that_passes_keeps_the_pass(judged, ines):
    judged(FULL, key="first")
    second = judged(FULL, key="second")
    answer(second, ines, ZERO)
    assert TaskPass.objects.exists()


def test_a_mistaken_verdict_is_undone_by_another_and_kept(judged, ines):
    handed = judged()
    wrong = answer(handed, ines, ZERO)
    answer(handed, ines, FULL, after=wrong.pk)
    assert counting(handed) == ("instructor", 100)
    assert handed.evaluations.count() == 3


def test_saving_twice_is_one_verdict(judged, ines):
    handed = judged()
    assert answer(handed, ines) == answer(handed, ines)


def test_the_second_of_two_instructors_is_told(judged, ines, olaf):
    handed = judged()
    first = answer(handed, ines)
    with pytest.raises(SomebodyWasFirst) as told:
        answer(handed, olaf, ZERO)
    assert (told.value.verdict, counting(handed)) == (first, ("instructor", 100))


def test_work_whose_checks_failed_can_be_judged_all_the_same(enrollment, exercise, ines):
    handed = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text="太短").hand_in
    answer(handed, ines)
    handed.refresh_from_db()
    assert handed.status == HandIn.Status.GRADED


def test_it_is_judged_by_the_rubric_it_was_handed_in_for(judged, ines, lesson):
    handed = judged()
    given = marks(handed, FULL)
    scene.publish_anew(lesson, tasks=[scene.REWRITE | {"pass": 100}, *scene.TASKS[1:]])
    half = [given[0], marks(handed, ZERO)[1]]
    verdict = second_looks.answer(hand_in=handed, by=ines, marks=half, words="", at=NOW, after=None)
    assert (verdict.total, verdict.is_passed) == (75, True)


def test_an_instructor_who_is_gone_leaves_the_verdict(judged, ines):
    handed = judged()
    answer(handed, ines)
    ines.delete()
    assert counting(handed) == ("instructor", 100)


def test_a_verdict_is_news_until_its_learner_opens_it(judged, ines):
    handed = judged()
    answer(handed, ines)
    assert Evaluation.objects.unseen().count() == 1
    second_looks.note_seen(hand_in=handed, at=NOW)
    assert not Evaluation.objects.unseen().exists()
