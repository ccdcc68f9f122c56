"""The ffmpeg commands of lesson s3-006: a layer over a clean clip, transparent or on green."""

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "video-effects"
WIDTH, HEIGHT = 90, 160


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("特效")
    for command in (
        "ffmpeg -v error -f lavfi -i color=c=0x404040:s=270x480:r=25:d=1.6"
        " -f lavfi -i sine=d=1.6 -shortest -pix_fmt yuv420p 净片.mp4",
        'ffmpeg -v error -f lavfi -i "color=c=white:s=24x24:d=1,format=rgba,'
        "geq=r=255:g=255:b=255:a='if(lt(hypot(X-12,Y-12),10),255,0)'\" -frames:v 1 花瓣.png",
        "ffmpeg -v error -f lavfi -i color=c=0x00FF00:s=270x480:r=25:d=1.6"
        " -vf drawbox=x=100:y=200:w=60:h=60:c=white:t=fill -pix_fmt yuv420p 绿底雪.mp4",
    ):
        made = clips.run(command, folder)
        assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def said(folder):
    return [clips.run(command, folder) for command in clips.commands(SLUG)]


def bright_rows(path, second):
    grey = clips.colours(path, second, f"{WIDTH}x{HEIGHT}")
    return [number for number in range(HEIGHT) if max(grey[number * WIDTH : (number + 1) * WIDTH]) > 150]


def test_every_command_of_the_lesson_runs(said):
    assert [answer.stderr for answer in said if answer.returncode] == []
    assert len(said) == 2


def test_the_petal_comes_only_after_half_a_second(folder, said):
    assert not bright_rows(folder / "加花瓣.mp4", 0.2)
    assert bright_rows(folder / "加花瓣.mp4", 0.8)


def test_the_petal_falls(folder, said):
    early, late = (min(bright_rows(folder / "加花瓣.mp4", second)) for second in (0.7, 1.3))
    assert late > early + 20


def test_the_corner_of_a_transparent_petal_lets_the_clip_shine_through(folder, said):
    grey = clips.colours(folder / "加花瓣.mp4", 0.8, f"{WIDTH}x{HEIGHT}")
    assert sum(dot > 150 for dot in grey) < 8 * 8


def test_of_the_green_layer_only_the_snow_stays(folder, said):
    grey = clips.colours(folder / "加雪.mp4", 0.8, f"{WIDTH}x{HEIGHT}")
    snow = sum(dot > 150 for dot in grey)
    assert 300 < snow < 500
    assert grey[0] < 90


@pytest.mark.parametrize("name", ["加花瓣.mp4", "加雪.mp4"])
def test_length_and_sound_of_the_clean_clip_stay(folder, said, name):
    kinds, seconds = clips.facts(folder / name)
    assert seconds == pytest.approx(1.6, abs=0.1)
    assert "audio" in kinds
