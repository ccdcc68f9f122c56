"""Lessons from files: matched by id, decided from three texts, then written."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from courses import canonical, document, rules
from courses.document import Source
from courses.folder import Folder
from courses.merge import Conflict, merge
from courses.models import Course, Lesson, LessonConflict, LessonFile, OldSlug
from courses.problems import DocumentError, Problem
from courses.shapes import LessonDocument

from . import publishing
from .report import LoadReport, Take

FROM_FILE = "从文件载入"
MERGED = "文件和网站的改动合在一起"


@dataclass(frozen=True)
class Decision:
    """What is to become of one lesson: a document to publish, places to decide, or nothing."""

    source: Source[LessonDocument]
    file_text: str
    lesson: Lesson | None
    outcome: str = ""
    publishes: LessonDocument | None = None
    places: tuple[dict[str, Any], ...] = ()

    @property
    def key(self) -> str:
        return self.source.document.id

    @property
    def slug(self) -> str:
        """The slug that the lesson will have."""
        if self.publishes or not self.lesson:
            return (self.publishes or self.source.document).slug
        return self.lesson.slug


class LessonLoad:
    def __init__(self, course: Course, folder: Folder, gone: list[str], take: Take | None, by: User | None) -> None:
        self.course, self.folder, self.take, self.by = course, folder, take, by
        self.gone = gone  # withdrawn by a load, because their files were gone
        self.drawn: set[int] = set()
        self.lessons: dict[str, Lesson] = {}
        self.files: dict[int, dict[str, LessonFile]] = {}

    def run(self, report: LoadReport) -> None:
        self._fetch()
        decisions = [self._decide(source) for source in self.folder.lessons]
        self._refuse_taken_slugs(decisions)
        has_swaps = self._free_slugs(decisions)
        for decision in decisions:
            self._carry_out(decision, report)
        if has_swaps:
            OldSlug.objects.filter(course=self.course, slug__in=self.course.lessons.values("slug")).delete()
        self._withdraw({decision.key for decision in decisions}, report)

    def _fetch(self) -> None:
        found = self.course.lessons.select_related("stage", "published", "conflict").defer("headings")
        for lesson in found:
            lesson.course = self.course
            self.lessons[lesson.key] = lesson
        for file in LessonFile.objects.filter(lesson__course=self.course):
            self.files.setdefault(file.lesson_id, {})[file.path] = file
        self.stages = {stage.number: stage for stage in self.course.stages.all()}
        self.words = publishing.words_of(self.course)

    def _decide(self, source: Source[LessonDocument]) -> Decision:
        lesson = self.lessons.get(source.document.id)
        file = canonical.write(source.document)
        if lesson is None or lesson.published is None:
            return Decision(source, file, lesson, "created", source.document)
        base, site = lesson.loaded_text, lesson.published.text
        if self.take and self.take.key == lesson.key:
            takes_file = self.take.side == "file" and file != site
            return Decision(source, file, lesson, *(("updated", source.document) if takes_file else ("kept",)))
        if file == site:
            return Decision(source, file, lesson)
        if file == base:
            return Decision(source, file, lesson, "kept")
        if site == base:
            return Decision(source, file, lesson, "updated", source.document)
        return self._merge(source, file, lesson, base, site)

    def _merge(self, source: Source[LessonDocument], file: str, lesson: Lesson, base: str, site: str) -> Decision:
        # A lesson made on the site before it had a file has no base: then every difference is a conflict.
        sides = [document.to_json(document.read_lesson(text).document) if text else {} for text in (base, file, site)]
        found = merge(*sides)
        conflicts = found.conflicts
        if not conflicts:
            try:
                merged = document.from_json(LessonDocument, found.data)
                problems = rules.check_lesson(
                    document.read_lesson(canonical.write(merged)), rules.around(self.folder, source.document)
                )
            except DocumentError as error:
                problems = error.problems
            if not problems:
                return Decision(source, file, lesson, "merged", merged)
            # Each side was right alone; what breaks is the two together, so a person decides.
            conflicts = [Conflict(str(problem), None, None, None) for problem in problems]
        return Decision(source, file, lesson, places=tuple(asdict(conflict) for conflict in conflicts))

    def _refuse_taken_slugs(self, decisions: list[Decision]) -> None:
        """A lesson that only the site has, or one whose conflict waits, may hold the slug that a file wants."""
        deciding = {decision.key for decision in decisions}
        holders = {lesson.slug: key for key, lesson in self.lessons.items() if key not in deciding}
        problems: list[Problem] = []
        for decision in decisions:
            holder = holders.setdefault(decision.slug, decision.key)
            if holder != decision.key:
                problems.append(decision.source.problem(("slug",), f"网站上的 {holder} 已经用了这个网址名"))
        if problems:
            raise DocumentError(problems)

    def _free_slugs(self, decisions: list[Decision]) -> bool:
        """Two lessons may swap their slugs in one load, yet at no moment may two have the same one."""
        holders = {lesson.slug: lesson for lesson in self.lessons.values()}
        wanted = [(holders.get(decision.slug), decision.key) for decision in decisions]
        moving = [holder for holder, key in wanted if holder and holder.key != key]
        for lesson in moving:
            Lesson.objects.filter(pk=lesson.pk).update(slug=f"~{lesson.key}")
        return bool(moving)

    def _carry_out(self, decision: Decision, report: LoadReport) -> None:
        lesson = decision.lesson or Lesson(course=self.course, key=decision.key)
        came_back = decision.key in self.gone and lesson.withdrawn_at is not None
        if came_back:
            lesson.withdrawn_at = None
        if decision.publishes:
            self._publish(lesson, decision, decision.publishes)
        elif not decision.places and self._keep_files(lesson):
            self._draw_again(lesson)
        if came_back:
            lesson.save(update_fields=["withdrawn_at"])
        if decision.places:
            self._keep_conflict(lesson, decision)
            report.conflicts[decision.key] = [str(place["place"]) for place in decision.places]
            return
        self._settle(lesson, decision)
        outcome = decision.outcome if decision.outcome or not came_back else "updated"
        if outcome:
            getattr(report, outcome).append(decision.key)

    def _publish(self, lesson: Lesson, decision: Decision, wanted: LessonDocument) -> None:
        if lesson.stage_id is None or lesson.stage.number != wanted.stage:
            lesson.stage = self.stages[wanted.stage]
        files = self.folder.files_of(stage=wanted.stage, slug=wanted.slug)
        context = publishing.context(self.course, wanted.stage, files, self.words)
        try:
            why = MERGED if decision.outcome == "merged" else FROM_FILE
            if wanted is decision.source.document:
                lesson.loaded_text = decision.file_text  # saved with the rest
            text = decision.file_text if wanted is decision.source.document else ""
            publishing.write(lesson, wanted, context=context, by=self.by, why=why, text=text)
        except DocumentError as error:
            raise DocumentError([decision.source.problem(("body",), found.mend) for found in error.problems]) from error
        self._keep_files(lesson)
        self.drawn.add(lesson.pk)

    def _keep_files(self, lesson: Lesson) -> bool:
        """Figures and code are the files' alone. True when any changed."""
        wanted = self.folder.files_of(stage=lesson.stage.number, slug=lesson.slug)
        rows = self.files.get(lesson.pk, {})
        changed = {path: text for path, text in wanted.items() if path not in rows or rows[path].text != text}
        LessonFile.objects.bulk_create(
            [LessonFile(lesson=lesson, path=path, text=text) for path, text in changed.items()],
            update_conflicts=True,
            unique_fields=["lesson", "path"],
            update_fields=["text"],
        )
        gone = [row.pk for path, row in rows.items() if path not in wanted]
        if gone:
            LessonFile.objects.filter(pk__in=gone).delete()
        return bool(changed or gone)

    def _draw_again(self, lesson: Lesson) -> None:
        publishing.redraw_lesson(lesson, publishing.context_of(lesson, self.words))
        self.drawn.add(lesson.pk)

    def _keep_conflict(self, lesson: Lesson, decision: Decision) -> None:
        columns = {
            "base_text": lesson.loaded_text,
            "file_text": decision.file_text,
            "places": list(decision.places),
        }
        known = getattr(lesson, "conflict", None)
        if known is None or any(getattr(known, name) != value for name, value in columns.items()):
            LessonConflict.objects.update_or_create(lesson=lesson, defaults=columns)

    def _settle(self, lesson: Lesson, decision: Decision) -> None:
        if decision.lesson and hasattr(lesson, "conflict"):
            lesson.conflict.delete()
        if lesson.loaded_text != decision.file_text:
            lesson.loaded_text = decision.file_text
            lesson.save(update_fields=["loaded_text"])

    def _withdraw(self, here: set[str], report: LoadReport) -> None:
        """Lessons gone from the files. One that never had a file belongs to the site and stays."""
        now = [
            lesson
            for key, lesson in self.lessons.items()
            if key not in here and lesson.loaded_text and lesson.withdrawn_at is None
        ]
        pks = [lesson.pk for lesson in now]
        if pks:
            Lesson.objects.filter(pk__in=pks).update(withdrawn_at=timezone.now())
            LessonConflict.objects.filter(lesson__in=pks).delete()
        report.withdrawn += [lesson.key for lesson in now]
        self.gone = sorted({key for key in self.gone if key not in here} | {lesson.key for lesson in now})
