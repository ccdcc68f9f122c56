"""A database and a queue of its own for a site that a test starts, on the servers this run was given."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg


@contextmanager
def spare_services() -> Iterator[dict[str, str]]:
    """With DATABASE_URL and REDIS_URL set: a database of its own on each, gone afterwards."""
    address, redis_address = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    services = {}
    if redis_address:
        # The rest of the suite uses the number that was given; a queue must not be shared by two workers.
        services["REDIS_URL"] = f"{redis_address.rpartition('/')[0]}/{secrets.randbelow(12) + 3}"
    if not address.startswith("postgres"):
        yield services
        return
    name = f"spare_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield services | {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
