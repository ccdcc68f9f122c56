import pytest
from django.contrib.sessions.backends.cache import SessionStore

from practice.models import PracticeConsent
from practice.providers import consent


@pytest.fixture
def asked(rf, amy):
    request = rf.get("/")
    request.user, request.session = amy, SessionStore()
    return request


def test_without_a_provider_there_is_nothing_to_ask(asked):
    assert consent.host_to_ask_for(asked) == ""


def test_the_host_of_the_provider_is_asked_for(asked, configured, provider):
    assert consent.host_to_ask_for(asked) == f"127.0.0.1:{provider.server_address[1]}"


def test_whoever_agreed_is_not_asked_again(asked, configured):
    consent.give(asked, host=consent.host_to_ask_for(asked))
    assert consent.host_to_ask_for(asked) == ""


def test_agreeing_twice_is_kept_once(asked, configured):
    for _ in range(2):
        consent.give(asked, host=consent.provider_host())
    assert PracticeConsent.objects.count() == 1


@pytest.mark.parametrize("host", ["other.example", "x" * 300])
def test_agreeing_to_what_nobody_asked_for_is_not_kept(asked, configured, host):
    consent.give(asked, host=host)
    assert not PracticeConsent.objects.exists()
    assert consent.host_to_ask_for(asked) == consent.provider_host()


def test_another_host_is_asked_for_anew(asked, configured, settings):
    consent.give(asked, host=consent.host_to_ask_for(asked))
    settings.OPENAI_BASE_URL = "https://other.example/v1"
    assert consent.host_to_ask_for(asked) == "other.example"


def test_a_key_inside_the_address_is_never_shown(asked, configured, settings):
    settings.OPENAI_BASE_URL = "https://name:secret@api.example.com/v1"
    assert consent.host_to_ask_for(asked) == "api.example.com"


def test_the_session_spares_the_database_the_question(asked, configured, django_assert_num_queries):
    consent.give(asked, host=consent.host_to_ask_for(asked))
    with django_assert_num_queries(0):
        consent.host_to_ask_for(asked, hosts=consent.hosts_of(None))
