"""What the files of a course must be to each other, and what a lesson needs before a learner may open it.

A draft needs its fields only. The rules are those of the author guide; each finding is a Problem
with the place to mend.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from courses import body_rules, figures, task_rules
from courses.document import Source
from courses.folder import Folder
from courses.problems import Problem
from courses.shapes import LessonDocument, ToolList

MOST_MINUTES = 45
MOST_MINUTES_ROLE_PLAY = 55
MOST_MINUTES_OF_THREE = 35  # each of three lessons on one day


@dataclass(frozen=True)
class Around:
    """What the fields and marks of a lesson may lead to."""

    days: Mapping[int, int] = field(default_factory=dict)  # stage → its days
    positions: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # slug → stage and order
    tools: frozenset[str] = frozenset()
    hotlines: frozenset[str] = frozenset()
    unverified: frozenset[str] = frozenset()  # hotlines without an official source
    terms: Mapping[str, str] = field(default_factory=dict)  # slug → word
    files: Mapping[str, str] = field(default_factory=dict)  # of this lesson: figures/<slug>/x.svg → text


def check_folder(folder: Folder) -> list[Problem]:
    problems = [*_check_stages(folder), *_check_tools(folder.tools), *_check_files(folder)]
    for source in folder.lessons:
        problems += _check_file_name(source)
        problems += check_lesson(source, around(folder, source.document))
    return problems + check_together(folder.lessons)


def around(folder: Folder, lesson: LessonDocument) -> Around:
    return Around(
        days={source.document.stage: source.document.days for source in folder.stages},
        positions={one.document.slug: (one.document.stage, one.document.order) for one in folder.lessons},
        tools=frozenset(tool.id for tool in folder.tools.document.tools),
        hotlines=frozenset(hotline.number for hotline in folder.hotlines.document.hotlines),
        unverified=frozenset(line.number for line in folder.hotlines.document.hotlines if not line.verified),
        terms={term.slug: term.word for term in folder.glossary.document.terms},
        files=folder.files_of(stage=lesson.stage, slug=lesson.slug),
    )


def check_lesson(source: Source[LessonDocument], around: Around) -> list[Problem]:
    """One lesson by itself: from a file, from a form, or from a merge."""
    problems = list(_check_place(source, around))
    if source.document.status != "draft":
        problems += [
            *_check_fields(source),
            *_check_time(source),
            *_check_ties(source, around),
            *task_rules.check_tasks(source, hotlines=around.hotlines),
            *task_rules.check_quiz(source),
            *task_rules.check_objectives(source),
            *body_rules.check(source, around.hotlines, around.terms, around.files),
        ]
    return problems


def check_together(sources: tuple[Source[LessonDocument], ...]) -> list[Problem]:
    """What no two lessons may share."""
    problems: list[Problem] = []
    for name in ("id", "slug"):
        problems += _check_unique(sources, name, lambda lesson, name=name: getattr(lesson, name))
    problems += _check_unique(sources, "order", lambda lesson: (lesson.stage, lesson.order))
    return problems + list(_check_days(sources))


def _check_unique(sources, name, value_of) -> Iterator[Problem]:
    first: dict[object, Source[LessonDocument]] = {}
    for source in sources:
        other = first.setdefault(value_of(source.document), source)
        if other is not source:
            yield source.problem((name,), f"和 {other.path or other.document.id} 的一样；每一课要不同")


def _check_days(sources) -> Iterator[Problem]:
    days: dict[tuple[int, int], list[Source[LessonDocument]]] = defaultdict(list)
    for source in sources:
        days[source.document.stage, source.document.day].append(source)
    for sharing in days.values():
        names = "、".join(source.document.id for source in sharing)
        mend = (
            f"同一天有 {len(sharing)} 课（{names}），每课最多 {MOST_MINUTES_OF_THREE} 分钟；缩短，或把一课挪到别的日子"
        )
        for source in sharing if len(sharing) >= 3 else ():
            if source.document.status != "draft" and (source.document.minutes or 0) > MOST_MINUTES_OF_THREE:
                yield source.problem(("minutes",), mend)


def _check_stages(folder: Folder) -> Iterator[Problem]:
    for source in folder.stages:
        stage = source.document
        if source.path != f"stage-{stage.stage}/stage.md":
            yield source.problem(("stage",), f"和文件夹不一致；这个文件在 {source.path.partition('/')[0]} 里")
        if stage.floor and stage.stage != 5:
            yield source.problem(("floor",), "只有第 5 阶段的天数是下限；删掉这一行")


def _check_file_name(source: Source[LessonDocument]) -> Iterator[Problem]:
    home, _, name = source.path.partition("/")
    number, _, slug = name.removesuffix(".md").partition("-")
    lesson = source.document
    stage = home.removeprefix("stage-")
    if lesson.id != f"s{stage}-{number}":
        yield source.problem(("id",), f"和文件名不一致；这个文件的编号应当是 s{stage}-{number}")
    if lesson.slug != slug:
        yield source.problem(("slug",), f"和文件名不一致；文件名里写的是 {slug}")
    if str(lesson.stage) != stage:
        yield source.problem(("stage",), f"和文件夹不一致；这个文件在 {home} 里")


def _check_tools(source: Source[ToolList]) -> Iterator[Problem]:
    known = {tool.id for tool in source.document.tools}
    for position, tool in enumerate(source.document.tools):
        place = ("tools", position)
        # any-chat-model and its like stand for a kind of product, which needs no source.
        if tool.status != "unknown" and not tool.source and not tool.id.startswith("any-"):
            yield source.problem((*place, "source"), "写了现状就要有来源；没有来源时 status 写 unknown")
        if tool.replacement and (tool.replacement not in known or tool.replacement == tool.id):
            yield source.problem((*place, "replacement"), f"没有「{tool.replacement}」这个工具；写另一个工具的 id")


def _check_files(folder: Folder) -> Iterator[Problem]:
    homes = {(str(source.document.stage), source.document.slug) for source in folder.lessons}
    for path, text in folder.files.items():
        home, kind, slug, _ = path.split("/")
        if (home.removeprefix("stage-"), slug) not in homes:
            yield Problem(path, 0, "", f"{home} 里没有 slug 是 {slug} 的课；改文件夹名或删掉")
        if kind == "figures":
            yield from figures.check(path, text)
            if path.endswith(".narrow.svg") and path.replace(".narrow.svg", ".svg") not in folder.files:
                yield Problem(path, 0, "", "缺少同名的宽图（去掉 .narrow 的那一张）")


def _check_place(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    lesson = source.document
    days = around.days.get(lesson.stage)
    if days is None:
        yield source.problem(("stage",), f"没有第 {lesson.stage} 阶段；先写 stage-{lesson.stage}/stage.md")
    elif lesson.day > days:
        yield source.problem(("day",), f"第 {lesson.stage} 阶段只有 {days} 天")


def _check_fields(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    needed = (
        "minutes",
        "sensitivity",
        "objectives",
        "practice",
        "quiz",
        "authors",
        "last_reviewed",
        "review_every_days",
    )
    for name in needed:
        if getattr(lesson, name) in (None, ()):
            yield source.problem((name,), "可学的课缺不了这个字段；补上，或把 status 改回 draft")
    if not lesson.body:
        yield source.problem(("body",), "可学的课要有正文；写上，或把 status 改回 draft")
    if lesson.sensitivity == "high" and not lesson.safety:
        yield source.problem(("safety",), "sensitivity 是 high 时要写明是哪一类")


def _check_time(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    most = MOST_MINUTES_ROLE_PLAY if lesson.kind in ("role-play", "project") else MOST_MINUTES
    if lesson.minutes is None:
        return
    if not 20 <= lesson.minutes <= most or lesson.minutes % 5:
        yield source.problem(("minutes",), f"写 20 到 {most} 之间、5 的倍数")
    if lesson.kind != "project":
        tasks = sum(task.minutes or 0 for task in lesson.practice if not task.optional)
        if tasks + len(lesson.quiz) > lesson.minutes:
            yield source.problem(
                ("minutes",), f"必做练习 {tasks} 分钟加小测 {len(lesson.quiz)} 分钟已经超过 {lesson.minutes}；重新算"
            )


def _check_ties(source: Source[LessonDocument], around: Around) -> Iterator[Problem]:
    lesson = source.document
    if len(lesson.prerequisites) > 3:
        yield source.problem(("prerequisites",), "最多 3 课")
    for position, slug in enumerate(lesson.prerequisites):
        place = ("prerequisites", position)
        if slug not in around.positions:
            yield source.problem(place, f"没有 slug 是「{slug}」的课")
        elif around.positions[slug] >= (lesson.stage, lesson.order):
            yield source.problem(place, f"「{slug}」不在这一课之前")
    for position, tool in enumerate(lesson.tools):
        if tool.id not in around.tools:
            yield source.problem(("tools", position, "id"), f"tools.yaml 里没有「{tool.id}」")
