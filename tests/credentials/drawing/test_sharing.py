"""Pictures for chat apps."""

from io import BytesIO

import pytest
from PIL import Image

from credentials.drawing import sharing


@pytest.mark.parametrize("draw", [sharing.wide, sharing.tall])
@pytest.mark.parametrize("name", ["李", "字" * 60, "李🚀", "عائشة"])
def test_every_name_stays_inside(credential, draw, name):
    credential.name = name
    picture = Image.open(BytesIO(draw(credential))).convert("L")
    edge = picture.crop((picture.width - 56, 0, picture.width, picture.height))
    assert edge.getextrema()[0] > 240


@pytest.mark.parametrize("draw", [sharing.wide, sharing.tall])
def test_a_picture_is_light_enough_to_send(credential, draw):
    """WeChat leaves out the picture of a link when it is larger than 300 kB."""
    assert len(draw(credential)) < 150_000


@pytest.mark.parametrize("draw", [sharing.wide, sharing.tall])
def test_a_course_without_stages_breaks_nothing(credential, draw):
    credential.snapshot |= {"stages": [], "lessons": []}
    assert draw(credential)
