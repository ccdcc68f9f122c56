"""The ffmpeg commands of lesson s3-013: a still picture pushed into, moved along, and both joined."""

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "motion-whole-image"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A wide still picture, half dark and half light, and every command of the lesson run in order."""
    folder = tmp_path_factory.mktemp("运镜")
    drawn = "color=black:s=160x90,drawbox=x=80:y=0:w=80:h=90:color=white:t=fill"
    made = clips.run(f"ffmpeg -v error -f lavfi -i {drawn} -frames:v 1 -y 图.png", folder)
    assert made.returncode == 0, made.stderr
    for command in clips.commands(SLUG):
        answer = clips.run(command, folder)
        assert answer.returncode == 0, answer.stderr
    return folder


def light_columns(path, second):
    """Which of ninety columns of a clip are light, looked at in its middle row."""
    row = clips.colours(path, second=second)[80 * 90 : 81 * 90]
    return [x for x, value in enumerate(row) if value > 127]


def test_each_move_is_three_seconds_upright_and_the_joined_one_six(folder):
    for name, seconds in (("推近.mp4", 3), ("右移.mp4", 3), ("六秒.mp4", 6)):
        kinds, long = clips.facts(folder / name)
        assert (kinds["video"]["width"], kinds["video"]["height"]) == (720, 1280)
        assert long == pytest.approx(seconds, abs=0.1)


def test_pushing_in_stays_on_the_middle(folder):
    for second in (0, 2.8):
        assert min(light_columns(folder / "推近.mp4", second)) == pytest.approx(45, abs=1)


def test_moving_right_shows_more_and_more_of_the_right_side(folder):
    first, last = (len(light_columns(folder / "右移.mp4", second)) for second in (0, 2.8))
    assert last - first > 10


def test_the_joined_clip_pushes_first_and_moves_after(folder):
    joined = folder / "六秒.mp4"
    assert min(light_columns(joined, 1)) == pytest.approx(45, abs=1)
    assert len(light_columns(joined, 5.8)) - len(light_columns(joined, 3.1)) > 10
