"""Pictures: bytes in, bytes out. Takes in what learners bring, labels what a model made, draws small ones and sheets.

Nothing in here knows a database, a learner or a page. A file is only ever trusted as far as its pixels.
"""

from dataclasses import dataclass

from PIL import Image

from . import decoding, encoding, small, words
from .decoding import Unfit as Unfit
from .label import Label as Label
from .sheet import Cell as Cell
from .sheet import contact_sheet as contact_sheet


@dataclass(frozen=True)
class Picture:
    """A file we made, ready to be kept or handed out, and its small copy."""

    data: bytes
    thumbnail: bytes
    media_type: str
    suffix: str
    width: int
    height: int
    label: Label | None


def take_in(data: bytes, *, propagator: str = "") -> Picture:
    """What a learner brought: packed anew from its pixels, with the label it came with and none of ours.

    Raises Unfit.
    """
    pixels = decoding.decode(data, propagator=propagator)
    return _packed(pixels, pixels.image, small.shrunk(pixels.image), pixels.label)


def label(data: bytes, *, producer: str, number: str) -> Picture:
    """What a model made: packed anew with both labels, the words on it and the field in it. Raises Unfit.

    A service that labels by itself is named as the maker; then the site is the one that passes it on.
    """
    pixels = decoding.decode(data, propagator=producer)
    brought = pixels.label and pixels.label.passed_on_by(producer, number=number)
    made = brought or Label.of_generated(producer=producer, number=number)
    # The small one gets words of its own: shrunk along they could not be read.
    return _packed(pixels, words.write_on(pixels.image), words.write_on(small.shrunk(pixels.image)), made)


def _packed(pixels: decoding.Pixels, full: Image.Image, thumbnail: Image.Image, label: Label | None) -> Picture:
    return Picture(
        data=encoding.encode(full, pixels.format, label=label, tables=pixels.tables),
        thumbnail=encoding.encode_small(thumbnail, label=label),
        media_type=encoding.MEDIA_TYPES[pixels.format],
        suffix=encoding.SUFFIXES[pixels.format],
        width=full.width,
        height=full.height,
        label=label,
    )
