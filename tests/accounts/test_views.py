import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

PROFILE = {"display_name": "艾米", "time_zone": "Asia/Tokyo", "language": "zh-hans"}


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get("/account/")["Location"] == "/accounts/login/?next=/account/"


def test_a_stranger_who_speaks_json_is_told_401(client):
    answer = client.get("/account/", headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json()["error"] == "not_signed_in"


def test_the_profile_is_saved_and_says_so(signed_in, amy):
    answer = signed_in.post("/account/", PROFILE, follow=True)
    assert answer.redirect_chain == [("/account/", 303)]
    assert "已保存" in answer.content.decode()
    amy.refresh_from_db()
    assert (amy.display_name, amy.time_zone, amy.language) == ("艾米", "Asia/Tokyo", "zh-hans")


def test_saving_another_language_says_so_in_that_language(signed_in):
    answer = signed_in.post("/account/", {**PROFILE, "language": "en"}, follow=True)
    assert 'lang="en"' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Olympus"}, {"language": "xx"}, {"display_name": "名" * 61}, {"time_zone": ""}]
)
def test_what_is_wrong_stands_beside_its_field(signed_in, amy, wrong):
    answer = signed_in.post("/account/", {**PROFILE, **wrong})
    assert answer.status_code == 422
    assert f'id="id_{next(iter(wrong))}_error"' in answer.content.decode()
    amy.refresh_from_db()
    assert amy.display_name == ""


def test_nothing_typed_is_lost_beside_an_error(signed_in):
    assert 'value="艾米"' in signed_in.post("/account/", {**PROFILE, "language": "xx"}).content.decode()


def test_nobody_makes_themselves_an_instructor(signed_in, amy):
    signed_in.post("/account/", {**PROFILE, "is_staff": "on", "is_superuser": "on", "email": "x@example.com"})
    amy.refresh_from_db()
    assert not amy.is_staff
    assert amy.email == "amy@example.com"


def test_the_page_takes_few_queries(signed_in, django_assert_num_queries):
    # session, user, person, address, authenticators, devices, the wish for letters, the own key, and the day line
    with django_assert_num_queries(9):
        signed_in.get("/account/")


def test_signing_out_everywhere_ends_every_session(signed_in, amy):
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": amy.email, "password": PASSWORD})
    assert signed_in.post("/account/sign-out-everywhere/")["Location"] == "/accounts/login/"
    assert elsewhere.get("/account/").status_code == 302
    assert signed_in.get("/account/").status_code == 302
    assert not UserSession.objects.exists()


def test_signing_out_everywhere_takes_a_post(signed_in):
    assert signed_in.get("/account/sign-out-everywhere/").status_code == 405


def test_one_can_sign_out_the_other_devices_and_stay(signed_in, amy):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0 Safari/604.1"})
    elsewhere.post("/accounts/login/", {"login": amy.email, "password": PASSWORD})
    assert "微信 · iPhone" in signed_in.get("/accounts/sessions/").content.decode()
    signed_in.post("/accounts/sessions/")
    assert elsewhere.get("/account/").status_code == 302
    assert signed_in.get("/account/").status_code == 200
