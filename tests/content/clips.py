"""Tiny clips for the lessons that show ffmpeg commands, and those commands as the lesson prints them."""

import json
import re
import shlex
import shutil
import subprocess

import pytest

from tests.content.running import lesson_text

needs_ffmpeg = pytest.mark.skipif(
    not (shutil.which("ffmpeg") and shutil.which("ffprobe")),
    reason="ffmpeg was not found: install the package ffmpeg to run the commands of the video lessons",
)


def shown(slug, language="bash"):
    """What stands in the lesson's fences of one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", lesson_text(slug), flags=re.M | re.S)


def commands(slug):
    return [line for fence in shown(slug) for line in fence.splitlines() if line]


def run(command, folder):
    """One command of a lesson, in the folder of the learner."""
    return subprocess.run(
        [*shlex.split(command)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def picture(path, size="90x160", rate=25, seconds=1, sound=None):
    """A moving test picture; with `sound` a tone of that many hertz."""
    tone = f"-f lavfi -i sine=f={sound}:r=44100:d={seconds} -shortest" if sound else ""
    made = run(
        f"ffmpeg -v error -f lavfi -i testsrc=s={size}:r={rate}:d={seconds} {tone} -pix_fmt yuv420p -y {path.name}",
        path.parent,
    )
    assert made.returncode == 0, made.stderr
    return path


def tone(path, seconds=1, volume=1):
    """A quiet or loud tone, nothing to see."""
    made = run(
        f"ffmpeg -v error -f lavfi -i sine=d={seconds} -af volume={volume} -y {path.name}",
        path.parent,
    )
    assert made.returncode == 0, made.stderr
    return path


def facts(path):
    """What ffprobe says: the first stream of each kind, and the seconds of the whole."""
    said = run(f"ffprobe -v error -show_streams -show_format -of json {path.name}", path.parent)
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    kinds = {}
    for stream in told["streams"]:
        kinds.setdefault(stream["codec_type"], stream)
    return kinds, float(told["format"]["duration"])


def colours(path, second=0.5, size="90x160"):
    """The grey value of every dot of one picture of a clip, at a small size."""
    made = subprocess.run(
        shlex.split(f"ffmpeg -v error -ss {second} -i {path.name} -frames:v 1 -s {size} -pix_fmt gray -f rawvideo -"),
        cwd=path.parent,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout
