from datetime import date
from uuid import uuid4

import pytest

from progress.public_holidays import HolidayYear, calendar, read_year
from progress.study_days import Holidays, Rhythm

GOLDEN_WEEK = Holidays(off=frozenset({date(2026, 10, 1)}), worked=frozenset({date(2026, 10, 10)}))


def keeping(weekdays: str) -> Rhythm:
    return Rhythm(weekdays, keeps_holidays=True)


@pytest.mark.django_db
def test_the_national_holiday_of_2026_and_the_saturday_worked_for_it_are_known():
    days = calendar(uuid4()).days
    assert date(2026, 10, 7) in days.off
    assert date(2026, 10, 8) not in days.off
    assert date(2026, 10, 10) in days.worked


@pytest.mark.django_db
def test_a_worked_day_is_always_a_weekend_day():
    assert {on.isoweekday() for on in calendar(uuid4()).days.worked} <= {6, 7}


@pytest.mark.django_db
def test_a_year_in_the_admin_stands_in_for_the_one_that_came_along():
    HolidayYear.objects.create(
        year=2026, off=["2026-01-01/2026-01-01"], worked=[], source="通知", checked_on=date(2026, 11, 22)
    )
    days = calendar(uuid4()).days
    assert date(2026, 1, 1) in days.off
    assert date(2026, 10, 1) not in days.off


@pytest.mark.django_db
def test_a_year_nobody_announced_is_not_among_the_known_ones():
    assert 2099 not in calendar(uuid4()).years


def test_nobody_who_keeps_them_studies_on_a_public_holiday():
    assert not keeping("1234567").studies_on(date(2026, 10, 1), GOLDEN_WEEK)


def test_who_does_not_keep_them_studies_as_on_any_thursday():
    assert Rhythm("4").studies_on(date(2026, 10, 1), GOLDEN_WEEK)


@pytest.mark.parametrize(("weekdays", "studies"), [("12345", True), ("67", False), ("136", True), ("135", False)])
def test_a_worked_saturday_is_a_workday_to_who_studies_on_all_of_them_or_none(weekdays, studies):
    assert keeping(weekdays).studies_on(date(2026, 10, 10), GOLDEN_WEEK) is studies


def test_single_days_and_spans_are_read_in_order():
    read = read_year(2027, ["2027-02-05/2027-02-11", "2027-01-01"], ["2027-02-13"])
    assert read == (["2027-01-01/2027-01-01", "2027-02-05/2027-02-11"], ["2027-02-13"])


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (["soon"], []),
        (["2027-02-11/2027-02-05"], []),
        (["2027-02-05/"], []),
        (["2031-01-01"], []),
        (["2027-01-01/2027-12-31"], []),
        ([], ["2027-02-30"]),
        (["2027-02-05/2027-02-11"], ["2027-02-06"]),
    ],
)
def test_a_day_that_does_not_fit_is_refused(off, worked):
    with pytest.raises(ValueError):
        read_year(2027, off, worked)
