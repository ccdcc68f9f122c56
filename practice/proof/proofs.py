"""What comes with a hand-in besides its words: links, ticked lines, where AI was declared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from courses.models import Exercise
from progress.models import Enrollment

from ..assignment import Assignment, assignment_of
from ..images.artwork import Artwork
from ..models import HandIn
from .evidence import Evidence
from .links import Link, written

Kind = Evidence.Kind


@dataclass(frozen=True)
class Proofs:
    links: tuple[Link, ...] = ()
    ticks: tuple[str, ...] = ()
    disclosed: str = ""
    pictures: tuple[int, ...] = ()  # artworks

    def __bool__(self) -> bool:
        return bool(self.links or self.ticks or self.disclosed or self.pictures)


NONE = Proofs()


@dataclass(frozen=True)
class Typed:
    """The same as it stands in the form: what was not handed in yet, else what was handed in last."""

    links: str = ""
    ticks: frozenset[str] = frozenset()
    disclosed: str = ""

    def __bool__(self) -> bool:
        return bool(self.links or self.ticks or self.disclosed)


NOTHING_TYPED = Typed()


@dataclass(frozen=True)
class Shown:
    """The evidence of one hand-in for whoever reads it, beside the lines its task asks to tick."""

    rows: tuple[Evidence, ...]
    lines: tuple[str, ...] = ()

    @cached_property
    def links(self) -> list[Evidence]:
        return [row for row in self.rows if row.kind == Kind.LINK]

    @cached_property
    def pictures(self) -> list[Evidence]:
        return [row for row in self.rows if row.kind == Kind.IMAGE]

    @cached_property
    def disclosed(self) -> str:
        return next((row.text for row in self.rows if row.kind == Kind.DISCLOSURE), "")

    @cached_property
    def ticks(self) -> list[tuple[str, bool]]:
        """Every line with whether it was ticked. Lines that left the task since are kept."""
        ticked = [row.text for row in self.rows if row.kind == Kind.TICK]
        if not ticked:
            return []
        return [(line, line in ticked) for line in dict.fromkeys([*self.lines, *ticked])]

    def __bool__(self) -> bool:
        return bool(self.rows)


def attach(proofs: Proofs, *, to: HandIn) -> None:
    rows: list[dict[str, Any]] = [{"kind": Kind.LINK, "url": link.url, "text": link.text} for link in proofs.links]
    rows += [{"kind": Kind.IMAGE, "artwork_id": picture} for picture in proofs.pictures]
    rows += [{"kind": Kind.TICK, "text": line} for line in proofs.ticks]
    if proofs.disclosed:
        rows.append({"kind": Kind.DISCLOSURE, "text": proofs.disclosed})
    Evidence.objects.bulk_create(
        Evidence(hand_in=to, position=place, **columns) for place, columns in enumerate(rows, start=1)
    )


def of(hand_in: HandIn) -> Proofs:
    rows = list(hand_in.evidence.all())
    return Proofs(
        links=tuple(Link(row.url, row.text) for row in rows if row.kind == Kind.LINK),
        ticks=tuple(row.text for row in rows if row.kind == Kind.TICK),
        disclosed=next((row.text for row in rows if row.kind == Kind.DISCLOSURE), ""),
        pictures=tuple(row.artwork_id for row in rows if row.artwork_id),
    )


def shown(hand_in: HandIn, *, lines: Iterable[str] = ()) -> Shown:
    return Shown(tuple(hand_in.evidence.all()), tuple(lines))


def with_pictures(proofs: Proofs, *, enrollment: Enrollment, exercise: Exercise) -> Proofs:
    """What was brought along for a task that asks for pictures is handed in with it."""
    if "image" not in assignment_of(exercise).evidence:
        return proofs
    mine = Artwork.objects.uploaded().filter(enrollment=enrollment, exercise=exercise).order_by("pk")
    return replace(proofs, pictures=tuple(mine.values_list("pk", flat=True)))


def as_typed(proofs: Proofs) -> Typed:
    return Typed(written(proofs.links), frozenset(proofs.ticks), proofs.disclosed)


def takes_any(task: Mapping[str, Any]) -> bool:
    """Its hand-ins may come with something besides words. Of a task that is gone nobody knows."""
    kinds = set(task.get("evidence") or ()) & {"link", "image"}
    return not task or bool(task.get("self_check") or task.get("disclosure") or kinds)


def gates(assignment: Assignment, proofs: Proofs) -> list[dict[str, Any]]:
    """In the shape of `checks.run`. Whoever publishes something made with AI has to say so first."""
    if not assignment.disclosure:
        return []
    ok = bool(proofs.disclosed)
    message = _("写明了在哪里、怎样标注 AI。") if ok else _("还没有写明在哪里、怎样标注 AI。先做标注这一步，再交。")
    return [{"id": "disclosure", "ok": ok, "message": message}]


def needed(kinds: Iterable[str]) -> str:
    """What to say to somebody who handed in nothing at all."""
    names = {"link": _("链接"), "image": _("截图"), "text": _("文字")}
    if not (asked := [names[kind] for kind in names if kind in set(kinds)]):
        return _("先写下要提交的内容。")
    return _("先加一样能证明的：%(kinds)s。") % {"kinds": _("、").join(asked)}


def missing(kinds: Iterable[str], *, given: Iterable[str]) -> list[str]:
    """For each kind that would prove it and is not there yet, words that say what to add."""
    words = {
        "link": _("还没有链接：发出去的作品或文档，把它的网址放进来。"),
        "image": _("还没有截图：拍下结果，先遮住头像、号码和姓名。"),
        "text": _("还没有文字：写下你做了什么、看到了什么。"),
    }
    there = set(given)
    return [words[kind] for kind in kinds if kind not in there]
