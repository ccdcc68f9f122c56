"""A course as files again, byte for byte what a load would read."""

from pathlib import Path

from courses import canonical
from courses.document import from_json
from courses.models import Course
from courses.shapes import CourseDocument, Glossary, HotlineList, StageDocument, ToolList

from . import texts


def export(course: Course, directory: Path) -> list[str]:
    """Write every file of the course below `directory`; answer their paths. Withdrawn lessons are left out."""
    files = dict(_texts(course)) | dict(_lessons(course))
    for path, text in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return sorted(files)


def _texts(course: Course) -> list[tuple[str, str]]:
    data = texts.of_site(course)
    about = from_json(CourseDocument, {"schema": 1, "slug": course.slug, **data["course"]})
    files = [("course.md", canonical.write(about))]
    for stage in data["stages"]:
        document = from_json(StageDocument, {"schema": 1, **stage})
        files.append((f"stage-{document.stage}/stage.md", canonical.write(document)))
    if data["tools"]:
        files.append(("tools.yaml", canonical.write(from_json(ToolList, {"schema": 1, "tools": data["tools"]}))))
    if data["hotlines"]:
        hotlines = from_json(HotlineList, {"schema": 1, "hotlines": data["hotlines"]})
        files.append(("hotlines.yaml", canonical.write(hotlines)))
    if data["terms"]:
        files.append(("glossary.md", canonical.write(from_json(Glossary, {"terms": data["terms"]}))))
    return files


def _lessons(course: Course) -> list[tuple[str, str]]:
    files: list[tuple[str, str]] = []
    lessons = course.lessons.listed().select_related("stage", "published")
    for lesson in lessons.prefetch_related("files"):
        if lesson.published is None:
            continue
        home = f"stage-{lesson.stage.number}"
        files.append((f"{home}/{lesson.key.partition('-')[2]}-{lesson.slug}.md", lesson.published.text))
        files += [(f"{home}/{file.path}", file.text) for file in lesson.files.all()]
    return files
