from datetime import date

import pytest
import time_machine

from accounts.models import User
from progress.clock import today_of
from progress.schedule import Facts, plan
from progress.study_days import EVERY_DAY

from .scenes import syllabus


@pytest.mark.parametrize(
    ("zone", "moment", "today"),
    [
        # The last second of a day, and the first of the next.
        ("Asia/Shanghai", "2026-11-22T15:59:59Z", date(2026, 11, 22)),
        ("Asia/Shanghai", "2026-11-22T16:00:00Z", date(2026, 11, 23)),
        # Around the change of the clocks.
        ("America/New_York", "2026-03-08T06:59:59Z", date(2026, 3, 8)),
        ("America/New_York", "2026-11-01T05:30:00Z", date(2026, 11, 1)),
        ("Europe/Berlin", "2026-03-28T23:00:00Z", date(2026, 3, 29)),
        ("Europe/Berlin", "2026-10-25T22:59:59Z", date(2026, 10, 25)),
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", date(2026, 4, 5)),
        ("America/St_Johns", "2026-11-01T04:30:00Z", date(2026, 11, 1)),
        ("Africa/Casablanca", "2026-02-15T00:30:00Z", date(2026, 2, 15)),
        ("Pacific/Chatham", "2026-09-26T14:30:00Z", date(2026, 9, 27)),
        ("Asia/Beirut", "2026-03-28T21:59:59Z", date(2026, 3, 28)),
        # Samoa left out the 30th of December 2011.
        ("Pacific/Apia", "2011-12-30T09:59:59Z", date(2011, 12, 29)),
        ("Pacific/Apia", "2011-12-30T10:00:00Z", date(2011, 12, 31)),
        # A zone nobody knows falls back on the site's.
        ("Mars/Olympus", "2026-11-22T15:59:59Z", date(2026, 11, 22)),
    ],
)
def test_today_is_the_day_where_the_learner_lives(zone, moment, today):
    with time_machine.travel(moment, tick=False):
        assert today_of(User(time_zone=zone)) == today


def test_a_plan_takes_the_leap_day():
    made = plan(facts=Facts(date(2028, 2, 27), EVERY_DAY), lessons=syllabus(), today=date(2028, 2, 27))
    assert date(2028, 2, 29) in made.on.values()


def test_a_day_that_does_not_exist_somewhere_is_a_day_of_the_plan_like_any_other():
    made = plan(facts=Facts(date(2011, 12, 28), EVERY_DAY), lessons=syllabus(), today=date(2011, 12, 31))
    assert made.on["s1-008"] == date(2011, 12, 31)
