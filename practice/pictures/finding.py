"""The label a picture brings along, read before its metadata is thrown away.

Tools write it in many places: XMP as element or as attribute, a PNG text chunk called AIGC, EXIF UserComment or
ImageDescription, a JPEG comment or segment. Everywhere the word AIGC stands before a JSON object, so that is what is
looked for. No XML is parsed: what strangers wrote into it can then do no harm.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from PIL import ExifTags, Image

from .label import AI_SOURCES, FIELDS, GENERATED, POSSIBLY, SUSPECTED, TRAINED, Label

MOST_TEXT = 1_000_000  # characters of one place that are looked through
MOST_FIELDS = 16
LONGEST_FIELD = 1_000
LONGEST_LABEL = 32_000  # characters of its JSON
# Places that are decoded, of one picture. Objects within objects would be read again from each of them.
MOST_PLACES = 32
_NEAR = 80  # characters between the word AIGC and its object
_PROPAGATED = "ContentPropagator"
_SOURCE = re.compile("(" + "|".join(re.escape(source) for source in AI_SOURCES) + r")(?![A-Za-z])")
_UNDER = {b"ASCII\0\0\0": "utf-8", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "shift_jis", b"\0" * 8: "utf-8"}
_DECODER = json.JSONDecoder()


def found(image: Image.Image, data: bytes, *, propagator: str = "") -> Label | None:
    """`data` are the picture's own bytes: what signs a picture (C2PA) is not read by Pillow.

    A picture may say it was generated in the IPTC's words alone. Then it gets the AIGC field it lacks, in which the
    site names itself (`propagator`) as the one that passes it on, not as its maker.
    """
    texts = [html.unescape(text[:MOST_TEXT]) for text in _texts(image)]
    source = _source_in(texts, data)
    for text, start in islice(_places_in(texts), MOST_PLACES):
        if fields := _fields_at(text, start):
            return Label(fields, source or (TRAINED if fields["Label"] == GENERATED else ""))
    if source:
        said = {"Label": GENERATED, _PROPAGATED: propagator}
        return Label({name: said.get(name, "") for name in FIELDS}, source)
    return None


def _source_in(texts: list[str], data: bytes) -> str:
    for text in [*texts, data.decode("latin-1")]:
        if match := _SOURCE.search(text):
            return match.group(1)
    return ""


def _places_in(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Where an object begins behind the word."""
    for text in texts:
        place = text.find("AIGC")
        while place >= 0:
            start = text.find("{", place, place + _NEAR)
            if start >= 0:
                yield text, start
            place = text.find("AIGC", place + 4)


def _fields_at(text: str, start: int) -> dict[str, str] | None:
    try:
        told, _end = _DECODER.raw_decode(text[start : start + LONGEST_LABEL])
    except (ValueError, RecursionError):
        return None
    if isinstance(told, dict) and isinstance(told.get("AIGC"), dict):
        told = told["AIGC"]
    return _as_fields(told) if isinstance(told, dict) else None


def _as_fields(told: dict[str, Any]) -> dict[str, str] | None:
    fields = {_plain(name): _plain(str(value)) for name, value in told.items() if isinstance(value, str | int)}
    if fields.get("Label") not in {GENERATED, POSSIBLY, SUSPECTED}:
        return None
    others = [name for name in fields if name not in FIELDS][: MOST_FIELDS - len(FIELDS)]
    return {name: fields.get(name, "") for name in (*FIELDS, *others)}


def _plain(text: str) -> str:
    """Without what neither XML nor a database keeps."""
    return "".join(c for c in text if c.isprintable())[:LONGEST_FIELD].encode("utf-8", "ignore").decode()


def _texts(image: Image.Image) -> Iterator[str]:
    # PNG text chunks, XMP of all formats, and JPEG comments.
    for name, value in image.info.items():
        if isinstance(value, bytes):
            yield value.decode("utf-8", "replace")
        elif isinstance(value, str):
            yield f"{name} {value}"
    for _name, value in getattr(image, "applist", ()):
        yield value.decode("utf-8", "replace")
    yield from _exif_texts(image)


def _exif_texts(image: Image.Image) -> Iterator[str]:
    try:
        exif = image.getexif()
        values = [*exif.values(), *exif.get_ifd(ExifTags.IFD.Exif).values()]
    except Exception:
        return
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, bytes):
            yield _comment(value)


def _comment(value: bytes) -> str:
    """A UserComment begins with eight bytes that name its encoding; many tools leave them out."""
    code = _UNDER.get(value[:8])
    if code is None:
        return value.decode("utf-8", "replace")
    if code == "utf-16" and value[8:10] not in {b"\xff\xfe", b"\xfe\xff"}:
        code = "utf-16-le" if value[9:10] == b"\0" else "utf-16-be"
    return value[8:].decode(code, "replace")
