"""The life of a letter: claimed by one, handed over once."""

from datetime import date, timedelta

import pytest

from reminders import letters
from reminders.models import Letter, Reminder

from .conftest import EIGHT, letter_of, remind

State = Letter.State
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def claimed(letter, *, at=EIGHT) -> Letter:
    return letters.claim(letter.pk, at=at)


# --- Whose hour has come ------------------------------------------------------------------------


def test_when_the_hour_comes_a_letter_begins_and_the_next_is_tomorrow(amys):
    assert letters.begin_due(at=EIGHT) == 1
    letter = Letter.objects.get()
    assert (letter.on, letter.state, letter.ends_at) == (date(2026, 11, 22), State.WAITING, EIGHT + 16 * HOUR)
    amys.refresh_from_db()
    assert amys.next_at == EIGHT + 24 * HOUR


def test_before_the_hour_nothing_begins(amys):
    assert letters.begin_due(at=EIGHT - MINUTE) == 0


def test_beginning_twice_makes_one_letter(amys):
    letters.begin_due(at=EIGHT)
    Reminder.objects.update(next_at=EIGHT)  # as if the first bell had been killed before it wrote this down
    letters.begin_due(at=EIGHT + MINUTE)
    assert Letter.objects.count() == 1


def test_who_is_off_is_not_looked_at(amy):
    remind(amy, is_on=False, next_at=None)
    assert letters.begin_due(at=EIGHT + HOUR) == 0


def test_after_a_morning_without_anybody_at_work_the_letter_still_comes_that_day(amys):
    letters.begin_due(at=EIGHT + 9 * HOUR)
    assert Letter.objects.get().on == date(2026, 11, 22)


def test_after_a_night_without_anybody_at_work_nobody_is_woken(amys):
    letters.begin_due(at=EIGHT + 17 * HOUR)  # one in the morning of the 23rd
    amys.refresh_from_db()
    assert (Letter.objects.count(), amys.next_at) == (0, EIGHT + 24 * HOUR)


def test_a_hundred_learners_cost_as_much_as_one(amys, django_user_model, django_assert_num_queries):
    people = django_user_model.objects.bulk_create(django_user_model(email=f"{n}@example.org") for n in range(100))
    Reminder.objects.bulk_create(Reminder(user=user, is_on=True, next_at=EIGHT) for user in people)
    with django_assert_num_queries(5):  # savepoint twice, the due ones, the letters, the next moments
        assert letters.begin_due(at=EIGHT) == 101


# --- One worker has it -----------------------------------------------------------------------------


def test_a_letter_is_claimed_once(amys):
    letter = letter_of(amys.user)
    assert claimed(letter).pk == letter.pk and claimed(letter) is None


def test_what_a_killed_worker_had_claimed_is_claimed_again_after_its_lease(amys):
    letter = letter_of(amys.user)
    claimed(letter)
    assert claimed(letter, at=EIGHT + letters.LEASE - MINUTE) is None
    assert claimed(letter, at=EIGHT + letters.LEASE).fence == 2


def test_a_worker_that_slept_through_its_lease_hands_nothing_over(amys):
    slow = claimed(letter_of(amys.user))
    quick = claimed(slow, at=EIGHT + letters.LEASE)
    assert letters.let_through(slow, at=EIGHT + letters.LEASE) is None
    assert letters.let_through(quick, at=EIGHT + letters.LEASE)


def test_a_letter_is_let_through_once(amys):
    letter = claimed(letter_of(amys.user))
    assert letters.let_through(letter, at=EIGHT) and letters.let_through(letter, at=EIGHT) is None


def test_a_letter_that_was_handed_over_is_never_claimed_again(amys):
    letter = claimed(letter_of(amys.user))
    letters.let_through(letter, at=EIGHT)
    assert all(claimed(letter, at=EIGHT + hours * HOUR) is None for hours in range(24))


def test_a_letter_lost_at_the_mail_server_is_unknown_and_stays_so(amys):
    letter = claimed(letter_of(amys.user))
    letters.let_through(letter, at=EIGHT)
    letters.close_what_is_over(at=EIGHT + letters.LEASE)
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == (State.UNKNOWN, "worker_lost")
    assert claimed(letter, at=EIGHT + HOUR) is None


def test_a_worker_that_was_thought_lost_may_still_say_that_it_sent(amys):
    letter = claimed(letter_of(amys.user))
    letters.let_through(letter, at=EIGHT)
    letters.close_what_is_over(at=EIGHT + letters.LEASE)
    letters.was_sent(letter, at=EIGHT + letters.LEASE)
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == (State.SENT, "")


def test_nothing_to_say_leaves_no_letter(amys):
    letters.drop(claimed(letter_of(amys.user)))
    assert not Letter.objects.exists()


# --- Not too close, and not against the learner's wish ---------------------------------------------------


@pytest.mark.parametrize(("hours_ago", "comes"), [(19, False), (20, True), (24, True)])
def test_two_letters_are_twenty_hours_apart_wherever_the_learner_flies(amy, hours_ago, comes):
    remind(amy, last_at=EIGHT - hours_ago * HOUR)
    letter = claimed(letter_of(amy))
    assert bool(letters.let_through(letter, at=EIGHT)) is comes
    assert Letter.objects.exists() is comes


def test_who_stopped_a_moment_ago_gets_none(amys):
    letter = claimed(letter_of(amys.user))
    Reminder.objects.update(is_on=False, next_at=None)
    assert letters.let_through(letter, at=EIGHT) is None and not Letter.objects.exists()


def test_a_letter_whose_person_was_erased_is_not_handed_over(amys):
    letter = claimed(letter_of(amys.user))
    amys.user.delete()
    assert letters.let_through(letter, at=EIGHT) is None


# --- When the mail server does not take it ------------------------------------------------------------------


def test_what_was_not_taken_is_tried_again_with_growing_pauses(amys):
    letter, at, pauses = letter_of(amys.user), EIGHT, []
    for _ in range(9):
        letter = claimed(letter, at=at)
        letters.was_not_taken(letter, at=at, reason="SMTPDataError 451")
        letter.refresh_from_db()
        pauses.append((letter.look_at - at) // MINUTE)
        at = letter.look_at
    assert pauses == [1, 2, 5, 10, 20, 40, 60, 60, 60]


def test_a_refusal_does_not_count_as_a_letter(amys):
    letter = claimed(letter_of(amys.user))
    passage = letters.let_through(letter, at=EIGHT)
    letters.was_not_taken(letter, at=EIGHT, reason="SMTPDataError 451", passage=passage)
    again = claimed(letter, at=EIGHT + MINUTE)
    assert letters.let_through(again, at=EIGHT + MINUTE)


def test_a_refusal_for_good_is_not_tried_again(amys):
    letter = claimed(letter_of(amys.user))
    letters.was_not_taken(letter, at=EIGHT, reason="SMTPRecipientsRefused 550", is_final=True)
    letter.refresh_from_db()
    assert letter.state == State.FAILED and claimed(letter, at=EIGHT + HOUR) is None


def test_when_the_day_is_over_nobody_tries_again(amys):
    letter = letter_of(amys.user)
    letters.was_not_taken(claimed(letter), at=EIGHT, reason="ConnectionRefusedError")
    letters.close_what_is_over(at=letter.ends_at)
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == (State.FAILED, "ConnectionRefusedError")


def test_who_is_due_is_found_by_an_index(amys, connection_plan):
    assert "reminders_due_next" in connection_plan(Reminder.objects.due(at=EIGHT).order_by("next_at"))
    assert "letters_to_look_at" in connection_plan(Letter.objects.claimable(at=EIGHT).order_by("look_at"))
