"""Runs a script that a lesson shows, as its learner runs it: in a folder of their own, with Chinese names."""

import os
import subprocess
import sys
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content/aigc"
STAGE = CONTENT / "stage-1"


def scripts_of(slug):
    (folder,) = CONTENT.glob(f"stage-*/code/{slug}")
    return folder


def lesson_text(slug):
    (path,) = CONTENT.glob(f"stage-*/[0-9][0-9][0-9]-{slug}.md")
    return path.read_text(encoding="utf-8")


def run(slug, name, *arguments, cwd):
    return run_script(scripts_of(slug) / name, *arguments, cwd=cwd)


def run_script(script, *arguments, cwd, env=os.environ, typed=None):
    """`env` is what the learner has set before, `typed` what they type when asked."""
    return subprocess.run(
        [sys.executable, str(script), *map(str, arguments)],
        cwd=cwd,
        env={**env, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
