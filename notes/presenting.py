"""A note as JSON."""

from typing import Any

from .places import PlacedNote


def note(placed: PlacedNote) -> dict[str, Any]:
    """`place` is where it stands in the lesson as it is now, null when what it was written on is gone."""
    row = placed.note
    return {
        "id": row.pk,
        "lesson": row.lesson.key,
        "url": row.get_absolute_url(),
        "address": placed.address,
        "text": row.text,
        "quote": row.quote,
        "heading": row.heading,
        "place": _place(placed),
        "made_at": row.made_at,
        "changed_at": row.changed_at,
    }


def _place(placed: PlacedNote) -> dict[str, Any] | None:
    if placed.place is None:
        return None
    anchor = placed.place.anchor
    return {
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "heading": anchor.heading,
        "is_changed": placed.place.is_changed,
    }
