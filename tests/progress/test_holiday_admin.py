import pytest

from accounts.services import ensure_instructors_group
from progress.public_holidays import HolidayYear

ADD = "/admin/progress/holidayyear/add/"
SENT = {
    "year": "2027",
    "off": "2027-02-05/2027-02-11\n2027-01-01",
    "worked": "2027-02-13",
    "source": "通知",
    "checked_on": "2026-11-22",
}


@pytest.fixture
def desk(client, ines):
    ines.groups.add(ensure_instructors_group())
    client.force_login(ines)
    return client


def test_an_instructor_writes_down_a_year(desk):
    desk.post(ADD, SENT)
    kept = HolidayYear.objects.get()
    assert (kept.off, kept.worked) == (["2027-01-01/2027-01-01", "2027-02-05/2027-02-11"], ["2027-02-13"])


def test_a_new_year_begins_a_new_edition_of_the_course(desk, course):
    before = course.edition
    desk.post(ADD, SENT)
    course.refresh_from_db()
    assert course.edition != before


@pytest.mark.parametrize("wrong", [{"off": "next week"}, {"worked": "2027-02-05"}, {"year": "27"}])
def test_what_does_not_fit_is_refused_and_not_lost(desk, wrong):
    answer = desk.post(ADD, SENT | wrong)
    assert not HolidayYear.objects.exists()
    assert next(iter(wrong.values())) in answer.content.decode()


def test_the_form_shows_one_span_in_a_line(desk):
    desk.post(ADD, SENT)
    shown = desk.get(f"/admin/progress/holidayyear/{HolidayYear.objects.get().pk}/change/").content.decode()
    assert "2027-01-01/2027-01-01\n2027-02-05/2027-02-11" in shown
