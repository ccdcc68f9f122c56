"""A lesson becomes what a document says, and what is drawn from it is drawn again."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses import advice, canonical, document, editions, rules, search, wording
from courses.files import file_url
from courses.markup import Context, MarkupError, Rendered, render_body, render_text
from courses.models import (
    Course,
    Exercise,
    Hotline,
    Lesson,
    LessonRevision,
    OldSlug,
    Question,
    Stage,
    Term,
    Tool,
)
from courses.problems import DocumentError, Problem
from courses.shapes import LessonDocument


@transaction.atomic
def publish(*, lesson: Lesson, document: LessonDocument, by: User | None, why: str) -> LessonRevision:
    """The only writer of lessons. What is already published is not written again.

    Raises DocumentError when the lesson would break a rule; then nothing has changed.
    """
    lesson.refresh_from_db(from_queryset=Lesson.objects.select_for_update())
    problems = _problems_on_site(lesson.course, document, lesson)
    if document.id != lesson.key:
        problems.append(Problem("", 0, "id", f"编号不能改；这一课是 {lesson.key}"))
    if problems:
        raise DocumentError(problems)
    known = lesson.published
    revision = write(lesson, document, context=context_of(lesson), by=by, why=why)
    if revision != known:
        editions.begin(course_pk=lesson.course_id)
    return revision


def advice_on(*, lesson: Lesson) -> list[Problem]:
    """What the author guide would still ask of the lesson as it is published. Nothing of it refuses a lesson."""
    if lesson.published is None:
        return []
    return advice.of_lesson(document.read_lesson(lesson.published.text), _around(lesson.course, lesson, {}))


@transaction.atomic
def create_lesson(*, course: Course, document: LessonDocument, by: User | None, why: str) -> Lesson:
    """A lesson that no file knows yet. Raises DocumentError."""
    problems = _problems_on_site(course, document, None)
    if problems:
        raise DocumentError(problems)
    lesson = Lesson(course=course, key=document.id)
    write(lesson, document, context=context(course, document.stage, {}), by=by, why=why)
    editions.begin(course_pk=course.pk)
    return lesson


def write(
    lesson: Lesson, document: LessonDocument, *, context: Context, by: User | None, why: str, text: str = ""
) -> LessonRevision:
    """Publish without asking the rules again: for what has just been checked with its neighbours.

    `text` is the document's canonical text, when the caller has it already.
    """
    text = text or canonical.write(document)
    if lesson.published and lesson.published.text == text:
        return lesson.published
    rendered = render(document, context)
    _forget_slug(lesson, document)
    _project(lesson, document, rendered)
    lesson.save()
    number = lesson.published.number + 1 if lesson.published else 1
    _keep_exercises(lesson, document)
    _keep_questions(lesson, document)
    revision = LessonRevision.objects.create(
        lesson=lesson, number=number, text=text, by=by, why=why[:200], wording=wording.fingerprint(lesson.document)
    )
    lesson.published = revision
    lesson.save(update_fields=["published"])
    search.index_lesson(lesson)
    return revision


@transaction.atomic
def withdraw(*, lesson: Lesson) -> None:
    """Learners no longer see it; what they did stays."""
    Lesson.objects.filter(pk=lesson.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    editions.begin(course_pk=lesson.course_id)


@transaction.atomic
def bring_back(*, lesson: Lesson) -> None:
    Lesson.objects.filter(pk=lesson.pk).update(withdrawn_at=None)
    editions.begin(course_pk=lesson.course_id)
    course = Course.objects.select_for_update().get(pk=lesson.course_id)
    gone = course.loaded.get("withdrawn", [])
    if lesson.key in gone:
        # Its file is gone, so from now on it belongs to the site, or the next load would withdraw it again.
        Lesson.objects.filter(pk=lesson.pk).update(loaded_text="")
        course.loaded["withdrawn"] = [key for key in gone if key != lesson.key]
        course.save(update_fields=["loaded"])


@transaction.atomic
def save_row(*, row: Course | Stage | Tool | Hotline | Term) -> None:
    """Save what an instructor edited, and draw again what shows it. Raises MarkupError."""
    if isinstance(row, Course | Stage | Term):
        row.html = render_text(row.body)
    row.save()
    editions.begin(course_pk=row.pk if isinstance(row, Course) else row.course_id)
    if isinstance(row, Term):
        redraw(course=row.course, naming=[f"[[term:{row.slug}]]"])
    elif isinstance(row, Hotline):
        redraw(course=row.course, naming=[f"[[hotline:{row.number}]]"])


def redraw(*, course: Course, naming: Iterable[str] | None = None, but_not: Container[int] = ()) -> None:
    """Draw lessons again from what is published: those whose text has one of the marks, or all of them."""
    marks = None if naming is None else list(naming)
    if marks == []:
        return
    words = words_of(course)
    for lesson in course.lessons.select_related("published", "stage", "course"):
        if lesson.pk in but_not or lesson.published is None:
            continue
        if marks is None or any(mark in lesson.published.text for mark in marks):
            redraw_lesson(lesson, context_of(lesson, words))


def redraw_texts(*, course: Course) -> None:
    rows: list[Course | Stage | Term] = [course, *course.stages.all(), *course.terms.all()]
    for row in rows:
        html = render_text(row.body)
        if html != row.html:
            row.html = html
            row.save(update_fields=["html"])


def redraw_lesson(lesson: Lesson, context: Context) -> None:
    rendered = render(document.from_json(LessonDocument, lesson.document), context)
    if (rendered.parts, rendered.headings) != (lesson.parts, lesson.headings):
        lesson.parts, lesson.headings = rendered.parts, rendered.headings
        lesson.save(update_fields=["parts", "headings"])
        search.index_lesson(lesson)


def render(document: LessonDocument, context: Context) -> Rendered:
    source: Any = document  # the protocol of markup asks for attributes that can be set; a document is frozen
    try:
        return render_body(source, context=context)
    except MarkupError as error:
        raise DocumentError([Problem("", 0, "body", str(error))]) from error


def context_of(lesson: Lesson, words: tuple[dict[str, str], dict[str, str]] | None = None) -> Context:
    return context(lesson.course, lesson.stage.number, dict(lesson.files.values_list("path", "text")), words)


def words_of(course: Course) -> tuple[dict[str, str], dict[str, str]]:
    return dict(course.terms.values_list("slug", "word")), dict(course.hotlines.values_list("number", "name"))


def context(
    course: Course, stage: int, files: Mapping[str, str], words: tuple[dict[str, str], dict[str, str]] | None = None
) -> Context:
    terms, hotlines = words or words_of(course)
    return Context(
        terms=terms,
        hotlines=hotlines,
        files=files,
        file_url=lambda path: file_url(course=course.slug, stage=stage, path=path, text=files[path]),
        glossary_url=reverse("courses:glossary", args=[course.slug]),
    )


def _problems_on_site(course: Course, lesson: LessonDocument, row: Lesson | None) -> list[Problem]:
    """The rules, with what stands on the site around the lesson."""
    others = course.lessons.exclude(pk=row.pk) if row else course.lessons.all()
    known = list(others.values_list("key", "slug", "stage__number", "order"))
    source = document.read_lesson(canonical.write(lesson))
    positions = {slug: (stage, order) for _, slug, stage, order in known}
    problems = rules.check_lesson(source, _around(course, row, positions))
    for key, slug, *_ in known:
        if slug == lesson.slug:
            problems.append(source.problem(("slug",), f"{key} 已经用了这个网址名"))
        if key == lesson.id:
            problems.append(source.problem(("id",), "这个编号已经有一课"))
    return problems


def _around(course: Course, row: Lesson | None, positions: Mapping[str, tuple[int, int]]) -> rules.Around:
    verified = dict(course.hotlines.values_list("number", "verified"))
    return rules.Around(
        days=dict(course.stages.values_list("number", "days")),
        positions=positions,
        tools=frozenset(course.tools.values_list("key", flat=True)),
        hotlines=frozenset(verified),
        unverified=frozenset(number for number in verified if not verified[number]),
        terms=dict(course.terms.values_list("slug", "word")),
        files=dict(row.files.values_list("path", "text")) if row else {},
    )


def _forget_slug(lesson: Lesson, document: LessonDocument) -> None:
    if lesson.slug == document.slug:
        return
    OldSlug.objects.filter(course=lesson.course, slug=document.slug).delete()
    if lesson.pk:
        OldSlug.objects.update_or_create(course=lesson.course, slug=lesson.slug, defaults={"lesson": lesson})


def _project(lesson: Lesson, source: LessonDocument, rendered: Rendered) -> None:
    if lesson.stage_id is None or lesson.stage.number != source.stage:
        lesson.stage = lesson.course.stages.get(number=source.stage)
    lesson.slug = source.slug
    lesson.title = source.title
    lesson.order = source.order
    lesson.day = source.day
    lesson.minutes = source.minutes or 0
    lesson.kind = source.kind
    lesson.status = source.status
    lesson.sensitivity = source.sensitivity or Lesson.Sensitivity.NONE
    lesson.summary = source.summary
    lesson.document = document.to_json(source)
    lesson.parts, lesson.headings = rendered.parts, rendered.headings


def _keep_exercises(lesson: Lesson, document: LessonDocument) -> None:
    wanted = {
        task.id: {"position": position, "mode": task.mode, "is_optional": task.optional}
        for position, task in enumerate(document.practice, start=1)
    }
    _keep_rows(Exercise, lesson, wanted)


def _keep_questions(lesson: Lesson, document: LessonDocument) -> None:
    wanted = {
        question.id: {"position": position, "is_for_review": question.review}
        for position, question in enumerate(document.quiz, start=1)
    }
    _keep_rows(Question, lesson, wanted)


def _keep_rows(
    model: type[Exercise] | type[Question], lesson: Lesson, wanted: Mapping[str, Mapping[str, object]]
) -> None:
    """Rows are never deleted, for attempts and answers point at them; one that comes back is the same one."""
    rows = {row.key: row for row in model._default_manager.filter(lesson=lesson)} if lesson.published else {}
    new: list[Any] = []
    changed: list[Any] = []
    for key, columns in wanted.items():
        row = rows.pop(key, None) or model(lesson=lesson, key=key)
        columns = {**columns, "removed_at": None}
        is_other = any(getattr(row, name) != value for name, value in columns.items())
        for name, value in columns.items():
            setattr(row, name, value)
        if row.pk is None:
            new.append(row)
        elif is_other:
            changed.append(row)
    model._default_manager.bulk_create(new)
    for row in changed:
        row.save()
    gone = [row.pk for row in rows.values() if row.removed_at is None]
    if gone:
        model._default_manager.filter(pk__in=gone).update(removed_at=timezone.now())
