"""Asking for letters, and stopping them with one click."""

import pytest
from django.test import Client

from reminders.models import Reminder

from .conftest import EIGHT, remind

pytestmark = pytest.mark.usefixtures("sunday")
SETTINGS = "/reminders/"


@pytest.fixture
def learner(client, amy):
    client.force_login(amy)
    return client


def test_nobody_is_reminded_without_asking(learner):
    html = learner.get("/account/").content.decode()
    assert "每天给我发一封提醒邮件" in html and "checked" not in html.split('name="is_on"')[1].split(">")[0]


def test_ticking_it_starts_the_letters_tomorrow_morning(learner, amy):
    answer = learner.post(SETTINGS, {"is_on": "on", "hour": "8"})
    reminder = Reminder.objects.get(user=amy)
    assert (answer.status_code, answer["Location"]) == (303, "/account/#reminders")
    assert (reminder.is_on, reminder.hour) == (True, 8)
    assert f"{reminder.next_at:%d %H:%M}" == "23 00:00"


def test_an_hour_that_is_still_to_come_is_today(learner, amy):
    learner.post(SETTINGS, {"is_on": "on", "hour": "20"})
    assert f"{Reminder.objects.get(user=amy).next_at:%d %H:%M}" == "22 12:00"


def test_saving_the_same_again_does_not_put_off_a_letter_that_is_due(learner, amys):
    learner.post(SETTINGS, {"is_on": "on", "hour": "8"})
    amys.refresh_from_db()
    assert amys.next_at == EIGHT


def test_unticking_it_stops_them(learner, amys):
    learner.post(SETTINGS, {"hour": "8"})
    amys.refresh_from_db()
    assert (amys.is_on, amys.next_at) == (False, None)


@pytest.mark.parametrize("hour", ["24", "-1", "x", ""])
def test_an_hour_that_is_none_is_refused_beside_its_field(learner, amy, hour):
    answer = learner.post(SETTINGS, {"is_on": "on", "hour": hour})
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.content.decode()
    assert not Reminder.objects.filter(user=amy).exists()


def test_a_move_to_another_zone_keeps_the_hour_there(learner, amy, amys):
    learner.post("/account/", {"display_name": "Amy", "time_zone": "America/New_York", "language": "zh-hans"})
    amys.refresh_from_db()
    assert f"{amys.next_at:%d %H:%M}" == "22 13:00"


def test_who_has_no_verified_address_is_told(learner):
    assert "邮箱还没验证" in learner.get("/account/").content.decode()


def test_the_page_of_its_own_works_too(learner, amys):
    assert "保存提醒" in learner.get(SETTINGS).content.decode()


def test_a_visitor_signs_in_first(client, db):
    assert client.get(SETTINGS).status_code == 302


# --- One click ----------------------------------------------------------------------------------------------------


def test_opening_the_link_stops_nothing(client, amys):
    """Scanners open every link of a letter."""
    html = client.get(amys.stop_path).content.decode()
    amys.refresh_from_db()
    assert amys.is_on and "不再收提醒邮件？" in html and '<form method="post"' in html


def test_the_button_stops_the_letters_without_signing_in(amys):
    html = Client(enforce_csrf_checks=True).post(amys.stop_path).content.decode()
    amys.refresh_from_db()
    assert not amys.is_on and "提醒邮件已经停了" in html


def test_a_mail_program_stops_them_by_itself(amys):
    answer = Client(enforce_csrf_checks=True).post(amys.stop_path, {"List-Unsubscribe": "One-Click"})
    amys.refresh_from_db()
    assert answer.status_code == 200 and not amys.is_on


def test_stopping_twice_is_harmless(client, amys):
    assert [client.post(amys.stop_path).status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("token", ["x", "0" * 32, "中"])
def test_a_guessed_link_is_not_there(client, amys, token):
    assert client.post(f"/reminders/stop/{token}/").status_code == 404


def test_the_link_tells_nobody_whose_it_is(client, amys):
    assert "amy" not in client.get(amys.stop_path).content.decode().lower()


def test_one_learners_link_leaves_the_others_alone(client, amys, bens):
    client.post(amys.stop_path)
    bens.refresh_from_db()
    assert bens.is_on


def test_two_learners_have_different_secrets(amys, ben):
    assert remind(ben).token != amys.token
