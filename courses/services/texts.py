"""Everything of a course but its lessons, as plain data and as rows: the course itself, stages, tools, hotlines, words.

The data is what `courses.merge` works on: {"course": {…}, "stages": […], "tools": […], "hotlines": […], "terms": […]}.
"""

from typing import Any

from courses.document import to_json
from courses.folder import Folder
from courses.markup import render_text
from courses.models import Course, Hotline, Stage, Term, Tool

Texts = dict[str, Any]


def of_folder(folder: Folder) -> Texts:
    course = to_json(folder.course.document)
    return {
        "course": {name: course[name] for name in ("title", "language", "summary", "body")},
        "stages": [_without_schema(to_json(source.document)) for source in folder.stages],
        "tools": to_json(folder.tools.document)["tools"],
        "hotlines": to_json(folder.hotlines.document)["hotlines"],
        "terms": to_json(folder.glossary.document)["terms"],
    }


def of_site(course: Course) -> Texts:
    return {
        "course": {name: getattr(course, name) for name in ("title", "language", "summary", "body")},
        "stages": [_stage(row) for row in course.stages.all()],
        "tools": [_tool(row) for row in course.tools.all()],
        "hotlines": [_hotline(row) for row in course.hotlines.all()],
        "terms": [{"word": row.word, "slug": row.slug, "body": row.body} for row in course.terms.all()],
    }


def write(course: Course, texts: Texts, before: Texts) -> None:
    """Make the rows say what `texts` says; `before` is what they say now. Raises MarkupError."""
    if not course.pk or texts["course"] != before.get("course"):
        for name, value in texts["course"].items():
            setattr(course, name, value)
        course.html = render_text(course.body)
        course.save()
    _write_stages(course, texts["stages"], before.get("stages"))
    _write_rows(course, Tool, "key", [_tool_columns(entry) for entry in texts["tools"]])
    _write_rows(course, Hotline, "number", texts["hotlines"])
    _write_rows(course, Term, "slug", texts["terms"])


def _write_stages(course: Course, stages: list[Any], before: list[Any] | None) -> None:
    known = {stage["stage"]: stage for stage in before or ()}
    for stage in stages:
        if known.get(stage["stage"]) != stage:
            columns = {
                "title": stage["title"],
                "days": stage["days"],
                "has_floor": stage["floor"],
                "goal": stage["goal"],
                "body": stage["body"],
                "html": render_text(stage["body"]),
            }
            Stage.objects.update_or_create(course=course, number=stage["stage"], defaults=columns)
    # A stage that left the files stays: its lessons are withdrawn, and learners' work hangs on them.


def _write_rows(course: Course, model: Any, key: str, entries: list[dict[str, Any]]) -> None:
    rows = {getattr(row, key): row for row in model.objects.filter(course=course)}
    for position, entry in enumerate(entries, start=1):
        row = rows.pop(entry[key], None) or model(course=course)
        columns = {**entry, "position": position}
        if model is Term:
            columns["html"] = row.html if row.pk and row.body == entry["body"] else render_text(entry["body"])
        changed = [name for name, value in columns.items() if row.pk is None or _plain(getattr(row, name)) != value]
        if changed:
            for name in changed:
                setattr(row, name, columns[name])
            row.save()
    if rows:
        model.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()


def _stage(row: Stage) -> dict[str, Any]:
    return {
        "stage": row.number,
        "title": row.title,
        "days": row.days,
        "floor": row.has_floor,
        "goal": row.goal,
        "body": row.body,
    }


def _tool(row: Tool) -> dict[str, Any]:
    return {
        "id": row.key,
        "name": row.name,
        "maker": row.maker or None,
        "status": row.status,
        "checked": row.checked.isoformat(),
        "replacement": row.replacement or None,
        "source": row.source or None,
    }


def _tool_columns(entry: dict[str, Any]) -> dict[str, Any]:
    columns = {name: value or "" for name, value in entry.items()}
    return {"key": columns.pop("id"), **columns}


def _hotline(row: Hotline) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "purpose": row.purpose,
        "source": row.source,
        "checked": row.checked.isoformat(),
        "verified": row.verified,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _without_schema(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "schema"}
