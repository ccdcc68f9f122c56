"""FSRS counted in days: pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress import review
from progress.review import Memory, Rating

MONDAY = date(2026, 11, 2)
DAY = timedelta(days=1)
ratings = st.sampled_from(list(Rating))


@st.composite
def histories(draw, least: int = 0) -> list[tuple[Rating, date]]:
    """Answers on growing days, some of them early, some of them years late."""
    on, answers = MONDAY, []
    for rating, gap in draw(st.lists(st.tuples(ratings, st.integers(1, 900)), min_size=least, max_size=12)):
        on += gap * DAY
        answers.append((rating, on))
    return answers


def test_nothing_answered_leaves_no_memory():
    assert review.fold([]) is None


@pytest.mark.parametrize(("rating", "days"), [(Rating.AGAIN, 1), (Rating.HARD, 1), (Rating.GOOD, 2), (Rating.EASY, 8)])
def test_a_first_answer_comes_back_after_the_days_that_fsrs_gives_it(rating, days):
    assert review.remember(None, rating, on=MONDAY).due_on == MONDAY + days * DAY


def test_what_was_forgotten_comes_back_tomorrow():
    known = review.fold([(Rating.GOOD, MONDAY), (Rating.GOOD, MONDAY + 2 * DAY)])
    assert review.remember(known, Rating.AGAIN, on=known.due_on).due_on == known.due_on + DAY


@given(histories(least=1))
def test_nothing_comes_twice_on_one_day(answers):
    assert review.fold(answers).due_on > answers[-1][1]


@given(histories(least=1))
def test_the_easier_it_was_the_later_it_comes_back(answers):
    before, (_, on) = review.fold(answers[:-1]), answers[-1]
    due = [review.remember(before, rating, on=on).due_on for rating in Rating]
    assert due == sorted(due)


@given(histories(least=1), ratings)
def test_a_memory_kept_in_columns_goes_on_as_if_it_had_never_been_put_away(answers, rating):
    memory = review.fold(answers)
    kept = Memory(memory.stability, memory.difficulty, memory.reviewed_on, memory.due_on)
    on = memory.due_on + 3 * DAY
    assert review.remember(kept, rating, on=on) == review.fold([*answers, (rating, on)])


@given(histories(least=1), st.integers(0, 2000))
def test_what_is_known_only_fades(answers, days):
    memory = review.fold(answers)
    sooner, later = (
        review.recall(memory, learned_on=MONDAY, today=memory.reviewed_on + back * DAY) for back in (days, days + 1)
    )
    assert 0 <= later <= sooner <= 1


@given(histories(least=1))
def test_a_learner_who_flew_west_and_lives_a_day_again_loses_nothing(answers):
    memory = review.fold(answers)
    assert review.recall(memory, learned_on=MONDAY, today=memory.reviewed_on - DAY) == 1


def test_a_question_never_reviewed_fades_from_the_day_it_was_learned():
    fresh, old = (review.recall(None, learned_on=MONDAY, today=MONDAY + days * DAY) for days in (1, 30))
    assert 0.5 < old < fresh < 1


@pytest.mark.parametrize(
    ("minutes", "usual_minutes", "count"),
    [
        (60, 0, 12),
        (59, 60, 11),
        (30, 300, 6),
        (4, 60, 0),  # a fifth of four minutes has no room for a question
        (0, 60, 12),
        (0, 10, 5),
        (0, 0, 5),
    ],
)
def test_a_fifth_of_the_day_is_for_review(minutes, usual_minutes, count):
    assert review.portion(minutes=minutes, usual_minutes=usual_minutes) == count


days_ahead = st.lists(st.integers(1, 300), max_size=20).map(
    lambda minutes: [(MONDAY + place * DAY, each) for place, each in enumerate(minutes)]
)


@given(st.lists(st.integers(-300, 40), max_size=200), days_ahead)
def test_review_never_takes_more_than_a_fifth_of_what_is_coming(due, days):
    assert 0 <= review.share_ahead(due=[MONDAY + day * DAY for day in due], days=days) <= review.SHARE


def test_review_takes_what_it_needs_when_that_is_less():
    days = [(MONDAY, 60), (MONDAY + DAY, 40)]
    assert review.share_ahead(due=[MONDAY - DAY, MONDAY + DAY, MONDAY + 9 * DAY], days=days) == pytest.approx(0.02)


def test_what_finds_no_room_waits_for_the_next_day():
    days = [(MONDAY, 10), (MONDAY + DAY, 10)]
    assert review.share_ahead(due=[MONDAY] * 3, days=days) == pytest.approx(3 / 20)


@pytest.mark.parametrize("days", [[], [(MONDAY, 0)]])
def test_with_nothing_to_study_review_takes_no_share(days):
    assert review.share_ahead(due=[MONDAY], days=days) == 0
