"""What processes used: seconds of processor by role, memory shared out fairly (PSS), from /proc."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
# Threads by the beginnings of their names; all others of a process belong to its main work.
DATABASE = ("calls", "writer", "events")


def tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in tree(int(child)))]


def seconds(role: str, pids: Iterable[int]) -> Counter[str]:
    """By role, with the threads that speak to the database apart."""
    used: Counter[str] = Counter()
    for pid in pids:
        for task in _tasks(pid):
            name, spent = _stat(task)
            used[f"{role}, database threads" if name.startswith(DATABASE) else role] += spent  # type: ignore[assignment]
    return used


def memory(pids: Iterable[int]) -> float:
    """Megabytes."""
    return sum(_pss(pid) for pid in pids) / 1024


def _tasks(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def _stat(task: Path) -> tuple[str, float]:
    try:
        name, _, rest = (task / "stat").read_text().partition("(")[2].rpartition(")")
    except OSError:
        return "", 0.0
    fields = rest.split()
    return name, (int(fields[11]) + int(fields[12])) / TICK


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
