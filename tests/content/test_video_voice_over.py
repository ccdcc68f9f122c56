"""The ffmpeg commands of lesson s3-008: measure a voice, even its loudness, put it under the picture."""

import re

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "video-voice-over"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("配音")
    clips.picture(folder / "画面.mp4", seconds=1.6)
    clips.tone(folder / "旁白.mp3", seconds=1, volume=0.05)
    return folder


@pytest.fixture(scope="module")
def said(folder):
    return [clips.run(command, folder) for command in clips.commands(SLUG)]


def loudness(path):
    told = clips.run(f"ffmpeg -hide_banner -i {path.name} -af ebur128 -f null -", path.parent).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])


def test_every_command_of_the_lesson_runs(said):
    assert [answer.stderr for answer in said if answer.returncode] == []
    assert len(said) == 3


def test_the_first_command_tells_the_seconds_of_the_voice(said):
    assert float(said[0].stdout) == pytest.approx(1, abs=0.1)


def test_a_quiet_voice_comes_up_to_the_loudness_the_lesson_takes(folder, said):
    assert loudness(folder / "旁白.mp3") < -35
    assert loudness(folder / "旁白_匀.wav") == pytest.approx(-16, abs=1.5)


def test_a_voice_shorter_than_the_picture_does_not_cut_the_picture(folder, said):
    kinds, seconds = clips.facts(folder / "配好.mp4")
    assert seconds == pytest.approx(1.6, abs=0.15)
    assert int(kinds["video"]["nb_frames"]) == 40
    assert "audio" in kinds


def test_the_picture_is_not_encoded_again(folder, said):
    before, after = (clips.facts(folder / name)[0]["video"] for name in ("画面.mp4", "配好.mp4"))
    assert before["codec_name"] == after["codec_name"]
    assert before["nb_frames"] == after["nb_frames"]


def test_the_model_table_counts_its_characters_right():
    rows = re.findall(
        r"\| \d \| 6 \| (.+?) \| (\d+) \|", clips.lesson_text(SLUG).split("good_example: |")[1].split("good_because")[0]
    )
    assert [int(count) for _, count in rows] == [len(re.findall(r"[\u4e00-\u9fff]", line)) for line, _ in rows]
    assert 95 <= sum(int(count) for _, count in rows) <= 120
