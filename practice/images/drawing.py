"""How a worker draws: one provider is asked once, and what it hands over lies on the disk before any row says so.

The files carry the number of their call, so that whatever a lost call left behind can be found and removed.
"""

import asyncio
import secrets
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog

from .. import calls, llm, pictures
from ..database import DatabaseThreads
from ..models import Attempt, Call
from ..writer import Stream
from . import artworks
from .artwork import FOLDER, Artwork, discard, storage

log = structlog.get_logger(__name__)

CALLS_IN_A_FOLDER = 1000
# Packing a picture takes a second of a processor and tens of megabytes.
_packers = ThreadPoolExecutor(2, thread_name_prefix="packing")


@dataclass(frozen=True)
class Asked:
    """Somebody who may be asked for a picture, and what with."""

    artist: llm.Artist
    label: str
    model: str
    wish: llm.Drawing

    def is_new_to(self, call: Call) -> bool:
        return (call.provider, call.model) != (self.label, self.model)


async def draw(call: Call, stream: Stream, database: DatabaseThreads) -> None:
    """Leaves the pictures on the stream. The first provider that can be reached draws, and no other is asked then."""
    assert call.attempt  # noqa: S101  a named constraint of the table
    stream.asked = tokens_of(call.attempt)
    not_reached = llm.LLMError("not_configured")
    for asked in await database.run(to_ask, call):
        if asked.is_new_to(call):
            named = {"provider": asked.label, "model": asked.model}
            if not await database.run(calls.name_provider, call.pk, fence=call.fence, **named):
                raise llm.LLMError("worker_lost")
        try:
            stream.drawn = await asked.artist.draw(asked.wish)
            stream.usage = stream.drawn.usage
            return
        except llm.NotReached as error:
            log.warning("provider_not_reached", call=call.pk, provider=asked.label, reason=str(error))
            not_reached = error
    raise not_reached


def to_ask(call: Call) -> list[Asked]:
    """In the order in which they are asked. A stand-in draws what it can of it. May ask the database."""
    assert call.attempt  # noqa: S101  a named constraint of the table
    return [
        Asked(source.artist(), source.label, source.image, _wish(call.attempt, source)) for source in llm.painters()
    ]


def tokens_of(attempt: Attempt) -> int:
    """Estimated."""
    return llm.estimate(attempt.text)


async def keep_files(call: Call, drawn: llm.Drawn) -> tuple[list[Artwork], str]:
    """Labelled, packed and written; the rows are made when the call ends. And a reason where something is missing."""
    try:
        kept = await asyncio.get_running_loop().run_in_executor(_packers, _keep_files, call, drawn.pictures)
    except OSError:
        log.exception("pictures_not_written", call=call.pk)
        return [], "internal"
    if not kept:
        return [], "unreadable"
    assert call.attempt  # noqa: S101  a named constraint of the table
    return kept, drawn.reason or ("fewer" if len(kept) < call.attempt.settings["count"] else "")


def clear_lost(call_ids: Sequence[int]) -> None:
    """After a sweep has closed these calls."""
    for call_id in Call.objects.filter(pk__in=call_ids, kind=Call.Kind.IMAGE).values_list("pk", flat=True):
        clear(call_id)


def clear(call_id: int) -> None:
    """Remove what a call wrote and no row speaks of. Harmless twice."""
    folder = _folder(call_id)
    written = [f"{folder}/{name}" for name in _names_in(folder) if name.startswith(f"{call_id}-")]
    rows = Artwork.objects.filter(attempt__call=call_id).values_list("original", "thumbnail")
    discard([name for name in written if name not in {kept for row in rows for kept in row}])


def _wish(attempt: Attempt, source: llm.Source) -> llm.Drawing:
    model = llm.image_model(source.image, host=urlsplit(source.address).hostname or "")
    said = attempt.settings
    return llm.Drawing(
        attempt.text,
        size=model.nearest(said["size"]),
        count=min(said["count"], model.most),
        seed=said.get("seed"),
    )


def _keep_files(call: Call, drawn: Iterable[bytes]) -> list[Artwork]:
    assert call.attempt  # noqa: S101  a named constraint of the table
    kept: list[Artwork] = []
    try:
        for data in drawn:
            name = f"{_folder(call.pk)}/{call.pk}-{secrets.token_hex(16)}"
            try:
                kept.append(artworks.generated(attempt=call.attempt, number=len(kept) + 1, data=data, name=name))
            except pictures.Unfit as unfit:
                log.warning("picture_unfit", call=call.pk, reason=str(unfit))
    except BaseException:
        discard([name for artwork in kept for name in artwork.files])
        raise
    return kept


def _folder(call_id: int) -> str:
    return f"{FOLDER}/calls-{call_id // CALLS_IN_A_FOLDER}"


def _names_in(folder: str) -> list[str]:
    try:
        return storage().listdir(folder)[1]
    except FileNotFoundError:
        return []
