"""The page on which an instructor writes a lesson.

Two tabs say the same thing in two ways: fields, and the canonical text. Whatever is sent becomes one
document, is judged as a whole by the rules for files, and is then published, or shown again with every
problem next to its field. The number of the revision the page was opened on comes back with it: when
somebody saved meanwhile, the two are merged, and nobody's words are lost.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from courses import canonical, document, merge, services
from courses.admin.parts import PartForm, PartFormSet, form_for
from courses.models import Course, Lesson, LessonRevision
from courses.problems import DocumentError, Problem
from courses.shapes import LessonDocument

FIELDS, TEXT = "fields", "text"
EMPTY = {"schema": 1, "status": "draft", "kind": "concept"}
MOST_WHY = 200


@dataclass(frozen=True)
class Finding:
    """A problem, and the id of the element next to which it is shown, if there is one."""

    problem: Problem
    anchor: str | None


@dataclass
class LessonPage:
    lesson: Lesson | None
    tab: str = FIELDS
    form: PartForm = field(default_factory=lambda: form_for(LessonDocument)(initial=EMPTY))
    text: str = ""
    opened_on: int = 0  # the number of the revision; 0 for a new lesson
    why: str = ""
    findings: list[Finding] = field(default_factory=list)
    clashes: list[merge.Conflict] = field(default_factory=list)
    others: LessonRevision | None = None  # published meanwhile

    @classmethod
    def open(cls, lesson: Lesson | None, *, tab: str = FIELDS) -> "LessonPage":
        if lesson is None:
            return cls(None, tab=FIELDS)
        revision = current(lesson)
        form = form_for(LessonDocument)(initial=document.to_json(document.read_lesson(revision.text).document))
        return cls(lesson, tab=tab, form=form, text=revision.text, opened_on=revision.number)

    @classmethod
    def sent(cls, lesson: Lesson | None, data: QueryDict) -> "LessonPage":
        page = cls(lesson, tab=TEXT if data.get("tab") == TEXT else FIELDS, why=data.get("why", "").strip()[:MOST_WHY])
        try:
            page.opened_on = int(data.get("opened_on", ""))
        except ValueError:
            raise BadRequest(_("这一页没有完整地送到，什么都没有保存；请返回再提交一次。")) from None
        page.text = data.get("text", "").replace("\r\n", "\n")
        if page.tab == FIELDS:
            page.form = form_for(LessonDocument)(data)
            page._keep_old_ids()
        elif lesson is not None:
            page.form = cls.open(lesson).form
        return page

    @property
    def has_findings(self) -> bool:
        return bool(self.findings or (self.form.is_bound and self.form.has_complaints()))

    def document(self) -> LessonDocument:
        """What was typed, as a document. Raises DocumentError; the problems then stand next to their fields."""
        try:
            typed = self._from_fields() if self.tab == FIELDS else self._from_text()
            # Read again as a file would be: then every problem has a line, and an export can be loaded.
            return read(canonical.write(typed))
        except DocumentError as error:
            self.show(error.problems)
            raise

    def _from_fields(self) -> LessonDocument:
        data = {"schema": 1, **self.form.typed()}
        if self.lesson:
            data["id"] = self.lesson.key
        if self.form.has_complaints():
            raise DocumentError([])
        return document.from_json(LessonDocument, data)

    def _from_text(self) -> LessonDocument:
        typed = read(self.text if self.text.endswith("\n") else f"{self.text}\n")
        if self.lesson and typed.id != self.lesson.key:
            raise DocumentError([Problem("", 0, "id", _("编号要保持 %(id)s") % {"id": self.lesson.key})])
        return typed

    @transaction.atomic
    def save(self, *, by: User) -> Lesson | None:
        """The lesson as it now stands, or None when somebody changed the same place meanwhile.

        In that case `clashes` name the places, and the page shows the merged lesson with the words typed here.
        Raises DocumentError.
        """
        typed = self.document()
        if self.lesson:
            # Nobody may publish between our look at the published revision and our own.
            self.lesson = (
                Lesson.objects.select_for_update(of=("self",)).select_related("published").get(pk=self.lesson.pk)
            )
            if current(self.lesson).number != self.opened_on:
                typed = self._merged(self.lesson, typed)
        return None if self.clashes else self._publish(typed, by=by)

    def publish(self, *, by: User) -> Lesson:
        """Without a look at what others did: for the preview, which is taken back. Raises DocumentError."""
        return self._publish(self.document(), by=by)

    def told(self) -> str:
        if self.others:
            return _("已保存，并和 %(who)s 在此期间的修改（第 %(number)s 版）合在了一起。") % {
                "who": self.others.by or _("文件"),
                "number": self.others.number,
            }
        return _("已保存。")

    def _publish(self, typed: LessonDocument, *, by: User) -> Lesson:
        why = self.why or (_("在后台修改") if self.lesson else _("新的一课"))
        try:
            if self.lesson is None:
                course = Course.objects.order_by("pk").first()
                if course is None:
                    raise DocumentError([Problem("", 0, "", _("还没有课程，先用 load_course 载入一次。"))])
                return services.create_lesson(course=course, document=typed, by=by, why=why)
            services.publish(lesson=self.lesson, document=typed, by=by, why=why)
            return self.lesson
        except DocumentError as error:
            self.show(error.problems)
            raise

    def _merged(self, lesson: Lesson, typed: LessonDocument) -> LessonDocument:
        """What was typed here together with what was published since the page was opened."""
        base = lesson.revisions.filter(number=self.opened_on).first()
        if base is None:
            raise BadRequest(_("这一页没有完整地送到，什么都没有保存；请返回再提交一次。"))
        self.others = current(lesson)
        sides = (base.text, self.others.text, canonical.write(typed))
        merged = merge.merge(*(document.to_json(read(text)) for text in sides))
        try:
            together = document.from_json(LessonDocument, merged.data)
        except DocumentError as error:
            self.show(error.problems)
            raise
        if merged.conflicts:
            self.clashes = merged.conflicts
            self.opened_on = self.others.number
            self.form = form_for(LessonDocument)(initial=merged.data)
            self.text = canonical.write(together)
        return together

    def show(self, problems: list[Problem]) -> None:
        self.findings = [
            Finding(problem, self.form.complain(problem.field, problem.mend) if self.tab == FIELDS else None)
            for problem in problems
        ]

    def _keep_old_ids(self) -> None:
        """Attempts and answers still point at removed tasks and questions, so their ids are not given out again."""
        if self.lesson:
            for name, rows in (("practice", self.lesson.exercises), ("quiz", self.lesson.questions)):
                part = self.form.parts[name]
                if isinstance(part, PartFormSet):
                    part.taken = set(rows.values_list("key", flat=True))

    def add_row(self, prefix: str) -> None:
        """One more empty row in the list that lies at `prefix`; everything typed stays."""
        rows = find_rows(self.form, prefix)
        if rows is None:
            raise BadRequest(prefix)
        data: Any = self.form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        count = rows.total_form_count()
        data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
        for name in _empty_lists(type(rows).form, f"{prefix}-{count}"):
            data[f"{name}-TOTAL_FORMS"] = data[f"{name}-INITIAL_FORMS"] = "0"
        self.form = form_for(LessonDocument)(data)


def current(lesson: Lesson) -> LessonRevision:
    """What learners see. A lesson is without a revision only while it is being made."""
    if lesson.published is None:
        raise Http404
    return lesson.published


def read(text: str) -> LessonDocument:
    """Raises DocumentError."""
    return document.read_lesson(document.decode(text.encode(), path=""), path="").document


def find_rows(form: PartForm, prefix: str) -> PartFormSet | None:
    for part in form.parts.values():
        if part.prefix == prefix and isinstance(part, PartFormSet):
            return part
        if prefix.startswith(f"{part.prefix}-"):
            inside = part.forms if isinstance(part, PartFormSet) else [part]
            return next((found for row in inside if (found := find_rows(row, prefix))), None)
    return None


def _empty_lists(form: type[PartForm], prefix: str) -> list[str]:
    found: list[str] = []
    for name, kind in form.inner.items():
        below = f"{prefix}-{name}"
        found += [below] if issubclass(kind, PartFormSet) else _empty_lists(kind, below)
    return found
