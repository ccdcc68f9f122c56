"""Signing up, as a visitor does it."""

from smtplib import SMTPServerDisconnected

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.models import Invitation, User

pytestmark = pytest.mark.django_db

SIGNUP = "/accounts/signup/"
NEW = {"email": "New@Example.com", "password1": "plum-bob-and-rule"}


def test_signing_up_signs_in_and_opens_today(client):
    answer = client.post(SIGNUP, NEW)
    assert answer["Location"] == "/today/"
    assert client.session["_auth_user_id"]


def test_signing_up_keeps_the_address_in_lower_case(client):
    client.post(SIGNUP, NEW)
    assert User.objects.get().email == "new@example.com"


def test_signing_up_sends_a_letter_to_confirm_the_address(client):
    client.post(SIGNUP, NEW)
    assert mail.outbox[0].to == ["new@example.com"]
    assert "/accounts/confirm-email/" in mail.outbox[0].body


def test_a_weak_password_is_refused_beside_its_field(client):
    answer = client.post(SIGNUP, {**NEW, "password1": "12345"})
    assert answer.context["form"].errors["password1"]
    assert 'id="id_password1_error"' in answer.content.decode()
    assert not User.objects.exists()


def test_a_taken_address_is_said_beside_its_field(client, amy):
    answer = client.post(SIGNUP, {**NEW, "email": amy.email})
    assert "已经有帐号" in str(answer.context["form"].errors["email"])
    assert User.objects.count() == 1


def test_a_new_learner_reads_the_language_they_signed_up_in(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post(SIGNUP, NEW)
    assert User.objects.get().language == "en"


def test_a_dead_mail_server_does_not_stop_anybody(client, monkeypatch):
    def no_answer(self, letters):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", no_answer)
    answer = client.post(SIGNUP, NEW)
    assert answer["Location"] == "/today/"
    assert User.objects.exists()


class TestClosed:
    @pytest.fixture(autouse=True)
    def closed(self, settings):
        settings.SIGNUP = "closed"
        settings.CONTACT = "teacher@example.com"

    def test_nobody_can_sign_up(self, client):
        client.post(SIGNUP, NEW)
        assert not User.objects.exists()

    def test_the_page_says_whom_to_ask(self, client):
        assert "teacher@example.com" in client.get(SIGNUP).content.decode()

    def test_an_invitation_does_not_help(self, client):
        client.post(f"{SIGNUP}?invite={Invitation.objects.create().code}", NEW)
        assert not User.objects.exists()


class TestByInvitation:
    @pytest.fixture(autouse=True)
    def by_invitation(self, settings):
        settings.SIGNUP = "invite"

    @pytest.fixture
    def invitation(self, ines):
        return Invitation.objects.create(note="小林", made_by=ines)

    @pytest.mark.parametrize("query", ["", "?invite=", "?invite=guessed"])
    def test_without_an_invitation_nobody_can_sign_up(self, client, query):
        answer = client.post(f"{SIGNUP}{query}", NEW)
        assert not User.objects.exists()
        assert "form" not in (answer.context or {})

    def test_the_link_lets_one_person_in(self, client, invitation):
        client.post(invitation.get_absolute_url(), NEW)
        invitation.refresh_from_db()
        assert invitation.used_by.email == "new@example.com"

    def test_the_form_posts_back_to_the_link(self, client, invitation):
        assert f'action="{invitation.get_absolute_url()}"' in client.get(invitation.get_absolute_url()).content.decode()

    def test_a_mistake_in_the_form_does_not_use_the_invitation_up(self, client, invitation):
        client.post(invitation.get_absolute_url(), {**NEW, "password1": "1"})
        invitation.refresh_from_db()
        assert invitation.used_at is None

    def test_a_used_link_says_so(self, client, invitation, amy):
        Invitation.objects.update(used_by=amy, used_at=timezone.now())
        assert "已经用过" in client.get(invitation.get_absolute_url()).content.decode()

    def test_whoever_comes_second_at_the_same_moment_gets_no_account(self, client, invitation, amy, monkeypatch):
        from accounts.adapter import AccountAdapter

        Invitation.objects.update(used_by=amy, used_at=timezone.now())
        monkeypatch.setattr(AccountAdapter, "is_open_for_signup", lambda self, request: True)
        assert client.post(invitation.get_absolute_url(), NEW).status_code == 403
        assert not User.objects.filter(email="new@example.com").exists()
