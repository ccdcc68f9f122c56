"""The plan as a slow, obvious walk through the calendar, and random changes to hold the real one against it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from progress import schedule
from progress.schedule import Facts, Mode, Replan
from progress.study_days import EVERY_DAY, Break, Holidays, Rhythm

from .scenes import START, syllabus

LESSONS = syllabus()
PLANS = int(os.environ.get("SOAK_PLANS", "2000"))  # `make soak` tries more


def after(days: int) -> date:
    return START + timedelta(days=days)


HOLIDAYS = Holidays(
    off=frozenset({*map(after, range(59, 62)), *map(after, range(96, 104)), after(154), after(155)}),
    worked=frozenset({after(62), after(95), after(104)}),
)

rhythms = st.builds(
    Rhythm,
    weekdays=st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda days: "".join(sorted(days))),
    breaks=st.lists(
        st.tuples(st.integers(-10, 220), st.integers(0, 40)).map(
            lambda span: Break(after(span[0]), after(span[0] + span[1]))
        ),
        max_size=3,
    ).map(tuple),
    keeps_holidays=st.booleans(),
    minutes=st.sampled_from([None, None, 20, 45, 60, 120]),
)
keys = st.frozensets(st.sampled_from([lesson.key for lesson in LESSONS]), max_size=40)
changes = st.lists(
    st.builds(
        Replan,
        on=st.integers(-5, 200).map(after),
        mode=st.sampled_from(Mode),
        rhythm=rhythms,
        finished=keys,
        starts_on=st.one_of(st.none(), st.none(), st.integers(-40, 260).map(after)),
    ),
    max_size=4,
).map(lambda made: tuple(sorted(made, key=lambda change: change.on)))


def facts(made: tuple[Replan, ...]) -> Facts:
    return Facts(START, EVERY_DAY, made, HOLIDAYS)


class SlowDays:
    """Study days found by asking each calendar day, as many as somebody wants to see."""

    def __init__(self, made: tuple[Replan, ...]):
        self.starts_on = next((change.starts_on for change in reversed(made) if change.starts_on), START)
        self._found: list[date] = []
        self._more = self._walk(made)

    def _walk(self, made: tuple[Replan, ...]) -> Iterator[date]:
        breaks = made[-1].rhythm.breaks if made else ()
        restart = max((n for n, change in enumerate(made) if change.starts_on), default=None)
        for ordinal in count():
            on = self.starts_on + timedelta(days=ordinal)
            rhythm = Rhythm() if restart is None else made[restart].rhythm
            for change in made if restart is None else made[restart + 1 :]:
                if max(change.on, self.starts_on) <= on:
                    rhythm = change.rhythm
            if _studies(rhythm, on) and not any(off.first_on <= on <= off.last_on for off in breaks):
                yield on

    def __getitem__(self, place: int) -> date:
        while len(self._found) <= place:
            self._found.append(next(self._more))
        return self._found[place]

    def index(self, on: date) -> int:
        return next(place for place in count() if self[place] == on)

    def up_to(self, last: date) -> list[date]:
        found = []
        for place in count():
            if self[place] > last:
                return found
            found.append(self[place])

    def first_from(self, on: date) -> int:
        return next(place for place in count() if self[place] >= on)


def _studies(rhythm: Rhythm, on: date) -> bool:
    weekday = "1234567"[on.weekday()]
    if rhythm.keeps_holidays:
        if on in HOLIDAYS.off:
            return False
        if on in HOLIDAYS.worked and all(day in rhythm.weekdays for day in "12345"):
            return True
        if on in HOLIDAYS.worked and not any(day in rhythm.weekdays for day in "12345"):
            return False
    return weekday in rhythm.weekdays


@dataclass(frozen=True)
class SlowPlan:
    on: dict[str, date]
    finish_on: date
    places: dict[str, int]  # of the study day, from 0


@lru_cache(maxsize=4096)
def slow_days(made: tuple[Replan, ...]) -> SlowDays:
    return SlowDays(made)


@lru_cache(maxsize=4096)
def slow_plan(made: tuple[Replan, ...]) -> SlowPlan:
    if not made:
        places = _syllabus_places()
        return SlowPlan({key: after(place) for key, place in places.items()}, after(154), places)
    old, change, days = slow_plan(made[:-1]), made[-1], slow_days(made)
    moving = [lesson for lesson in LESSONS if lesson.key not in change.finished]
    if change.mode is Mode.DATE:
        return _with_the_date_kept(old, change, days, moving)
    new, last = _places(old, made, days, moving)
    places = old.places | {lesson.key: new[lesson.key] for lesson in moving}
    return SlowPlan(old.on | {x.key: days[places[x.key]] for x in moving}, days[last], places)


def _syllabus_places() -> dict[str, int]:
    before = {1: 0, 2: 30, 3: 60, 4: 90, 5: 110}
    return {lesson.key: before[lesson.stage.number] + lesson.day - 1 for lesson in LESSONS}


def _with_the_date_kept(old: SlowPlan, change: Replan, days: SlowDays, moving) -> SlowPlan:
    left = [day for day in days.up_to(old.finish_on) if day >= change.on]
    left = left or [days[days.first_from(change.on)]]
    on, minutes_before, total = dict(old.on), 0, sum(lesson.minutes for lesson in moving)
    for lesson in moving:
        share = Fraction(total, len(left))
        on[lesson.key] = next(day for n, day in enumerate(left, start=1) if minutes_before < n * share)
        minutes_before += lesson.minutes
    places = old.places | {lesson.key: days.index(on[lesson.key]) for lesson in moving}
    return SlowPlan(on, max(old.finish_on, left[-1]), places)


def _places(old: SlowPlan, made, days: SlowDays, moving) -> tuple[dict[str, int], int]:
    change = made[-1]
    minutes_then = made[-2].rhythm.minutes if len(made) > 1 else None
    first = days.first_from(change.on)
    if change.rhythm.minutes and (change.starts_on or change.rhythm.minutes != minutes_then):
        return _walked_by_minutes(moving, change.rhythm.minutes, first)
    if change.starts_on:
        return _syllabus_places(), 154
    if change.rhythm.minutes != minutes_then:
        places = _syllabus_places()
        gap = first - (places[moving[0].key] if moving else 155)
        return {key: place + gap for key, place in places.items()}, 154 + gap
    return old.places, len(slow_days(made[:-1]).up_to(old.finish_on)) - 1


def _walked_by_minutes(moving, minutes: int, first: int) -> tuple[dict[str, int], int]:
    """Day after day, taking the next lesson for as long as there is room for it."""
    places: dict[str, int] = {}
    waiting, place = list(moving), first
    while waiting and waiting[0].stage.number < 5:
        stage, room = waiting[0].stage, minutes
        while waiting and waiting[0].stage == stage and (waiting[0].minutes <= room or room == minutes):
            places[waiting[0].key] = place
            room -= waiting.pop(0).minutes
        place += 1
    if waiting:
        begins = place - (waiting[0].day - 1)
        places |= {lesson.key: begins + lesson.day - 1 for lesson in waiting}
        return places, begins + 44
    return places, max(place - 1, first)


def compare_plans(how_many: int) -> None:
    """Raises AssertionError with the smallest changes under which the two differ."""

    @settings(max_examples=how_many, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(changes)
    def compare(made):
        fast, slow = schedule.plan(facts=facts(made), lessons=LESSONS, today=START), slow_plan(made)
        assert (fast.on, fast.finish_on) == (slow.on, slow.finish_on)

    compare()
