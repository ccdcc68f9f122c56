"""A PostgreSQL of our own, with fsync on, that may be cut off in the middle of anything."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.faults.site import free_port


class Postgres:
    def __init__(self) -> None:
        self.port = free_port()
        # Not below the run's folder: its parents may be closed to the user postgres.
        self._home = Path(tempfile.mkdtemp(prefix="chaos-postgresql-"))

    @property
    def url(self) -> str:
        return f"postgres://academy@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        if os.getuid() == 0:
            shutil.chown(self._home, "postgres")
        _as_postgres("initdb", "-D", self._home / "db", "-U", "academy", "-A", "trust", "-E", "UTF8")
        options = f"-p {self.port} -k {self._home} -c listen_addresses=127.0.0.1 -c fsync=on -c max_connections=200"
        self._control("-w", "-l", self._home / "log", "-o", options, "start")

    def restart(self) -> None:
        """As after a power cut, but for the disks: no goodbye, and the log is replayed."""
        self._control("-m", "immediate", "-w", "restart")

    def stop(self) -> None:
        try:
            self._control("-m", "immediate", "stop")
        except subprocess.CalledProcessError:
            pass  # it never started
        finally:
            shutil.rmtree(self._home, ignore_errors=True)

    def _control(self, *arguments: object) -> None:
        _as_postgres("pg_ctl", "-D", self._home / "db", *arguments)


def programs() -> Path | None:
    """Where Debian keeps PostgreSQL's own programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def is_missing() -> str:
    """Why none can be started here; empty when one can."""
    if programs() is None:
        return "PostgreSQL's initdb and pg_ctl are not installed"
    if os.getuid() == 0 and not _has_user("postgres"):
        return "there is no user postgres to run PostgreSQL as"
    return ""


def _as_postgres(program: str, *arguments: object) -> None:
    """PostgreSQL refuses to run as root."""
    folder = programs()
    assert folder, is_missing()
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    command = [*prefix, str(folder / program), *map(str, arguments)]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
