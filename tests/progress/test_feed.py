"""The plan as a calendar: what a strict reader of the format finds in it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from progress import services
from progress.feed import feed
from progress.learner_plan import LearnerPlan
from progress.services import Wish

pytestmark = pytest.mark.usefixtures("sunday")
AT = datetime(2026, 11, 22, 4, tzinfo=UTC)
SITE = "https://academy.example"


def plan_of(enrollment) -> LearnerPlan:
    return LearnerPlan.read(enrollment, date(2026, 11, 22))


def events(plan) -> dict[str, dict]:
    calendar = Calendar.from_ical(feed(plan, at=AT, site=SITE))
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_every_open_lesson_is_one_event(enrollment, draft):
    plan = plan_of(enrollment)
    assert len(events(plan)) == sum(lesson.is_open for lesson in plan.lessons) == 38


def test_an_event_is_a_whole_day_without_a_time_zone(enrollment):
    plan = plan_of(enrollment)
    lesson = next(lesson for lesson in plan.lessons if not lesson.done_on)
    event = events(plan)[f"{lesson.key}.{enrollment.pk}@aigc-academy"]
    assert (event["dtstart"].dt, (event["dtend"].dt - event["dtstart"].dt).days) == (lesson.on, 1)
    assert event["dtstart"].params.get("VALUE") == "DATE"


def test_a_finished_lesson_stands_on_the_day_it_was_done(enrollment):
    plan = plan_of(enrollment)
    lesson = next(lesson for lesson in plan.lessons if lesson.done_on)
    event = events(plan)[f"{lesson.key}.{enrollment.pk}@aigc-academy"]
    assert event["dtstart"].dt == lesson.done_on and str(event["summary"]) == f"✓ {lesson.title}"


def test_a_replan_moves_events_and_keeps_their_names(enrollment):
    before = events(plan_of(enrollment))
    services.apply_plan(enrollment=enrollment, wish=Wish(weekdays="67"))
    enrollment.refresh_from_db()
    after = events(plan_of(enrollment))
    assert before.keys() == after.keys()
    last = max(before, key=lambda uid: before[uid]["dtstart"].dt)
    assert after[last]["dtstart"].dt > before[last]["dtstart"].dt


def test_an_event_leads_to_its_lesson(enrollment):
    plan = plan_of(enrollment)
    event = events(plan)[f"{plan.lessons[0].key}.{enrollment.pk}@aigc-academy"]
    assert str(event["url"]) == f"{SITE}{plan.lessons[0].get_absolute_url()}"
    assert "30 分钟" in str(event["description"])


def test_lines_are_folded_and_ended_as_the_format_asks(enrollment):
    raw = feed(plan_of(enrollment), at=AT, site=SITE)
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"") and max(map(len, lines)) <= 75
