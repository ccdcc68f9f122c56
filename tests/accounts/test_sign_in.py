"""The ways in and out that allauth gives, through our pages and settings."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache

from accounts.models import User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def confirm_identity(client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_the_password_opens_the_page_that_was_asked_for(client, amy):
    answer = client.post(f"{LOGIN}?next=/plan/", {"login": "AMY@example.com", "password": PASSWORD, "next": "/plan/"})
    assert answer["Location"] == "/plan/"


def test_no_link_sends_a_learner_to_another_site(client, amy):
    answer = client.post(LOGIN, {"login": amy.email, "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/today/"


def test_a_wrong_password_is_answered_in_plain_words(client, amy):
    answer = client.post(LOGIN, {"login": amy.email, "password": "wrong"})
    assert "邮箱或密码不对" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_code_from_a_letter_signs_in(client, amy):
    client.post("/accounts/login/code/", {"email": amy.email})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.outbox[0].body, re.M).group(1)
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert is_signed_in(client)


def test_a_wrong_code_does_not(client, amy):
    client.post("/accounts/login/code/", {"email": amy.email})
    assert "验证码不对" in client.post("/accounts/login/code/confirm/", {"code": "WRONG1"}).content.decode()
    assert not is_signed_in(client)


def test_letters_name_the_academy_and_not_a_machine(client, amy):
    client.post("/accounts/login/code/", {"email": amy.email})
    assert "AIGC 学院" in mail.outbox[0].body
    assert mail.outbox[0].subject == "登录验证码"


def test_an_account_that_was_stopped_cannot_sign_in(client, amy):
    User.objects.update(is_active=False)
    client.post(LOGIN, {"login": amy.email, "password": PASSWORD})
    assert not is_signed_in(client)


def test_the_sixth_wrong_password_has_to_wait(client, amy, settings):
    settings.ACCOUNT_RATE_LIMITS = {}  # allauth's own
    cache.clear()
    for _ in range(5):
        client.post(LOGIN, {"login": amy.email, "password": "wrong"})
    answer = client.post(LOGIN, {"login": amy.email, "password": PASSWORD})
    assert "请过五分钟再试" in answer.content.decode()
    assert not is_signed_in(client)


def test_many_requests_are_answered_429_in_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    cache.clear()
    for _ in range(2):
        answer = client.post("/accounts/password/reset/", {"email": "amy@example.com"})
    assert answer.status_code == 429
    assert "歇一会儿" in answer.content.decode()


def test_a_forged_forwarding_header_does_not_reset_the_limit(client, amy, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip"}
    cache.clear()
    for number in range(3):
        answer = client.post(
            LOGIN, {"login": amy.email, "password": "wrong"}, headers={"x-forwarded-for": f"10.0.0.{number}"}
        )
    assert "请过五分钟再试" in answer.content.decode()


def test_the_address_changes_only_when_the_new_one_is_confirmed(signed_in, amy):
    signed_in.post("/accounts/email/", {"email": "amy@new.example", "action_add": ""})
    amy.refresh_from_db()
    assert amy.email == "amy@example.com"
    link = re.search(r"/accounts/confirm-email/\S+", mail.outbox[-1].body).group()
    signed_in.post(link)
    amy.refresh_from_db()
    assert amy.email == "amy@new.example"
    assert EmailAddress.objects.get(user=amy).email == "amy@new.example"


def test_the_page_of_the_address_shows_what_waits(signed_in):
    signed_in.post("/accounts/email/", {"email": "amy@new.example", "action_add": ""})
    assert "amy@new.example" in signed_in.get("/accounts/email/").content.decode()


def test_a_forgotten_password_is_set_anew_through_a_letter(client, amy):
    client.post("/accounts/password/reset/", {"email": amy.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body).group()
    form = client.get(link)["Location"]
    client.post(form, {"password1": "quite-another-rule", "password2": "quite-another-rule"})
    amy.refresh_from_db()
    assert amy.check_password("quite-another-rule")


def test_two_steps_ask_for_the_code_of_the_app(signed_in, client, amy):
    confirm_identity(signed_in)
    secret = signed_in.get("/accounts/2fa/totp/activate/").context["form"].secret
    signed_in.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert Authenticator.objects.filter(user=amy, type="recovery_codes").exists()
    client.post("/accounts/logout/")
    assert client.post(LOGIN, {"login": amy.email, "password": PASSWORD})["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_a_recovery_code_opens_when_the_phone_is_lost(client, amy):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(amy, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(amy).get_unused_codes()[0]
    client.post(LOGIN, {"login": amy.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_signed_in(client)


PUBLIC = [LOGIN, "/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/"]
PUBLIC += ["/accounts/password/reset/done/", "/accounts/inactive/", "/accounts/confirm-email/"]
OWN = ["/account/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/webauthn/"]
OWN += ["/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/", "/accounts/sessions/", "/accounts/logout/"]
OWN += ["/accounts/reauthenticate/", "/privacy/data/"]

FOREIGN = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:src=|application/json))")


@pytest.mark.parametrize("page", PUBLIC)
def test_a_public_page_wears_the_look_and_keeps_to_the_csp(client, page):
    text = client.get(page).content.decode()
    assert "css/site.css" in text
    assert not FOREIGN.search(text)
    assert "您" not in text


@pytest.mark.parametrize("page", OWN)
def test_an_own_page_wears_the_look_and_keeps_to_the_csp(signed_in, page):
    confirm_identity(signed_in)
    text = signed_in.get(page).content.decode()
    assert "css/site.css" in text
    assert not FOREIGN.search(text)
    assert "您" not in text
