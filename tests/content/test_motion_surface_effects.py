"""The ffmpeg commands of lesson s3-015: many moments of a clip in one picture, and one corner of it enlarged."""

import json

import pytest

from tests.content import clips

pytestmark = clips.needs_ffmpeg
SLUG = "motion-surface-effects"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("材质")
    made = clips.run(
        "ffmpeg -v error -f lavfi -i color=c=0x303030:s=180x320:r=25:d=1.8"
        " -vf \"drawbox=x=70:y=10:w=40:h=40:c=white:t=fill:enable='gte(t,0.9)'\" -pix_fmt yuv420p 变玉.mp4",
        folder,
    )
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def said(folder):
    fence = next(fence for fence in clips.shown(SLUG) if "ffmpeg" in fence)
    return [clips.run(command, folder) for command in fence.splitlines()]


def size(path):
    told = clips.run(f"ffprobe -v error -show_streams -of json {path.name}", path.parent).stdout
    stream = json.loads(told)["streams"][0]
    return stream["width"], stream["height"]


def cells(path, columns, rows):
    """The grey value in the middle of every cell of a sheet, in reading order."""
    grey = clips.colours(path, 0, f"{columns}x{rows}")
    return list(grey)


def test_every_command_of_the_lesson_runs(said):
    assert [answer.stderr for answer in said if answer.returncode] == []
    assert len(said) == 2


def test_the_sheet_has_five_columns_and_four_rows(folder, said):
    width, height = size(folder / "联系表.png")
    assert width == 5 * 160
    assert height == 4 * 284


def test_the_enlarged_sheet_has_eight_columns_and_five_rows_of_the_corner(folder, said):
    assert size(folder / "耳朵.png") == (8 * 60, 5 * 80)


def test_a_change_at_one_corner_shows_from_the_cell_of_its_moment(folder, said):
    grey = cells(folder / "耳朵.png", 8, 5)
    assert max(grey[:6]) < 70
    assert min(grey[9:13]) > 90
