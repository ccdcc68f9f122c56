"""Study days in a row. Pure: no database, no clock.

Planned days off neither count nor break it, and two missed study days of a calendar month are forgiven.
"""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from .study_days import ONE_DAY, StudyDays

FORGIVEN = 2  # in each calendar month
# The last place on Earth where a day ends: nobody's journey can end one that they still have.
_LAST_ZONE = timedelta(hours=-12)


def last_day_over(now: datetime) -> date:
    """The newest day that is over everywhere on Earth. `now` is aware."""
    return (now.astimezone(UTC) + _LAST_ZONE).date() - ONE_DAY


def streak(*, studied: Collection[date], study_days: StudyDays, over: date) -> int:
    """How many of the study days that hang together were studied on.

    A day is missed only once it is over everywhere (`over`), so that a change of time zone breaks nothing.
    """
    if not studied:
        return 0
    missed: Counter[tuple[int, int]] = Counter()
    count = 0
    for on in reversed(study_days.between(min(studied), max([over, *studied]))):
        if on in studied:
            count += 1
        elif on <= over:
            missed[on.year, on.month] += 1
            if missed[on.year, on.month] > FORGIVEN:
                break
    return count
