"""The database as a witness: read with plain SQL, so that no code of the product can flatter it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

FINAL = {"succeeded", "partial", "failed", "cancelled"}

CALLS = """
SELECT a.id AS attempt, a.enrollment_id AS enrollment, a.key AS key, a.text AS prompt,
       c.id AS call, c.status AS status, c.reason AS reason, c.text AS text, c.queued_at AS queued_at,
       c.input_tokens AS input, c.output_tokens AS output, c.is_estimated AS is_estimated,
       c.finished_at AS finished_at
FROM practice_attempt a LEFT JOIN practice_call c ON c.attempt_id = a.id ORDER BY a.id
"""
CHARGES = "SELECT call_id AS call, reserved, spent, settled_at, month FROM practice_charge"
PIECES = "SELECT call_id AS call, number, text FROM practice_piece ORDER BY call_id, number"
MONTHS = "SELECT month, tokens FROM practice_sitemonth"
OPEN = "SELECT id AS call FROM practice_call WHERE finished_at IS NULL ORDER BY id"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Snapshot:
    calls: list[Row]
    charges: list[Row]
    pieces: list[Row]
    months: list[Row]


class Rows:
    """`address` is a postgres:// one, or the path of an SQLite file."""

    def __init__(self, address: str):
        self._address = address

    def ask(self, question: str, *arguments: object) -> list[Row]:
        with self._connected() as connection:
            cursor = connection.execute(question, arguments)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def snapshot(self) -> Snapshot:
        return Snapshot(self.ask(CALLS), self.ask(CHARGES), self.ask(PIECES), self.ask(MONTHS))

    def open_calls(self) -> list[int]:
        return [row["call"] for row in self.ask(OPEN)]

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        if self._address.startswith("postgres"):
            with psycopg.connect(self._address, connect_timeout=5) as connection:
                yield connection
        else:
            with closing(sqlite3.connect(f"file:{Path(self._address)}?mode=ro", uri=True, timeout=20)) as connection:
                yield connection


def seconds(moment: datetime | str) -> float:
    """SQLite keeps moments as text, in UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
