"""Runs a module with its threads named for the system, so that /proc tells how much each of them worked.

python -m bench.named MODULE [ARGUMENT …]
"""

import runpy
import sys
import threading
from pathlib import Path

_run = threading.Thread.run


def _named(thread: threading.Thread) -> None:
    Path(f"/proc/self/task/{threading.get_native_id()}/comm").write_text(thread.name[:15])
    _run(thread)


if __name__ == "__main__":
    threading.Thread.run = _named  # type: ignore[method-assign]
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
