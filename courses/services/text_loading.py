"""The course itself, its stages, tools, hotlines and words: merged field by field with what stands on the site.

A conflict here is not stored: the base of the entry stays behind, so every load finds it again until
somebody makes both sides alike, or says `--take`.
"""

from copy import deepcopy
from typing import Any

from courses.folder import Folder
from courses.markup import MarkupError
from courses.merge import merge
from courses.models import Course
from courses.problems import DocumentError, Problem

from . import texts
from .report import LoadReport, Take

_KEYS = {"stages": "stage", "tools": "id", "hotlines": "number", "terms": "slug"}


class TextLoad:
    def __init__(self, course: Course, folder: Folder, base: texts.Texts, take: Take | None) -> None:
        self.course, self.base, self.take = course, base, take
        self.file = texts.of_folder(folder)
        self.site: texts.Texts = texts.of_site(course) if course.pk else {}
        self.next_base = deepcopy(self.file)
        self.marks: list[str] = []  # of lessons that show what changed

    def run(self, report: LoadReport) -> None:
        found = merge(self.base, self.file, self.site)
        base, file, site = (entries(side) for side in (self.base, self.file, self.site))
        places = _places([conflict.place for conflict in found.conflicts], {**file, **site})
        if self.take and places.pop(self.take.key, None) and self.take.side == "file":
            _put(found.data, self.take.key, file.get(self.take.key))
        now = entries(found.data)
        for name in {**file, **site}:
            if name in places:
                report.conflicts[name] = places[name]
                _put(self.next_base, name, base.get(name))
            else:
                report.tell(
                    name, base=base.get(name), file=file.get(name), site=site.get(name), now=_stands(name, now, site)
                )
        self._write(found.data)
        self.marks = _marks(site, now)

    def _write(self, data: texts.Texts) -> None:
        try:
            texts.write(self.course, data, self.site)
        except MarkupError as error:
            raise DocumentError([Problem("", 0, "body", str(error))]) from error


def kept_on_site(course: Course) -> list[str]:
    """Entries that say something else than their file, when the files are those of the last load."""
    base, site = entries(course.loaded.get("texts", {})), entries(texts.of_site(course))
    return [name for name, entry in site.items() if entry != base.get(name)]


def entries(side: texts.Texts) -> dict[str, Any]:
    """{"course": …, "stages.1": …, "tools.kling": …}: the names that conflicts and reports use."""
    found = {"course": side["course"]} if "course" in side else {}
    for kind, key in _KEYS.items():
        found |= {f"{kind}.{entry[key]}": entry for entry in side.get(kind, [])}
    return found


def _stands(name: str, now: dict[str, Any], site: dict[str, Any]) -> Any:
    # A stage that left the files stays: its lessons are withdrawn, and learners' work hangs on them.
    return now.get(name, site.get(name) if name.startswith("stages.") else None)


def _places(conflicts: list[str], names: dict[str, Any]) -> dict[str, list[str]]:
    """Conflicts by entry. The order of a list belongs to no entry; there the site's order stands."""
    found: dict[str, list[str]] = {}
    for place in conflicts:
        for name in names:
            if place == name or place.startswith((f"{name}.", f"{name}#")):
                found.setdefault(name, []).append(place)
    return found


def _put(data: texts.Texts, name: str, entry: Any) -> None:
    """Set, add or (None) take out one entry."""
    kind, _, key = name.partition(".")
    if kind == "course":
        data["course"] = entry or {}
        return
    rows = data[kind]
    at = next((index for index, row in enumerate(rows) if str(row[_KEYS[kind]]) == key), len(rows))
    rows[at : at + 1] = [] if entry is None else [entry]


def _marks(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Tools are asked for by the page; words and hotlines are drawn into the lesson."""
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    named = [name.partition(".") for name in changed if name.startswith(("terms.", "hotlines."))]
    return [f"[[{'term' if kind == 'terms' else 'hotline'}:{key}]]" for kind, _, key in named]
