"""Files of pictures that have no row: a process died between writing the one and the other.

They show somebody's work and nobody could ask for them any more, not even when the person is erased.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.db.models import Q

from .artwork import FOLDER, Artwork, discard, storage

SPARED = timedelta(days=1)  # a row may still be on its way
_AT_ONCE = 200


def sweep(*, at: datetime) -> int:
    """How many were deleted."""
    count, names = 0, _older_than(at - SPARED)
    while some := list(islice(names, _AT_ONCE)):
        lost = set(some) - _known(some)
        discard(sorted(lost))
        count += len(lost)
    return count


def _older_than(moment: datetime) -> Iterator[str]:
    root = Path(storage().location)
    for path in sorted((root / FOLDER).glob("*/*")):
        try:
            written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        except FileNotFoundError:  # deleted by its owner meanwhile
            continue
        if written < moment:
            yield path.relative_to(root).as_posix()


def _known(names: list[str]) -> set[str]:
    rows = Artwork.objects.filter(Q(original__in=names) | Q(thumbnail__in=names))
    return {name for row in rows.values_list("original", "thumbnail") for name in row}
