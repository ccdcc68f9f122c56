"""Three texts become one: what was last loaded (base), the file, and what stands on the site.

Pure. Documents come as JSON (`document.to_json`). Front matter is merged by field, lists whose
items have an identity item by item, a body by paragraph. Where both sides changed the same place
differently, the site's words stay in `data` and the place is named in `conflicts`: nothing that
anybody wrote is decided away here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from merge3 import Merge3

from courses import blocks

BODY = "body"
_IDENTITIES = ("id", "number", "slug", "stage", "name")


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()


@dataclass(frozen=True)
class Conflict:
    """`place` is a path of the guide's names and ids; a side that has nothing there is None."""

    place: str
    base: Any
    file: Any
    site: Any


@dataclass
class Merged:
    data: Any
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: Any, file: Any, site: Any) -> Merged:
    found = Merged(None)
    found.data = _merge(base, file, site, "", found.conflicts.append)
    return found


def _merge(base: Any, file: Any, site: Any, place: str, collide: Callable[[Conflict], None]) -> Any:
    if file == site or site == base:
        return file
    if file == base:
        return site
    if all(isinstance(side, dict) for side in (base, file, site)):
        return _merge_fields(base, file, site, place, collide)
    if all(_has_identities(side) for side in (base, file, site)):
        return _merge_items(base, file, site, place, collide)
    if place.rpartition(".")[2] == BODY and all(isinstance(side, str) for side in (base, file, site)):
        return _merge_body(base, file, site, place, collide)
    if all(isinstance(side, list) for side in (base, file, site)) and len(base) == len(file) == len(site):
        return _merge_entries(base, file, site, place, collide)
    collide(Conflict(place, *(None if side is MISSING else side for side in (base, file, site))))
    return site


def _merge_fields(base: dict, file: dict, site: dict, place: str, collide: Callable[[Conflict], None]) -> dict:
    found = {}
    for name in _in_turn(site, file, base):
        old, ours, theirs = (side.get(name, MISSING) for side in (base, file, site))
        value = _merge(old, ours, theirs, f"{place}.{name}" if place else name, collide)
        if value is not MISSING:
            found[name] = value
    return found


def _merge_items(base: list, file: list, site: list, place: str, collide: Callable[[Conflict], None]) -> list:
    bases, files, sites = ({_identity(item): item for item in side} for side in (base, file, site))
    found = {}
    for identity in _in_turn(sites, files, bases):
        old, ours, theirs = (side.get(identity, MISSING) for side in (bases, files, sites))
        value = _merge(old, ours, theirs, f"{place}.{identity}" if place else identity, collide)
        if value is not MISSING:
            found[identity] = value
    common = [key for key in bases if key in found and key in files and key in sites]
    by_file, by_site = ([key for key in side if key in common] for side in (files, sites))
    if by_file not in (common, by_site) and by_site != common:
        collide(Conflict(f"{place} (order)", common, by_file, by_site))
    lead = by_file if by_site == common else by_site
    return [found[key] for key in _with_additions(lead, list(files), list(sites), set(found))]


def _with_additions(lead: list[str], file: list[str], site: list[str], kept: set[str]) -> list[str]:
    """What one side added stays behind what it was added to; neither side goes first by being that side."""
    after: dict[str, list[list[str]]] = {key: [] for key in ("", *lead)}
    for side in (file, site):
        anchor = ""
        after[anchor].append([])
        for key in (key for key in side if key in kept):
            if key in after:
                anchor = key
                after[anchor].append([])
            else:
                after[anchor][-1].append(key)
    order: dict[str, None] = {}
    for anchor, additions in after.items():
        order[anchor] = None
        for added in sorted(additions, key=lambda keys: [(len(key), key) for key in keys]):
            order |= dict.fromkeys(added)
    return [key for key in order if key]


def _merge_entries(base: list, file: list, site: list, place: str, collide: Callable[[Conflict], None]) -> list:
    """Entries without an identity, as many as before: each may be changed by one side."""
    found = []
    for position, (old, ours, theirs) in enumerate(zip(base, file, site, strict=True), start=1):
        if ours != theirs and old not in (ours, theirs):
            collide(Conflict(f"{place}.{position}", old, ours, theirs))
        found.append(ours if theirs == old else theirs)
    return found


def _merge_body(base: str, file: str, site: str, place: str, collide: Callable[[Conflict], None]) -> str:
    paragraphs: list[str] = []
    old, ours, theirs = (blocks.paragraphs(side) for side in (base, file, site))
    for kind, *groups in Merge3(old, ours, theirs).merge_groups():
        if kind == "conflict":
            collide(Conflict(f"{place}{_section(paragraphs)}", *("\n\n".join(group) for group in groups)))
        paragraphs += groups[-1]
    return "\n\n".join(paragraphs)


def _section(before: Sequence[str]) -> str:
    anchors = [heading.anchor for heading in blocks.headings("\n\n".join(before)) if heading.anchor]
    return f"#{anchors[-1]}" if anchors else ""


def _in_turn(*sides: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(key for side in sides for key in side)


def _identity(item: Any) -> str:
    for name in _IDENTITIES:
        if isinstance(item, dict) and name in item:
            return str(item[name])
    return ""


def _has_identities(side: Any) -> bool:
    if not isinstance(side, list):
        return False
    identities = [_identity(item) for item in side]
    return all(identities) and len(set(identities)) == len(identities)
