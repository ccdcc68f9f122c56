"""The ffmpeg commands of lesson s3-009, on a grey clip: subtitles and a label that stays."""

import re

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "video-packaging"
HEIGHT, WIDTH = 160, 90


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("包装")
    made = clips.run(
        "ffmpeg -v error -f lavfi -i color=c=gray:s=270x480:r=25:d=1.6"
        " -f lavfi -i sine=d=1.6 -shortest -pix_fmt yuv420p 配好.mp4",
        folder,
    )
    assert made.returncode == 0, made.stderr
    (folder / "字幕.srt").write_text(clips.shown(SLUG, "srt")[0], encoding="utf-8")
    (folder / "角标.txt").write_text("AI 生成", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def said(folder):
    return [clips.run(command, folder) for command in clips.commands(SLUG)]


def written(path, second):
    """Which tenths of the height hold writing on the grey picture."""
    grey = clips.colours(path, second, f"{WIDTH}x{HEIGHT}")
    rows = [grey[start : start + WIDTH] for start in range(0, len(grey), WIDTH)]
    return {number * 10 // HEIGHT for number, row in enumerate(rows) if max(row) - min(row) > 40}


def test_every_command_of_the_lesson_runs(said):
    assert [answer.stderr for answer in said if answer.returncode] == []
    assert len(said) == 4


def test_the_subtitle_stands_above_the_lowest_fifth(folder, said):
    rows = written(folder / "带字幕.mp4", 0.4)
    assert rows
    assert max(rows) < 8
    assert min(rows) >= 6


def test_the_subtitle_goes_when_its_time_is_over(folder, said):
    assert not written(folder / "带字幕.mp4", 1.55)


@pytest.mark.parametrize("second", [0.04, 0.8, 1.5])
def test_the_label_is_there_from_the_first_second_to_the_last(folder, said, second):
    assert 1 in written(folder / "完成.mp4", second)


def test_the_sound_stays_as_it_was(folder, said):
    assert "audio" in clips.facts(folder / "完成.mp4")[0]


def test_both_pictures_to_look_at_are_made(folder, said):
    assert (folder / "看开头.png").stat().st_size
    assert (folder / "看结尾.png").stat().st_size


def seconds(stamp):
    hours, minutes, rest = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))


def test_the_model_subtitles_keep_every_rule_of_the_task():
    text = clips.lesson_text(SLUG).split("good_example: |")[1].split("good_because")[0]
    cues = [[line.strip() for line in cue.strip().splitlines()] for cue in text.split("\n\n")]
    assert [cue[0] for cue in cues] == ["1", "2", "3", "4", "5", "6"]
    end_before = 0
    for _, time, *lines in cues:
        start, end = map(seconds, time.split(" --> "))
        assert re.fullmatch(r"[\d:]{8},\d{3} --> [\d:]{8},\d{3}", time)
        assert start >= end_before
        assert end - start >= 1
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 14
        assert len("".join(lines)) / (end - start) <= 9
        end_before = end
