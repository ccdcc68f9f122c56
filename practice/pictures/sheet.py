"""A contact sheet: several pictures on one, each with its line, labelled as soon as one of them is."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from . import encoding, words
from .decoding import WEBP
from .label import COMPOSITE, FIELDS, GENERATED, POSSIBLY, SUSPECTED, Label

_CELL = 420
_GAP = 24
_LINE = 30
_MOST_LINES = 3
_BAND = 0.18  # of the shorter side: room for the label below the pictures
_GROUND, _INK, _QUIET, _FRAME = "#ffffff", "#13201b", "#4a5852", "#e9ede8"
_FACE = Path(__file__).parent / "fonts" / "NotoSansCJKsc-Regular.words.otf"
_WORDS = {GENERATED: "含 AI 生成内容", POSSIBLY: "含可能 AI 生成内容", SUSPECTED: "含疑似 AI 生成内容"}


@dataclass(frozen=True)
class Cell:
    """A small picture of ours, its lines, and the label it carries."""

    thumbnail: bytes
    caption: str
    label: Label | None = None


def contact_sheet(cells: Sequence[Cell], *, title: str, common: str, producer: str, number: str) -> bytes:
    """A JPEG. `common` is what all captions share, told once above them."""
    columns = min(len(cells), 2 if len(cells) <= 4 else 3 if len(cells) <= 9 else 4)
    width = columns * (_CELL + _GAP) + _GAP
    head = [*_lines(title, 26, width - 2 * _GAP, 2), *_lines(common, 22, width - 2 * _GAP, 4)]
    captions = [_lines(cell.caption, 22, _CELL, _MOST_LINES) for cell in cells]
    row_height = _CELL + _GAP + _LINE * max(1, *(len(lines) for lines in captions))
    top = _GAP + _LINE * len(head) + (_GAP if head else 0)
    height = top + ceil(len(cells) / columns) * row_height
    label = _label_of(cells, producer=producer, number=number)
    band = ceil(_BAND * min(width, height)) if label else 0
    sheet = Image.new("RGB", (width, height + band), _GROUND)
    draw = ImageDraw.Draw(sheet)
    _write(draw, (_GAP, _GAP), head)
    for place, (cell, lines) in enumerate(zip(cells, captions, strict=True)):
        x = _GAP + place % columns * (_CELL + _GAP)
        y = top + place // columns * row_height
        _lay(sheet, cell.thumbnail, (x, y))
        _write(draw, (x, y + _CELL + 6), lines)
    if label:
        sheet = words.write_on(sheet, _WORDS[label.value])
    return encoding.encode_sheet(sheet, label=label)


def _label_of(cells: Sequence[Cell], *, producer: str, number: str) -> Label | None:
    """The surest of what its pictures say."""
    values = [cell.label.value for cell in cells if cell.label]
    if not values:
        return None
    told = {"Label": min(values), "ContentProducer": producer, "ProduceID": number}
    source = COMPOSITE if min(values) == GENERATED else ""
    return Label({name: told.get(name, "") for name in FIELDS}, source)


def _lay(sheet: Image.Image, thumbnail: bytes, place: tuple[int, int]) -> None:
    frame = Image.new("RGBA", (_CELL, _CELL), _FRAME)
    with Image.open(io.BytesIO(thumbnail), formats=[WEBP]) as small:
        shown = small.convert("RGBA")
    shown.thumbnail((_CELL, _CELL), Image.Resampling.LANCZOS)
    frame.alpha_composite(shown, ((_CELL - shown.width) // 2, (_CELL - shown.height) // 2))
    sheet.paste(frame.convert("RGB"), place)


def _write(draw: ImageDraw.ImageDraw, place: tuple[int, int], lines: Sequence[tuple[str, int]]) -> None:
    x, y = place
    for text, size in lines:
        draw.text((x, y), text, font=_face(size), fill=_INK if size > 22 else _QUIET)
        y += _LINE


def _lines(text: str, size: int, width: int, most: int) -> list[tuple[str, int]]:
    """Broken between any two characters, as Chinese may be; what is too long ends in an ellipsis."""
    lines: list[str] = []
    rest = "".join(c for c in " ".join(text.split()) if c.isprintable())
    while rest and len(lines) < most:
        fits = _fitting(rest, size, width)
        lines.append(rest[:fits])
        rest = rest[fits:].lstrip()
    if rest:
        lines[-1] = lines[-1][:-1] + "…"
    return [(line, size) for line in lines]


def _fitting(text: str, size: int, width: int) -> int:
    used = 0.0
    for place, character in enumerate(text):
        used += _face(size).getlength(character)
        if used > width:
            return max(1, place)
    return len(text)


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FACE), size)
