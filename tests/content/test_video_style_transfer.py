"""The ffmpeg commands of lesson s3-019: what changes from picture to picture, and two versions side by side."""

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "video-style-transfer"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("风格")
    flash = "drawbox=x=0:y=0:w=90:h=80:c=0xb0b0b0:t=fill:enable='between(t,0.38,0.42)'"
    for name in ("插画", "整段转", "关键帧"):
        made = clips.run(
            "ffmpeg -v error -f lavfi -i color=c=0x606060:s=90x160:r=25:d=0.8"
            f' -vf "{"null" if name == "关键帧" else flash}" -pix_fmt yuv420p {name}.mp4',
            folder,
        )
        assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def said(folder):
    return [clips.run(command, folder) for command in clips.commands(SLUG)]


def test_every_command_of_the_lesson_runs(said):
    assert [answer.stderr for answer in said if answer.returncode] == []
    assert len(said) == 2


def test_what_stays_is_black_in_the_picture_of_changes(folder, said):
    assert max(clips.colours(folder / "变化.mp4", 0.2)) < 20


def test_a_wall_that_flashes_lights_up_in_the_picture_of_changes(folder, said):
    grey = clips.colours(folder / "变化.mp4", 0.4)
    assert min(grey[90 * 5 : 90 * 70]) > 50
    assert max(grey[90 * 90 :]) < 20


def test_two_versions_stand_side_by_side_four_times_as_slow(folder, said):
    kinds, seconds = clips.facts(folder / "并排慢放.mp4")
    assert kinds["video"]["width"] == 180
    assert kinds["video"]["height"] == 160
    assert seconds == pytest.approx(3.2, abs=0.2)
