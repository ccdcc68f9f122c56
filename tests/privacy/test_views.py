import io
import zipfile

import pytest

from accounts.models import User

PASSWORD = "a-long-password"  # of the whole cast
ERASE = "/privacy/data/erase/"


@pytest.fixture
def browser(client, busy):
    client.force_login(busy)
    return client


@pytest.fixture
def confirmed(browser):
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


@pytest.mark.parametrize("page", ["/privacy/data/", "/privacy/data/download/", ERASE])
@pytest.mark.django_db
def test_a_stranger_sees_nobodys_data(client, page):
    assert client.get(page)["Location"].startswith("/accounts/login/")


class TestThePolicy:
    pytestmark = pytest.mark.django_db

    def test_can_be_read_by_anybody(self, client):
        assert client.get("/privacy/").status_code == 200

    def test_names_the_host_that_gets_the_prompts(self, client, settings):
        settings.OPENAI_BASE_URL = "https://key@api.example.com/v1"
        settings.OPENAI_API_KEY, settings.PRACTICE_MODEL = "sk-secret", "chat"
        text = client.get("/privacy/").content.decode()
        assert "api.example.com" in text
        assert "key@" not in text

    def test_says_when_nothing_leaves_the_site(self, client):
        assert "不会离开这个站点" in client.get("/privacy/").content.decode()

    @pytest.mark.parametrize(
        ("contact", "shown"),
        [
            ("teacher@example.com", 'href="mailto:teacher@example.com"'),
            ("https://example.com/help", 'href="https://example.com/help"'),
            ("微信：aigc-help", "微信：aigc-help"),
            ("", "给你这个网址的人"),
        ],
    )
    def test_says_whom_to_ask(self, client, settings, contact, shown):
        settings.CONTACT = contact
        assert shown in client.get("/privacy/").content.decode()


def test_the_page_counts_what_is_there(browser):
    assert "练习 1 次" in browser.get("/privacy/data/").content.decode()


def test_the_archive_is_downloaded_as_a_file(browser):
    answer = browser.get("/privacy/data/download/")
    assert answer["Content-Disposition"].startswith('attachment; filename="aigc-')
    assert "no-store" in answer["Cache-Control"]
    assert "README.md" in zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()


def test_erasing_asks_for_the_password_first(browser, busy):
    answer = browser.post(ERASE, {"email": busy.email})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.filter(pk=busy.pk).exists()


@pytest.mark.parametrize("typed", ["", "yes", "ben@example.org"])
def test_erasing_wants_the_own_address_typed(confirmed, busy, typed):
    answer = confirmed.post(ERASE, {"email": typed})
    assert answer.status_code == 422
    assert 'id="id_email_error"' in answer.content.decode()
    assert User.objects.filter(pk=busy.pk).exists()


def test_looking_at_the_page_erases_nothing(confirmed, busy):
    assert confirmed.get(ERASE, {"email": busy.email}).status_code == 200
    assert User.objects.filter(pk=busy.pk).exists()


def test_erasing_takes_everything_and_says_so(confirmed, busy):
    answer = confirmed.post(ERASE, {"email": f" {busy.email.upper()} "}, follow=True)
    assert "都不在了" in answer.content.decode()
    assert not User.objects.filter(email=busy.email).exists()
    assert "_auth_user_id" not in confirmed.session


def test_an_erased_address_can_sign_up_anew(confirmed, busy, client):
    confirmed.post(ERASE, {"email": busy.email})
    client.post("/accounts/signup/", {"email": busy.email, "password1": "plum-bob-and-rule"})
    assert not User.objects.get(email=busy.email).enrollments.exists()
