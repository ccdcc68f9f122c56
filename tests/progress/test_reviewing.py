"""Answers of a review: kept once, taken back whole."""

from datetime import timedelta

import pytest
import time_machine

from progress import quiz, reviewing
from progress.models import ReviewAnswer, ReviewCard
from progress.review import Memory, Rating, fold
from tests.conftest import QUIZ, TODAY

pytestmark = pytest.mark.usefixtures("sunday")
RIGHT, WRONG = ["1"], ["0"]


def answer(enrollment, question, given=RIGHT, rating: Rating | None = Rating.GOOD, seen=""):
    return reviewing.answer_review(enrollment=enrollment, question=question, given=given, rating=rating, seen=seen)


def memory_of(card: ReviewCard) -> Memory | None:
    card.refresh_from_db()
    return Memory(card.stability, card.difficulty, card.reviewed_on, card.due_on) if card.stability else None


def test_a_wrong_answer_is_kept_at_once(enrollment, asked):
    kept = answer(enrollment, asked, WRONG, rating=None).answer
    assert (kept.rating, kept.card.due_on) == (Rating.AGAIN, TODAY + timedelta(days=1))


def test_a_wrong_answer_cannot_be_called_easy(enrollment, asked):
    assert answer(enrollment, asked, WRONG, rating=Rating.EASY).answer.rating == Rating.AGAIN


def test_a_right_answer_waits_for_its_rating(enrollment, asked):
    reviewed = answer(enrollment, asked, rating=None)
    assert reviewed.result.is_correct and reviewed.answer is None
    assert not ReviewCard.objects.exists()


def test_the_card_is_what_its_answers_make_of_it(enrollment, asked):
    days = []
    for rating in (Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.EASY):
        card = ReviewCard.objects.filter(question=asked).first()
        days.append(card.due_on if card else TODAY)
        with time_machine.travel(f"{days[-1]}T04:00:00Z", tick=False):
            answer(enrollment, asked, WRONG if rating is Rating.AGAIN else RIGHT, rating)
    card = ReviewCard.objects.get(question=asked)
    answers = list(zip((Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.EASY), days, strict=True))
    assert memory_of(card) == fold(answers) and card.lapses == 1


def test_an_answer_is_pinned_to_the_words_and_the_revision_it_was_given_to(enrollment, asked):
    kept = answer(enrollment, asked).answer
    assert (kept.fingerprint, kept.revision) == (quiz.fingerprint(QUIZ[0]), asked.lesson.published)


def test_answering_twice_on_a_day_keeps_the_first(enrollment, asked):
    first, second = answer(enrollment, asked).answer, answer(enrollment, asked, WRONG).answer
    assert second == first and ReviewAnswer.objects.count() == 1


def test_words_that_changed_meanwhile_are_not_judged(enrollment, asked):
    with pytest.raises(reviewing.WordsChanged):
        answer(enrollment, asked, seen="0" * 16)
    assert not ReviewAnswer.objects.exists()


def test_a_reworded_question_keeps_what_is_remembered_of_it(enrollment, asked):
    before = answer(enrollment, asked).answer.card
    asked.lesson.document["quiz"][0] = QUIZ[0] | {"question": "换了一问？"}
    asked.lesson.save()
    with time_machine.travel(f"{before.due_on}T04:00:00Z", tick=False):
        kept = answer(enrollment, asked).answer
    assert kept.card == before and memory_of(before) == fold([(Rating.GOOD, TODAY), (Rating.GOOD, kept.on)])


def test_undoing_restores_the_card_exactly(enrollment, asked):
    answer(enrollment, asked)
    card = ReviewCard.objects.get()
    known = memory_of(card)
    with time_machine.travel(f"{card.due_on}T04:00:00Z", tick=False):
        last = answer(enrollment, asked, WRONG).answer
        assert reviewing.undo_review(enrollment=enrollment, answer_id=last.pk) == asked
    assert memory_of(card) == known and card.lapses == 0
    assert ReviewAnswer.objects.filter(undone_at=None).count() == 1


def test_undoing_the_only_answer_leaves_a_card_without_memory(enrollment, asked):
    last = answer(enrollment, asked).answer
    reviewing.undo_review(enrollment=enrollment, answer_id=last.pk)
    assert memory_of(ReviewCard.objects.get()) is None


def test_undoing_twice_takes_back_one(enrollment, asked, asked_too):
    answer(enrollment, asked_too, ["false"])
    last = answer(enrollment, asked).answer
    undone = [reviewing.undo_review(enrollment=enrollment, answer_id=last.pk) for _ in range(2)]
    assert undone == [asked, None] and ReviewAnswer.objects.filter(undone_at=None).count() == 1


def test_yesterdays_answer_is_settled(enrollment, asked):
    last = answer(enrollment, asked).answer
    with time_machine.travel("2026-11-23T04:00:00Z", tick=False):
        assert reviewing.undo_review(enrollment=enrollment, answer_id=last.pk) is None


def test_nobody_undoes_for_somebody_else(enrollment, bens, asked):
    last = answer(enrollment, asked).answer
    assert reviewing.undo_review(enrollment=bens, answer_id=last.pk) is None
