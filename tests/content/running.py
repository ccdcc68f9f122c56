"""Runs a script that a lesson shows, as its learner runs it: in a folder of their own, with Chinese names."""

import os
import subprocess
import sys
from pathlib import Path

STAGE = Path(__file__).parents[2] / "content/aigc/stage-1"


def scripts_of(slug):
    return STAGE / "code" / slug


def lesson_text(slug):
    (path,) = STAGE.glob(f"*-{slug}.md")
    return path.read_text(encoding="utf-8")


def run(slug, name, *arguments, cwd):
    return subprocess.run(
        [sys.executable, str(scripts_of(slug) / name), *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
