"""Pixels become a file again. The label goes in, and nothing else does."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from .decoding import JPEG, PNG, WEBP
from .label import Label
from .xmp import packet

MEDIA_TYPES = {PNG: "image/png", JPEG: "image/jpeg", WEBP: "image/webp"}
SUFFIXES = {PNG: "png", JPEG: "jpg", WEBP: "webp"}
_FINE = 95  # quality of what is kept as the original
_SMALL = 82  # and of what is only looked at in passing


def encode(image: Image.Image, file_format: str, *, label: Label | None, tables: dict | None = None) -> bytes:
    """The original. `tables` are how a JPEG was packed before."""
    if file_format == JPEG:
        return _as_jpeg(_without_alpha(image), label, tables or {})
    options: dict[str, object] = {"quality": _FINE, "method": 2} if file_format == WEBP else {}
    return _saved(image, file_format, label, options)


def encode_small(image: Image.Image, *, label: Label | None) -> bytes:
    return _saved(image, WEBP, label, {"quality": _SMALL, "method": 4})


def encode_sheet(image: Image.Image, *, label: Label | None) -> bytes:
    return _saved(image, JPEG, label, {"quality": 88, "subsampling": 0, "optimize": True})


def _as_jpeg(image: Image.Image, label: Label | None, tables: dict) -> bytes:
    """The tables are a stranger's: some cannot be used again, and some make more bytes than can be optimized."""
    fine: dict[str, object] = {"quality": _FINE, "subsampling": 0}
    for options in ({"optimize": True, **(tables or fine)}, tables or fine):
        try:
            return _saved(image, JPEG, label, dict(options))
        except (OSError, ValueError):
            continue
    return _saved(image, JPEG, label, dict(fine))


def _saved(image: Image.Image, file_format: str, label: Label | None, options: dict[str, object]) -> bytes:
    image.info = {}  # Pillow would write along what it finds in here
    if label and file_format == PNG:
        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", packet(label).decode())
        options["pnginfo"] = text
    elif label:
        options["xmp"] = packet(label)
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def _without_alpha(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
