"""The ffmpeg command of lesson s3-012: the very last picture of a clip, to begin the next clip with."""

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "motion-keyframes"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A clip of one second, and the command run beside it."""
    folder = tmp_path_factory.mktemp("接头")
    clips.picture(folder / "前段.mp4", rate=5)
    (command,) = clips.commands(SLUG)
    answer = clips.run(command, folder)
    assert answer.returncode == 0, answer.stderr
    return folder


def apart(one, other):
    """How far two pictures differ, dot for dot."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def test_one_picture_is_left_beside_the_clip(folder):
    assert sorted(path.name for path in folder.iterdir()) == ["前段.mp4", "接头.png"]


def test_the_picture_is_the_last_one_and_no_earlier_one(folder):
    left = clips.colours(folder / "接头.png", second=0)
    to_each = [apart(left, clips.colours(folder / "前段.mp4", second=n / 5)) for n in range(5)]
    assert to_each[-1] < 2
    assert to_each[-1] < min(to_each[:-1])
