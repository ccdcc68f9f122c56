"""The plan as a calendar (RFC 5545) that a learner's own calendar program subscribes to.

A lesson is an all-day event: a date has no time zone, so no change of clocks and no journey can move it. An event
keeps its UID whatever becomes of the plan, so a re-plan moves it instead of doubling it.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .learner_plan import LearnerPlan, PlannedLesson

REFRESH = "PT6H"


def feed(plan: LearnerPlan, *, at: datetime, site: str) -> bytes:
    """Every lesson that is open, on its planned day; a finished one on the day it was done. `site` has no slash."""
    calendar = Calendar()
    calendar.add("prodid", "-//AIGC Academy//plan//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("AIGC 学院的计划"))
    calendar.add("x-published-ttl", REFRESH)
    for lesson in plan.lessons:
        if lesson.is_open:
            calendar.add_component(_event(lesson, plan, at, site))
    return calendar.to_ical()


def _event(lesson: PlannedLesson, plan: LearnerPlan, at: datetime, site: str) -> Event:
    on = lesson.done_on or lesson.on
    address = f"{site}{lesson.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{lesson.key}.{plan.enrollment.pk}@aigc-academy")
    event.add("dtstamp", at)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", f"✓ {lesson.title}" if lesson.done_on else lesson.title)
    event.add("description", "\n".join(_description(lesson, address)))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")  # a lesson blocks nobody's day
    return event


def _description(lesson: PlannedLesson, address: str) -> list[str]:
    place = _("第 %(place)d 课 · %(stage)s") % {"place": lesson.place, "stage": lesson.stage_title}
    minutes = [_("约 %(minutes)d 分钟") % {"minutes": lesson.minutes}] if lesson.minutes else []
    return [place, *minutes, address]
