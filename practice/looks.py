"""What readers of answers want to know, asked of the database for all of them at once.

One bell wakes every reader of a process. Were each to ask for itself, asking would cost more than all else together.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from .database import DatabaseThreads
from .models import Call

Wish = tuple[int, int]  # a call, and the number of the last piece that was read
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Look:
    """`place` in the line, for a call that waits."""

    status: str
    reason: str
    place: int | None
    pieces: list[tuple[int, str]]

    @property
    def is_over(self) -> bool:
        return self.status not in Call.OPEN


class Lookout:
    """Of one event loop. Wishes that come while a question is on its way go with the next one."""

    def __init__(self, database: DatabaseThreads):
        self._database = database
        self._waiting: dict[Wish, list[asyncio.Future[Look | None]]] = {}
        self._task: asyncio.Task | None = None

    async def look(self, call_id: int, after: int) -> Look | None:
        """None when the call is no more. Raises what the database raises."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.setdefault((call_id, after), []).append(answer)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._ask())
        return await answer

    async def _ask(self) -> None:
        while wishes := dict(list(self._waiting.items())[:MOST_AT_ONCE]):
            for wish in wishes:
                del self._waiting[wish]
            try:
                looks = await self._database.run(looks_of, list(wishes))
            except Exception as error:
                _tell(wishes, lambda answer, _wish, error=error: answer.set_exception(error))
            else:
                _tell(wishes, lambda answer, wish, looks=looks: answer.set_result(looks.get(wish)))


def looks_of(wishes: Iterable[Wish]) -> dict[Wish, Look]:
    """For each wish whose call there is. Two questions, and a third where somebody waits in line."""
    wishes = list(wishes)
    # The status first: when it is an end, all pieces were written before it.
    rows = Call.objects.filter(pk__in={call for call, _ in wishes}).values_list("pk", "status", "reason")
    calls = {pk: (status, reason) for pk, status, reason in rows}
    places = _places() if any(status == Call.Status.QUEUED for status, _ in calls.values()) else {}
    pieces = _pieces([wish for wish in wishes if wish[0] in calls])
    return {wish: Look(*calls[wish[0]], places.get(wish[0]), pieces[wish]) for wish in wishes if wish[0] in calls}


def _places() -> dict[int, int]:
    line = Call.objects.queued().order_by("pk").values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(line, start=1)}


def _pieces(wishes: list[Wish]) -> defaultdict[Wish, list[tuple[int, str]]]:
    found: defaultdict[Wish, list[tuple[int, str]]] = defaultdict(list)
    if not wishes:
        return found
    # Numbers of our own, and nothing but numbers: there is no list of pairs that both databases take as a parameter.
    pairs = ", ".join(f"({int(call)}, {int(after)})" for call, after in wishes)
    with connection.cursor() as cursor:
        cursor.execute(_AFTER % pairs)
        for call, after, number, text in cursor.fetchall():
            found[call, after].append((number, text))
    return found


_AFTER = """
WITH wishes (call_id, after) AS (VALUES %s)
SELECT w.call_id, w.after, p.number, p.text
FROM wishes w JOIN practice_piece p ON p.call_id = w.call_id AND p.number > w.after
ORDER BY p.call_id, p.number
"""


def _tell(wishes: dict[Wish, list[asyncio.Future]], how) -> None:
    for wish, answers in wishes.items():
        for answer in answers:
            if not answer.done():  # its reader may have left
                how(answer, wish)
