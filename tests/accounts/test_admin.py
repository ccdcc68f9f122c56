from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation, User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

PEOPLE = reverse("admin:accounts_user_changelist")
INVITATIONS = reverse("admin:accounts_invitation_changelist")
INVITE = reverse("admin:accounts_invitation_add")


@pytest.fixture
def teaching(client, ines):
    client.force_login(ines)
    return client


@pytest.fixture
def running_the_site(client, ines):
    User.objects.filter(pk=ines.pk).update(is_superuser=True)
    client.force_login(ines)
    return client


@pytest.mark.parametrize("page", ["/admin/", "/admin/login/", PEOPLE])
def test_the_admin_signs_in_through_the_page_that_counts_attempts(client, page):
    answer = client.get(page, follow=True)
    assert unquote(answer.redirect_chain[-1][0]).startswith("/accounts/login/?next=/admin/")


def test_the_admin_takes_no_password_of_its_own(client, ines):
    client.post("/admin/login/", {"username": ines.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_learner_is_told_that_the_admin_is_not_for_them(client, amy):
    client.force_login(amy)
    assert client.get("/admin/login/").status_code == 403


def test_an_instructor_finds_a_learner_by_name(teaching, amy):
    User.objects.filter(pk=amy.pk).update(display_name="艾米")
    assert amy.email in teaching.get(PEOPLE, {"q": "艾米"}).content.decode()


def test_an_instructor_looks_at_a_learner_and_changes_nothing(teaching, amy):
    page = reverse("admin:accounts_user_change", args=[amy.pk])
    assert teaching.get(page).status_code == 200
    assert teaching.post(page, {"email": "x@example.com"}).status_code == 403


def test_an_instructor_makes_an_invitation_and_sees_its_link(teaching, ines, settings):
    teaching.post(INVITE, {"note": "小林"})
    invitation = Invitation.objects.get()
    assert invitation.made_by == ines
    assert (
        f"{settings.SITE_URL}/accounts/signup/?invite={invitation.code}" in teaching.get(INVITATIONS).content.decode()
    )


def test_a_list_of_invitations_takes_the_same_queries_for_any_number(teaching, ines, django_assert_max_num_queries):
    Invitation.objects.bulk_create(Invitation(made_by=ines) for _ in range(20))
    with django_assert_max_num_queries(12):
        teaching.get(INVITATIONS)


def test_who_is_added_by_hand_must_change_the_password(running_the_site):
    new = {"email": "New@Example.com", "display_name": "", "usable_password": "true"}
    running_the_site.post(
        reverse("admin:accounts_user_add"), {**new, "password1": "plum-bob-and-rule", "password2": "plum-bob-and-rule"}
    )
    user = User.objects.get(email="new@example.com")
    assert user.must_change_password
    assert user.check_password("plum-bob-and-rule")


def test_who_is_added_without_a_password_has_none_to_change(running_the_site):
    new = {"email": "new@example.com", "display_name": "", "usable_password": "false"}
    running_the_site.post(reverse("admin:accounts_user_add"), new)
    user = User.objects.get(email="new@example.com")
    assert not user.has_usable_password() and not user.must_change_password


@pytest.mark.parametrize("usable", [True, False])
def test_who_is_given_a_new_password_must_change_it(running_the_site, amy, usable):
    new = {"password1": "plum-bob-and-rule", "password2": "plum-bob-and-rule"} if usable else {}
    page = reverse("admin:auth_user_password_change", args=[amy.pk])
    button = {"set-password": "1"} if usable else {"unset-password": "1"}
    running_the_site.post(page, {**new, **button, "usable_password": "true" if usable else "false"})
    amy.refresh_from_db()
    assert (amy.has_usable_password(), amy.must_change_password) == (usable, usable)


def test_an_address_in_capitals_is_still_the_same_address(running_the_site, amy):
    new = {"email": "AMY@example.com", "usable_password": "true"}
    answer = running_the_site.post(
        reverse("admin:accounts_user_add"), {**new, "password1": "plum-bob-and-rule", "password2": "plum-bob-and-rule"}
    )
    assert "这个邮箱已经有帐号了" in answer.content.decode()


def test_the_secret_of_a_second_factor_is_shown_to_nobody(running_the_site, amy):
    key = Authenticator.objects.create(user=amy, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    answer = running_the_site.get(reverse("admin:mfa_authenticator_change", args=[key.pk]))
    assert answer.status_code == 200 and "JBSWY3DPEHPK3PXP" not in answer.content.decode()


def test_a_lost_second_factor_can_be_taken_away(running_the_site, amy):
    key = Authenticator.objects.create(user=amy, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    running_the_site.post(reverse("admin:mfa_authenticator_delete", args=[key.pk]), {"post": "yes"})
    assert not Authenticator.objects.exists()


@pytest.fixture
def elsewhere(amy):
    """Amy, signed in on another device."""
    browser = Client()
    browser.post("/accounts/login/", {"login": amy.email, "password": PASSWORD})
    return browser


def test_the_key_of_a_session_is_shown_to_nobody(running_the_site, elsewhere, amy):
    session = UserSession.objects.get(user=amy)
    answer = running_the_site.get(reverse("admin:usersessions_usersession_change", args=[session.pk]))
    assert answer.status_code == 200 and session.session_key not in answer.content.decode()


def test_a_session_taken_away_has_ended(running_the_site, elsewhere, amy):
    session = UserSession.objects.get(user=amy)
    running_the_site.post(reverse("admin:usersessions_usersession_delete", args=[session.pk]), {"post": "yes"})
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize("room", ["mfa_authenticator", "usersessions_usersession"])
def test_secrets_are_found_by_their_owner(running_the_site, elsewhere, amy, room):
    assert running_the_site.get(reverse(f"admin:{room}_changelist"), {"q": amy.email}).status_code == 200
