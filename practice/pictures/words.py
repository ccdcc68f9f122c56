"""The visible half of a label: words in a corner, which can be read on any picture.

GB 45438-2025 asks for words that hold 「AI」 or 「人工智能」 and 「生成」 or 「合成」, at an edge or in a corner, not
lower than five per cent of the picture's shorter side.
"""

from functools import cache
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WORDS = "AI 生成"
LEAST_SHARE = 0.05
_SHARE = 0.055  # a little more, so that no rounding goes below
_LEAST_HEIGHT = 14  # pixels; what is lower cannot be read
_PLATE = (19, 32, 27, 205)
_INK = (255, 255, 255, 255)
_FACE = Path(__file__).parent / "fonts" / "NotoSansCJKsc-Bold.label.otf"


def write_on(image: Image.Image, words: str = WORDS) -> Image.Image:
    """A copy with the words on a dark plate in the lower right corner."""
    font = _font_for(*image.size, words)
    left, top, right, bottom = font.getbbox(words)
    width, height = ceil(right - left), ceil(bottom - top)
    pad = max(height // 3, 2)
    plate = Image.new("RGBA", (min(width + 2 * pad, image.width), min(height + 2 * pad, image.height)))
    draw = ImageDraw.Draw(plate)
    draw.rounded_rectangle((0, 0, plate.width - 1, plate.height - 1), radius=pad, fill=_PLATE)
    draw.text(((plate.width - width) / 2 - left, (plate.height - height) / 2 - top), words, font=font, fill=_INK)
    labelled = image.convert("RGBA" if image.mode == "RGBA" else "RGB")
    gap = _gap(image, plate)
    place = (image.width - plate.width - gap, image.height - plate.height - gap)
    if labelled.mode == "RGBA":
        labelled.alpha_composite(plate, place)
    else:
        labelled.paste(plate, place, plate)
    return labelled


def _gap(image: Image.Image, plate: Image.Image) -> int:
    room = min(image.width - plate.width, image.height - plate.height)
    return max(0, min(plate.height // 4, room))


def _font_for(width: int, height: int, words: str) -> ImageFont.FreeTypeFont:
    shorter = min(width, height)
    wanted = max(_SHARE * shorter, LEAST_SHARE * shorter + 1)
    height_wanted = max(wanted, min(_LEAST_HEIGHT, shorter / 2))
    font = _high(ceil(height_wanted))
    if _width(font, words) > width:  # a tall, thin picture: as high as must be
        font = _high(ceil(wanted))
    return font


def _width(font: ImageFont.FreeTypeFont, words: str) -> float:
    left, _top, right, _bottom = font.getbbox(words)
    return right - left


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FACE), size)


def _high(pixels: int) -> ImageFont.FreeTypeFont:
    """The face at the size where a letter is as high as that: the capital is the lowest thing we write."""
    size = pixels
    while _letter_height(size) < pixels:
        size += 1
    return _face(size)


@cache
def _letter_height(size: int) -> int:
    _left, top, _right, bottom = _face(size).getbbox("A")
    return int(bottom - top)
