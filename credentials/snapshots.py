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
    finished = _finished(award)
    by_then = {pk: row for pk, row in finished.items() if row["done_on"] <= award.reached_on}
    lessons = _lessons(award, by_then)
    return {
        "rung": award.rung,
        "reached_on": award.reached_on.isoformat(),
        "began_on": (award.reached_on - timedelta(days=award.days - 1)).isoformat(),
        "days": award.days,
        "planned_days": _planned_days(award, stages),
        # The count of that day, so that a lesson reopened since takes nothing away. Noted late, it counted more.
        "done": award.lesson_count if len(by_then) == len(finished) else len(by_then),
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


def _finished(award: Award) -> dict[int, dict[str, Any]]:
    """Lessons by pk, as they were when the status was noted: what came later is not what it was given for."""
    completions = LessonCompletion.objects.filter(enrollment=award.enrollment, done_at__lte=award.noted_at)
    rows = completions.values_list("lesson_id", "revision__number", "done_on")
    return {pk: {"revision": number, "done_on": done_on} for pk, number, done_on in rows}


def _lessons(award: Award, finished: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    rows = (
        Lesson.objects.filter(course=award.enrollment.course_id)
        .in_order()
        .values_list("pk", "key", "title", "stage__number", "day")
    )
    return [
        {"key": key, "title": title, "stage": stage, "day": on, **_record(finished.get(pk))}
        for pk, key, title, stage, on in rows
    ]


def _record(row: dict[str, Any] | None) -> dict[str, Any]:
    if row is None:
        return {"revision": None, "done_on": None}
    return {"revision": row["revision"], "done_on": row["done_on"].isoformat()}
