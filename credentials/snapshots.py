"""What a credential says, written down when it is issued: the course goes on changing, the credential does not.

    {"rung": "starter", "reached_on": "2026-08-14", "began_on": "2026-04-02", "days": 135, "planned_days": null,
     "done": 90, "total": 149,
     "course": {"slug": "aigc", "title": "…", "edition": "3f2a…"},
     "stages": [{"number": 1, "title": "GPT", "days": 30, "has_floor": false}, …],
     "lessons": [{"key": "s1-001", "title": "…", "stage": 1, "day": 1, "revision": 3, "done_on": "2026-04-02"}, …]}

`lessons` are all of the course in order; `revision` is the text the learner finished, null where they had not.
"""

from datetime import date, timedelta
from typing import Any

from courses.models import Lesson, Stage
from progress import ladder
from progress.models import Award, LessonCompletion


def of(award: Award) -> dict[str, Any]:
    course = award.enrollment.course
    stages: list[Any] = list(Stage.objects.filter(course=course).values("number", "title", "days", "has_floor"))
    lessons = _lessons(award)
    return {
        "rung": award.rung,
        "reached_on": award.reached_on.isoformat(),
        "began_on": (award.reached_on - timedelta(days=award.days - 1)).isoformat(),
        "days": award.days,
        "planned_days": _planned_days(award, stages),
        "done": award.lesson_count,
        "total": len(lessons),
        "course": {"slug": course.slug, "title": course.title, "edition": course.edition.hex},
        "stages": stages,
        "lessons": lessons,
    }


def day(snapshot: dict[str, Any], name: str) -> date:
    return date.fromisoformat(snapshot[name])


def _planned_days(award: Award, stages: list[Any]) -> int | None:
    """Only one rung has a number of days in the plan to stand beside."""
    if award.rung != Award.Rung.AI_KID:
        return None
    return sum(stage["days"] for stage in stages if stage["number"] in ladder.AI_KID_STAGES)


def _lessons(award: Award) -> list[dict[str, Any]]:
    # What was finished after the status was noted is not what it was given for.
    completions = LessonCompletion.objects.filter(enrollment=award.enrollment, done_at__lte=award.noted_at)
    finished = {
        pk: {"revision": number, "done_on": done_on.isoformat()}
        for pk, number, done_on in completions.values_list("lesson_id", "revision__number", "done_on")
    }
    rows = (
        Lesson.objects.filter(course=award.enrollment.course_id)
        .in_order()
        .values_list("pk", "key", "title", "stage__number", "day")
    )
    nothing = {"revision": None, "done_on": None}
    return [
        {"key": key, "title": title, "stage": stage, "day": on, **finished.get(pk, nothing)}
        for pk, key, title, stage, on in rows
    ]
