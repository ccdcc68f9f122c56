"""The ffmpeg commands of lesson s3-007, run on two small clips that differ as its two clips do."""

import re

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "video-stitching"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The two clips and the list of the lesson."""
    folder = tmp_path_factory.mktemp("拼接")
    clips.picture(folder / "1.mp4", size="160x90", rate=30)
    clips.picture(folder / "2.mp4", size="90x160", rate=24, sound=440)
    (folder / "清单.txt").write_text(clips.shown(SLUG, "csv")[0], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def said(folder):
    """Every command of the lesson, run in order."""
    return [clips.run(command, folder) for command in clips.commands(SLUG)]


def test_every_command_of_the_lesson_runs(said):
    assert [answer.stderr for answer in said if answer.returncode] == []
    assert len(said) == 4


def test_the_examination_tells_size_rate_and_that_there_is_no_sound(said):
    assert "width=160|height=90" in said[0].stdout
    assert "r_frame_rate=30/1" in said[0].stdout
    assert "audio" not in said[0].stdout


def test_the_made_clips_agree_in_everything_the_lesson_examines(folder, said):
    names = ("codec_name", "width", "height", "r_frame_rate", "sample_rate", "channels")
    one, two = (
        {(kind, name): stream.get(name) for kind, stream in clips.facts(folder / file)[0].items() for name in names}
        for file in ("统一1.mp4", "统一2.mp4")
    )
    assert one == two
    assert one["video", "width"] == 1080
    assert one["video", "height"] == 1920
    assert one["video", "r_frame_rate"] == "25/1"


def test_the_joined_clip_is_as_long_as_both_and_has_sound(folder, said):
    kinds, seconds = clips.facts(folder / "成片.mp4")
    assert seconds == pytest.approx(2, abs=0.2)
    assert kinds["audio"]["sample_rate"] == "48000"
    assert int(kinds["video"]["nb_frames"]) == 50


def test_joining_unlike_clips_as_they_are_loses_sound_and_time_without_an_error(folder):
    (folder / "原样.txt").write_text("file '1.mp4'\nfile '2.mp4'\n", encoding="utf-8")
    (first,) = re.findall(r"^ffmpeg .*$", clips.shown(SLUG, "console")[0], flags=re.M)
    answer = clips.run(first.replace("清单.txt", "原样.txt"), folder)
    assert answer.returncode == 0
    kinds, seconds = clips.facts(folder / "拼好.mp4")
    assert "audio" not in kinds
    assert seconds < 1.9
    assert kinds["video"]["width"] == 160


def test_the_originals_stay_as_they_were(folder, said):
    assert clips.facts(folder / "1.mp4")[0]["video"]["width"] == 160
    assert clips.facts(folder / "2.mp4")[0]["video"]["r_frame_rate"] == "24/1"
