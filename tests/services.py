"""A database and a queue of its own for a site that a test starts, on the servers this run was given."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import redis

NUMBERS = range(1, 16)  # of the databases a Redis has by default; 0 is the rest of the suite's
LONGEST_RUN = 3600  # seconds; a number not given back is free again


@contextmanager
def spare_services() -> Iterator[dict[str, str]]:
    """With DATABASE_URL and REDIS_URL set: a database of its own on each, gone afterwards."""
    with _spare_queue(os.environ.get("REDIS_URL", "")) as queue, _spare_database() as database:
        yield queue | database


@contextmanager
def _spare_queue(address: str) -> Iterator[dict[str, str]]:
    """Two sites on one number would take each other's calls, so a number is claimed before it is used."""
    if not address:
        yield {}
        return
    with redis.Redis.from_url(address) as server:
        number = next(n for n in NUMBERS if server.set(f"spare:{n}", "taken", nx=True, ex=LONGEST_RUN))
        own = f"{address.rpartition('/')[0]}/{number}"
        try:
            with redis.Redis.from_url(own) as queue:
                queue.flushdb()
            yield {"REDIS_URL": own}
        finally:
            server.delete(f"spare:{number}")


@contextmanager
def _spare_database() -> Iterator[dict[str, str]]:
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield {}
        return
    name = f"spare_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
