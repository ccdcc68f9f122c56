"""The environment as settings read it, before Django is ready.

A value that cannot be read gives its default, and a system check says so: see checks.py.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from zoneinfo import ZoneInfo

import environ
from environ.fileaware_mapping import FileAwareMapping

T = TypeVar("T")


class Files(FileAwareMapping):
    """`NAME_FILE` is read in place of `NAME`. Editors end a file with a line end, and no secret does."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name).rstrip("\r\n")


class Environment(environ.FileAwareEnv):
    def __init__(self, env: dict[str, str] | None = None):
        super().__init__()
        self.ENVIRON = Files(env)
        self.unreadable: dict[str, str] = {}

    def number(self, name: str, *, default: int) -> int:
        return self._read(name, int, default)

    def switch(self, name: str, *, default: bool) -> bool:
        return self._read(name, _on_or_off, default)

    def price(self, name: str) -> Decimal | None:
        return self._read(name, _price, None)

    def time_zone(self, name: str, *, default: str) -> str:
        return self._read(name, lambda text: ZoneInfo(text).key, default)

    def _read(self, name: str, reader: Callable[[str], T], default: T) -> T:
        text = self.str(name, default="").strip()
        try:
            return reader(text) if text else default
        except (ValueError, LookupError, OSError):  # zoneinfo opens a file by that name
            self.unreadable[name] = text
            return default


def _price(text: str) -> Decimal:
    try:
        price = Decimal(text)
        if 0 <= price < 1_000_000:
            return price
    except InvalidOperation:  # no number, or NaN, which cannot be compared
        pass
    raise ValueError(text)


def _on_or_off(text: str) -> bool:
    if text.lower() in environ.Env.BOOLEAN_TRUE_STRINGS:
        return True
    if text.lower() in {"false", "off", "no", "n", "0"}:
        return False
    raise ValueError(text)
