"""Files meet the site. A load is one transaction; what a person must decide waits, and the rest goes on."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.db.models import F

from accounts.models import User
from courses import document, editions, folder, marks, markup, rules
from courses.models import Course, Lesson, LessonConflict
from courses.problems import DocumentError, Problem

from . import publishing, texts
from .lesson_loading import LessonLoad
from .report import LoadReport, Take
from .text_loading import TextLoad, entries, kept_on_site


def load(*, folder: Path, take: Take | None = None, by: User | None = None, dry_run: bool = False) -> LoadReport:
    """Raises DocumentError with every problem in the files; then nothing has changed."""
    files = _files_in(folder)
    digest = _digest(files)
    if take is None and (course := Course.objects.filter(loaded__digest=digest).first()):
        return _report_unchanged(course)
    found = _checked(files)
    with transaction.atomic():
        report = _load(found, digest, take, by)
        if dry_run:
            transaction.set_rollback(True)
    return report


@transaction.atomic
def resolve_conflict(*, conflict: LessonConflict, take: str, by: User | None) -> None:
    """`take` is "file", "site", or the whole text that shall stand. Raises DocumentError; then nothing has changed."""
    lesson = conflict.lesson
    if take != "site":
        text = conflict.file_text if take == "file" else take
        decided = document.read_lesson(document.decode(text.encode(), path="")).document
        publishing.publish(lesson=lesson, document=decided, by=by, why="解决冲突")
    Lesson.objects.filter(pk=lesson.pk).update(loaded_text=conflict.file_text)
    conflict.delete()


def _load(found: folder.Folder, digest: str, take: Take | None, by: User | None) -> LoadReport:
    report = LoadReport()
    slug = found.course.document.slug
    course = Course.objects.select_for_update().filter(slug=slug).first() or Course(slug=slug)
    before = dict(course.loaded)
    _refuse_unknown(take, found)
    words = TextLoad(course, found, before.get("texts", {}), take)
    words.run(report)
    lessons = LessonLoad(course, found, before.get("withdrawn", []), take, by)
    lessons.run(report)
    if before and before.get("drawing") != _drawing():
        publishing.redraw_texts(course=course)
        publishing.redraw(course=course, but_not=lessons.drawn)
    else:
        publishing.redraw(course=course, naming=words.marks, but_not=lessons.drawn)
    loaded = {"texts": words.next_base, "withdrawn": lessons.gone, "drawing": _drawing()}
    if not report.conflicts:
        loaded["digest"] = digest  # the same files again need not be read
    if loaded != before:
        course.loaded = loaded
        course.save(update_fields=["loaded"])
    if loaded != before or report.has_changes or lessons.drawn:
        editions.begin(course_pk=course.pk)
    return report


def _refuse_unknown(take: Take | None, found: folder.Folder) -> None:
    known = {source.document.id for source in found.lessons} | set(entries(texts.of_folder(found)))
    if take and take.key not in known:
        raise DocumentError([Problem("", 0, f"--take {take.side} {take.key}", "没有这个编号；写冲突列表里的名字")])


def _files_in(directory: Path) -> list[folder.File]:
    return folder.files_in(directory)


def _checked(files: list[folder.File]) -> folder.Folder:
    found = folder.read_files(files)
    problems = rules.check_folder(found)
    if problems:
        raise DocumentError(problems)
    return found


def _digest(files: list[folder.File]) -> str:
    """Of the files and of the code that draws them: after an upgrade, lessons are drawn again."""
    return f"{_drawing()}:{folder.digest_of(files)}"


def _drawing() -> str:
    sources = [Path(str(module.__file__)).read_bytes() for module in (markup, marks)]
    return hashlib.sha256(b"".join(sources)).hexdigest()[:12]


def _report_unchanged(course: Course) -> LoadReport:
    changed = course.lessons.exclude(loaded_text="").exclude(published__text=F("loaded_text"))
    return LoadReport(kept=[*kept_on_site(course), *changed.in_order().values_list("key", flat=True)])
