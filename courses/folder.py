"""A folder of course files as one value, or every problem in it.

Only what the author guide names may lie in it: a stray file would be lost on export, and a link
could bring in a file from outside.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from courses import document
from courses.document import Source
from courses.problems import DocumentError, Problem
from courses.shapes import CourseDocument, Glossary, HotlineList, LessonDocument, StageDocument, ToolList

Kind = Literal["course", "stage", "lesson", "glossary", "tools", "hotlines", "figure", "code", "ignored"]
MAX_FILES = 5000

_KINDS: list[tuple[str, Kind]] = [
    (r"(?:.*/)?README\.md", "ignored"),
    (r"course\.md", "course"),
    (r"glossary\.md", "glossary"),
    (r"tools\.yaml", "tools"),
    (r"hotlines\.yaml", "hotlines"),
    (r"stage-[1-9]/stage\.md", "stage"),
    (r"stage-[1-9]/\d{3}-[a-z0-9-]+\.md", "lesson"),
    (r"stage-[1-9]/figures/[a-z0-9-]+/[a-z0-9-]{1,80}(?:\.narrow)?\.svg", "figure"),
    (r"stage-[1-9]/figures/[a-z0-9-]+/[^/]+\.py", "ignored"),
    (r"stage-[1-9]/code/[a-z0-9-]+/[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}", "code"),
]
READERS: dict[Kind, Callable[..., Source[Any]]] = {
    "course": document.read_course,
    "stage": document.read_stage,
    "lesson": document.read_lesson,
    "glossary": document.read_glossary,
    "tools": document.read_tools,
    "hotlines": document.read_hotlines,
}


@dataclass(frozen=True)
class File:
    path: str  # relative to the folder, with /
    kind: Kind
    raw: bytes


@dataclass(frozen=True)
class Folder:
    course: Source[CourseDocument]
    stages: tuple[Source[StageDocument], ...]
    lessons: tuple[Source[LessonDocument], ...]
    glossary: Source[Glossary]
    tools: Source[ToolList]
    hotlines: Source[HotlineList]
    files: dict[str, str]  # figures and code: path in the folder → text

    def files_of(self, *, stage: int, slug: str) -> dict[str, str]:
        """Figures and code of a lesson, under the paths its body uses (figures/<slug>/x.svg)."""
        return self._files_by_lesson.get((f"stage-{stage}", slug), {})

    @cached_property
    def _files_by_lesson(self) -> dict[tuple[str, str], dict[str, str]]:
        found: dict[tuple[str, str], dict[str, str]] = {}
        for path, text in self.files.items():
            stage, kind, slug, name = path.split("/")
            found.setdefault((stage, slug), {})[f"{kind}/{slug}/{name}"] = text
        return found


def files_in(directory: Path) -> list[File]:
    """Every file that counts, in order. Raises DocumentError when any file may not be there or cannot be read."""
    if not directory.is_dir():
        raise DocumentError([Problem(str(directory), 0, "", "没有这个文件夹")])
    files: list[File] = []
    problems: list[Problem] = []
    for path in _walk(directory):
        try:
            found = _take(directory, path)
        except DocumentError as error:
            problems += error.problems
        else:
            if found.kind != "ignored":
                files.append(found)
    if problems:
        raise DocumentError(problems)
    return files


def digest_of(files: list[File]) -> str:
    """Changes when any file does."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.path}\0{len(file.raw)}\0".encode())
        total.update(file.raw)
    return total.hexdigest()


def read_files(files: list[File]) -> Folder:
    """Raises DocumentError with the problems of every file."""
    found, problems = sift(files)
    if problems or found is None:
        raise DocumentError(problems)
    return found


def sift(files: list[File]) -> tuple[Folder | None, list[Problem]]:
    """What can be read, and what is wrong with the rest. There is no folder without its course.md."""
    sources: dict[Kind, list[Source[Any]]] = {kind: [] for kind in READERS}
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            text = document.decode(file.raw, path=file.path)
            if file.kind in READERS:
                sources[file.kind].append(READERS[file.kind](text, path=file.path))
            else:
                texts[file.path] = text
        except DocumentError as error:
            problems += error.problems
    if not any(file.kind == "course" for file in files):
        problems.append(Problem("course.md", 0, "", "缺少这个文件；一门课从它开始"))
    if not sources["course"]:
        return None, problems
    found = Folder(
        course=sources["course"][0],
        stages=tuple(sources["stage"]),
        lessons=tuple(sources["lesson"]),
        glossary=_only(sources["glossary"], Source("glossary.md", Glossary(), {})),
        tools=_only(sources["tools"], Source("tools.yaml", ToolList(schema=1, tools=()), {})),
        hotlines=_only(sources["hotlines"], Source("hotlines.yaml", HotlineList(schema=1, hotlines=()), {})),
        files=texts,
    )
    return found, problems


def read_folder(directory: Path) -> Folder:
    return read_files(files_in(directory))


def _only(found: list[Source[Any]], otherwise: Source[Any]) -> Source[Any]:
    return found[0] if found else otherwise


def _walk(directory: Path) -> Iterator[Path]:
    """Files and links, links to folders too; never through a link."""
    count = 0
    for home, folders, names in os.walk(directory, followlinks=False):
        folders.sort()
        links = [name for name in folders if Path(home, name).is_symlink()]
        for name in sorted(names + links):
            count += 1
            if count > MAX_FILES:
                raise DocumentError([Problem(str(directory), 0, "", f"文件超过 {MAX_FILES} 个；这是课程的文件夹吗？")])
            yield Path(home, name)


def _take(directory: Path, path: Path) -> File:
    name = os.fsencode(path.relative_to(directory).as_posix()).decode("utf-8", "replace")
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        raise DocumentError([Problem(name, 0, "", "是一个链接；放真正的文件")])
    kind = next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, name)), None)
    if kind is None:
        raise DocumentError([Problem(name, 0, "", "这里不该有这个文件；改名、挪走或删掉（README.md 除外）")])
    if not stat.S_ISREG(about.st_mode):
        raise DocumentError([Problem(name, 0, "", "不是普通文件")])
    if kind == "ignored":
        return File(name, kind, b"")
    if about.st_size > document.MAX_BYTES:
        raise DocumentError([document.too_big(name, about.st_size)])
    try:
        return File(name, kind, path.read_bytes())
    except OSError as error:
        raise DocumentError([Problem(name, 0, "", f"读不出来：{error.strerror}")]) from None
