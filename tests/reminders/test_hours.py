"""A learner's hour in every zone and on every odd day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders import hours

ZONES = (
    "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana",
    "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "America/St_Johns",
)  # fmt: skip
moments = st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
clocks = st.tuples(st.integers(0, 23), st.sampled_from(ZONES).map(ZoneInfo))


@given(moments, clocks)
def test_the_next_moment_comes_later_and_within_two_days(after, clock):
    hour, zone = clock
    due = hours.next_due(after=after, hour=hour, zone=zone)
    assert after < due <= after + timedelta(hours=50)


@given(moments, clocks)
def test_at_that_moment_the_clock_has_reached_the_hour(after, clock):
    hour, zone = clock
    due = hours.next_due(after=after, hour=hour, zone=zone).astimezone(zone)
    skipped = (due - timedelta(hours=2)).astimezone(zone)
    assert due.hour == hour or due.utcoffset() != skipped.astimezone(UTC).astimezone(zone).utcoffset()


@given(moments, clocks)
def test_moments_in_a_row_fall_on_days_in_a_row(after, clock):
    hour, zone = clock
    first = hours.next_due(after=after, hour=hour, zone=zone)
    second = hours.next_due(after=first, hour=hour, zone=zone)
    assert timedelta(hours=22) <= second - first <= timedelta(hours=26)


@given(moments, clocks)
def test_the_day_ends_when_another_begins(at, clock):
    zone = clock[1]
    ends_at = hours.day_ends_at(at, zone)
    assert hours.day_of(ends_at - timedelta(seconds=1), zone) == hours.day_of(at, zone) < hours.day_of(ends_at, zone)


@pytest.mark.parametrize(
    ("on", "hour", "zone", "moment"),
    [
        (date(2026, 3, 8), 2, "America/New_York", "2026-03-08T07:00+00:00"),  # skipped: clocks go on to 3
        (date(2026, 11, 1), 1, "America/New_York", "2026-11-01T05:00+00:00"),  # twice: the first one
        (date(2026, 7, 1), 8, "Asia/Kathmandu", "2026-07-01T02:15+00:00"),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_one_moment(on, hour, zone, moment):
    assert hours.due_at(on=on, hour=hour, zone=ZoneInfo(zone)) == datetime.fromisoformat(moment)


def test_a_day_left_out_of_the_calendar_is_passed_over():
    apia = ZoneInfo("Pacific/Apia")
    after = datetime(2011, 12, 29, 20, tzinfo=UTC)  # the 29th, after eight in the morning
    moments = []
    for _ in range(3):
        after = hours.next_due(after=after, hour=8, zone=apia)
        moments.append(hours.day_of(after, apia))
    assert moments == [date(2011, 12, 31), date(2012, 1, 1), date(2012, 1, 2)]


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc/passwd"])
def test_an_unknown_zone_is_the_sites_own(name):
    assert hours.zone_of(name).key == "Asia/Shanghai"
