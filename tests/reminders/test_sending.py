"""The worker's steps, with a mail server of our own as the witness."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from reminders import letters, sending
from reminders.models import Letter, Reminder

from .conftest import EIGHT, letter_of, remind
from .server import MailServer

State = Letter.State
MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 2
        yield server


def ring(at=EIGHT):
    with time_machine.travel(at, tick=False):
        return dict(sending.send_due())


def state_of(user) -> str:
    return Letter.objects.get(user=user).state


def test_at_their_hour_learners_get_their_letters(server, amys, bens):
    assert ring() == {"sent": 2}
    assert sorted(server.recipients) == ["amy@example.org", "ben@example.org"]


def test_a_bell_that_rings_all_day_brings_one_letter(server, amys):
    for minutes in range(0, 16 * 60, 45):
        ring(EIGHT + minutes * MINUTE)
    assert server.recipients == ["amy@example.org"]


def test_letters_come_on_each_of_three_days(server, amys):
    for hours in range(72):
        ring(EIGHT + timedelta(hours=hours))
    assert len(server.recipients) == 3 and Letter.objects.filter(state=State.SENT).count() == 3


def test_with_nothing_to_say_no_letter_goes_out(server, stranger):
    remind(stranger)
    assert ring() == {"nothing": 1}
    assert server.recipients == [] and not Letter.objects.exists()


def test_many_letters_share_one_line(server, amys, bens):
    ring()
    assert server.lines == 1


def test_a_server_that_is_away_gets_the_letter_later(amys, settings, server):
    server.stop()
    assert ring() == {"unreachable": 1}
    assert state_of(amys.user) == State.WAITING
    server.start()
    assert ring(EIGHT + MINUTE) == {"sent": 1}
    assert server.recipients == ["amy@example.org"]


def test_a_server_that_is_away_is_asked_once_for_all(amys, bens, settings, server):
    server.stop()
    assert ring() == {"unreachable": 1}
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 1]


def test_a_server_that_is_away_all_day_leaves_a_failed_letter(amys, server):
    server.stop()
    for minutes in range(0, 17 * 60, 30):
        ring(EIGHT + minutes * MINUTE)
    assert state_of(amys.user) == State.FAILED


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_says_later_is_asked_later(server, amys, moment):
    server.refuse(moment, "451 try again later")
    assert ring() == {"refused": 1}
    server.refuse(moment, None)
    assert ring(EIGHT + MINUTE) == {"sent": 1}
    assert server.recipients == ["amy@example.org"]


def test_an_address_refused_for_good_is_left_alone(server, amys):
    server.refuse("RCPT", "550 no such person")
    assert ring() == {"refused": 1}
    letter = Letter.objects.get()
    assert (letter.state, letter.reason) == (State.FAILED, "SMTPRecipientsRefused 550")


def test_one_refused_address_does_not_hold_up_the_others(server, amys, bens):
    server.refuse("RCPT", "550 no such person", of="amy@example.org")
    assert ring() == {"refused": 1, "sent": 1}
    assert server.recipients == ["ben@example.org"]


def test_a_line_that_breaks_after_the_letter_was_taken_brings_no_second_one(server, amys):
    server.hang_up_after_data = True
    assert ring() == {"unknown": 1}
    server.hang_up_after_data = False
    for hours in range(1, 16):
        ring(EIGHT + timedelta(hours=hours))
    assert server.recipients == ["amy@example.org"] and state_of(amys.user) == State.UNKNOWN


def test_a_line_that_went_stale_between_two_letters_is_opened_anew(server, amys, bens):
    server.hang_up_between = True
    assert ring() == {"sent": 2}
    assert server.lines == 2


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(server, amys, bens, monkeypatch):
    write = sending._write
    monkeypatch.setattr(sending, "_write", lambda letter: 1 / 0 if letter.user == amys.user else write(letter))
    assert ring() == {"not_written": 1, "sent": 1}
    assert Letter.objects.get(user=amys.user).reason == "not_written"


def test_a_letter_another_worker_has_is_left_to_it(server, amys):
    letter = letter_of(amys.user)
    with time_machine.travel(EIGHT, tick=False):
        Reminder.objects.update(next_at=EIGHT + timedelta(days=1))
        letters.claim(letter.pk, at=EIGHT)
    assert ring() == {} and server.recipients == []


def test_the_time_for_one_bell_is_limited(amys, bens, server):
    moments = iter([EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, *[EIGHT + sending.BUDGET] * 20])
    assert sum(sending.send_due(now=lambda: next(moments)).values()) <= 1


def test_a_flight_east_brings_no_second_letter_within_twenty_hours(server, amy):
    amy.time_zone = "America/Los_Angeles"
    amy.save()
    remind(amy, next_at=EIGHT + timedelta(hours=16))
    ring(EIGHT + timedelta(hours=16))  # eight in Los Angeles, midnight in Shanghai
    with time_machine.travel(EIGHT + timedelta(hours=17), tick=False):
        amy.time_zone = "Asia/Shanghai"
        amy.save()
    for hours in range(17, 36):
        ring(EIGHT + timedelta(hours=hours))
    assert len(server.recipients) == 1
    for hours in range(36, 60):
        ring(EIGHT + timedelta(hours=hours))
    assert len(server.recipients) == 2


def test_a_flight_west_brings_one_letter_for_the_day_that_is_lived_twice(server, amys):
    ring()
    with time_machine.travel(EIGHT + MINUTE, tick=False):
        amys.user.time_zone = "America/Los_Angeles"
        amys.user.save()
    for hours in range(1, 32):
        ring(EIGHT + timedelta(hours=hours))
    assert len(server.recipients) == 1  # the 22nd there, too
    ring(EIGHT + timedelta(hours=40))
    assert len(server.recipients) == 2


def test_without_a_mail_server_letters_are_files_or_wherever_the_operator_said(amys):
    assert ring() == {"sent": 1}
    [letter] = mail.outbox
    assert letter.to == ["amy@example.org"]


def test_the_witness_speaks_real_smtp(server):
    with smtplib.SMTP("127.0.0.1", server.port, timeout=2) as line:
        assert line.noop()[0] == 250
