import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

NEW_PASSWORD = {"oldpassword": PASSWORD, "password1": "quite-another-rule", "password2": "quite-another-rule"}


class TestAPasswordSomebodyElseHasSeen:
    @pytest.fixture(autouse=True)
    def seen(self, amy):
        User.objects.update(must_change_password=True)

    @pytest.mark.parametrize("page", ["/account/", "/today/", "/plan/", "/privacy/data/", "/admin/", "/nowhere/"])
    def test_opens_no_page(self, signed_in, page):
        assert signed_in.get(page)["Location"] == "/accounts/password/change/"

    def test_does_not_take_posts_either(self, signed_in, amy):
        signed_in.post("/account/", {"display_name": "艾米", "time_zone": "Asia/Tokyo", "language": "en"})
        amy.refresh_from_db()
        assert amy.display_name == ""

    def test_can_be_changed(self, signed_in, amy):
        signed_in.post("/accounts/password/change/", NEW_PASSWORD)
        amy.refresh_from_db()
        assert not amy.must_change_password

    def test_opens_everything_after_the_change(self, signed_in):
        signed_in.post("/accounts/password/change/", NEW_PASSWORD)
        assert signed_in.get("/account/").status_code == 200

    def test_stays_closed_after_a_failed_change(self, signed_in, amy):
        signed_in.post("/accounts/password/change/", {**NEW_PASSWORD, "oldpassword": "wrong"})
        assert signed_in.get("/account/").status_code == 302

    def test_lets_its_owner_leave(self, signed_in):
        signed_in.post("/accounts/logout/")
        assert "_auth_user_id" not in signed_in.session


def test_pages_speak_the_learners_language(signed_in, amy):
    User.objects.update(language="en")
    assert 'lang="en"' in signed_in.get("/account/").content.decode()


def test_the_language_of_a_learner_does_not_stay_for_a_stranger(signed_in):
    User.objects.update(language="en")
    signed_in.get("/account/")
    assert 'lang="zh-Hans"' in Client().get("/accounts/login/").content.decode()


def test_an_unknown_time_zone_falls_back_to_the_sites(signed_in):
    User.objects.update(time_zone="Mars/Olympus")
    assert signed_in.get("/account/").status_code == 200
    assert timezone.get_current_timezone_name() == "Asia/Shanghai"


def test_a_visitor_reads_chinese_whatever_the_browser_prefers(client):
    page = client.get("/accounts/login/", headers={"accept-language": "en-US,en"})
    assert 'lang="zh-Hans"' in page.content.decode() and page["Content-Language"] == "zh-hans"


def test_a_visitor_who_chose_english_reads_english(client):
    client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert 'lang="en"' in client.get("/accounts/login/").content.decode()


def test_a_language_nobody_speaks_here_is_chinese(client):
    client.cookies["django_language"] = "tlh"
    assert 'lang="zh-Hans"' in client.get("/accounts/login/").content.decode()


def test_the_language_of_a_request_ends_with_it(signed_in):
    User.objects.update(language="en")
    signed_in.get("/account/")
    assert get_language() == "zh-hans"
