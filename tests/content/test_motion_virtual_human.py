"""The ffmpeg commands of lesson s3-014: the whole sound later, or earlier, the picture as it was."""

import re

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "motion-virtual-human"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("口型")
    made = clips.run(
        "ffmpeg -v error -f lavfi -i testsrc=s=90x160:r=25:d=1.6 -f lavfi -i sine=r=44100:d=1.6"
        " -af \"volume='gte(t,0.5)':eval=frame\" -pix_fmt yuv420p 口型.mp4",
        folder,
    )
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def said(folder):
    return [clips.run(command, folder) for command in clips.commands(SLUG)]


def first_sound(path):
    told = clips.run(
        f"ffmpeg -hide_banner -i {path.name} -af silencedetect=n=-40dB:d=0.1 -f null -", path.parent
    ).stderr
    return float(re.search(r"silence_end: ([\d.]+)", told)[1])


def test_every_command_of_the_lesson_runs(said):
    assert [answer.stderr for answer in said if answer.returncode] == []
    assert len(said) == 2


def test_the_first_command_brings_the_sound_80_milliseconds_later(folder, said):
    assert first_sound(folder / "声音推后.mp4") - first_sound(folder / "口型.mp4") == pytest.approx(0.08, abs=0.03)


def test_the_second_command_brings_the_sound_80_milliseconds_earlier(folder, said):
    assert first_sound(folder / "口型.mp4") - first_sound(folder / "声音提前.mp4") == pytest.approx(0.08, abs=0.03)


@pytest.mark.parametrize("name", ["声音推后.mp4", "声音提前.mp4"])
def test_the_picture_is_not_encoded_again(folder, said, name):
    before, after = (clips.facts(folder / name)[0]["video"] for name in ("口型.mp4", name))
    assert [before[key] for key in ("codec_name", "nb_frames", "bit_rate")] == [
        after[key] for key in ("codec_name", "nb_frames", "bit_rate")
    ]


def test_the_model_line_of_the_bell_tower_keeps_to_45_characters():
    lines = re.findall(r"【台词】(.+)", clips.lesson_text(SLUG).split("good_example: |")[3])
    assert len(re.findall(r"[\u4e00-\u9fff]", lines[0])) <= 45
