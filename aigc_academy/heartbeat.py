"""Is this container's worker or beat still beating? The process touches a file; the health check reads its age.

python -m aigc_academy.heartbeat worker
"""

import sys
import tempfile
import time
from pathlib import Path

LATE = 60.0  # seconds


def path(role: str) -> Path:
    return Path(tempfile.gettempdir()) / f"aigc-{role}.beat"


def touch(role: str) -> None:
    path(role).touch()


def is_beating(role: str, *, now: float) -> bool:
    try:
        return now - path(role).stat().st_mtime < LATE
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_beating(sys.argv[1], now=time.time()) else f"no beat of {sys.argv[1]} for {LATE:.0f} s")
