"""The database from inside an event loop: in threads of its own, never in the loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseThreads:
    def __init__(self, name: str, *, threads: int):
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, _fresh(function, *args, **kwargs))

    def close(self) -> None:
        self._pool.shutdown()


def _fresh(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
    def call() -> T:
        # No request begins or ends here, so nobody else would notice a connection that died.
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return call
