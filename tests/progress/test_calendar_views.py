"""The secret address: made, renewed, taken back, and read without signing in."""

import pytest
from icalendar import Calendar

from progress.models import CalendarLink

pytestmark = pytest.mark.usefixtures("sunday")
CHANGE = "/plan/calendar/"


@pytest.fixture
def link(enrollment) -> CalendarLink:
    return CalendarLink.objects.create(enrollment=enrollment)


@pytest.fixture
def amys(client, amy):
    client.force_login(amy)
    return client


def test_a_calendar_program_reads_the_plan_without_signing_in(client, link):
    answer = client.get(link.get_absolute_url())
    assert answer["Content-Type"].startswith("text/calendar") and "private" in answer["Cache-Control"]
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 38


@pytest.mark.parametrize("token", ["x", "0" * 32, "中"])
def test_a_guessed_address_is_not_there(client, link, token):
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_who_may_not_sign_in_any_more_is_not_read_either(client, link, amy):
    type(amy).objects.update(is_active=False)
    assert client.get(link.get_absolute_url()).status_code == 404


def test_the_page_shows_the_whole_address(amys, link):
    html = amys.get("/plan/").content.decode()
    assert link.token in html and "http" in html.split(link.token)[0][-60:]


def test_without_an_address_the_page_offers_one(amys):
    assert "生成订阅地址" in amys.get("/plan/").content.decode()


def test_asking_makes_an_address(amys, enrollment):
    assert amys.post(CHANGE).status_code == 303
    assert CalendarLink.objects.filter(enrollment=enrollment).count() == 1


def test_renewing_stops_the_address_before(amys, client, link):
    amys.post(CHANGE, {"renew": "1"})
    assert client.get(link.get_absolute_url()).status_code == 404


def test_stopping_leaves_none(amys, link):
    amys.post(CHANGE, {"stop": "1"})
    assert not CalendarLink.objects.exists()


def test_stopping_twice_is_harmless(amys, enrollment):
    assert [amys.post(CHANGE, {"stop": "1"}).status_code for _ in range(2)] == [303, 303]


def test_a_visitor_cannot_make_one(client, course):
    assert client.post(CHANGE).status_code == 302 and not CalendarLink.objects.exists()


def test_who_has_not_joined_is_sent_to_join(client, stranger, course):
    client.force_login(stranger)
    assert client.post(CHANGE)["Location"] == "/today/"


def test_the_feed_speaks_the_language_of_its_owner(client, link, amy):
    type(amy).objects.filter(pk=amy.pk).update(language="en")
    assert "Lesson 1" in client.get(link.get_absolute_url()).content.decode().replace("\r\n ", "")


def test_reading_asks_two_questions(client, link, django_assert_num_queries):
    client.get(link.get_absolute_url())  # the first one of an edition reads the lessons for all that follow
    with django_assert_num_queries(2):  # the address with its owner and course; what is done
        client.get(link.get_absolute_url())
