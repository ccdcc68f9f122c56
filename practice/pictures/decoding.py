"""Bytes of strangers become pixels, or are refused in words that say what to mend.

What a file is called and what it says about itself counts for nothing: only what Pillow decodes. Pixels are all that
goes on from here, so whatever hides before, between or behind them (a page, a script, a place) stays behind.
"""

import io
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, JpegImagePlugin

from .finding import found
from .label import Label

PNG, JPEG, WEBP = "PNG", "JPEG", "WEBP"
# A picture of a phone in portrait mode is a JPEG with a second one behind it.
_READ_AS = {"PNG": PNG, "JPEG": JPEG, "MPO": JPEG, "WEBP": WEBP}
# 6000 x 4000 of a camera and 4096 x 4096 of an image tool fit. One pixel takes four bytes, twice while it is turned.
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 12_000
SHORTEST_SIDE = 64
_SRGB = ImageCms.createProfile("sRGB")


class Unfit(Exception):
    """This file cannot be taken. `words` say why, and what to do."""

    def __init__(self, words: str | Promise):
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Pixels:
    """A picture upright, in RGB, RGBA or L, without anything else the file held. `label` is what it said of AI."""

    image: Image.Image
    format: str
    label: Label | None
    tables: dict[str, object]  # how a JPEG was packed, so that packing it again loses next to nothing


def decode(data: bytes, *, propagator: str = "") -> Pixels:
    """Raises Unfit."""
    image = _opened(data)
    _refuse_sizes(*image.size)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise Unfit(_("这是一张会动的图，这里只收静止的图。截一帧存成 PNG 或 JPEG 再传。"))
    label = found(image, data, propagator=propagator)
    file_format = _READ_AS[image.format or ""]
    tables = _tables(image) if file_format == JPEG else {}
    try:
        image.load()
        # Turned first: afterwards nothing says any more which side is up.
        ImageOps.exif_transpose(image, in_place=True)
    except _BROKEN as error:
        raise Unfit(_("图没有传完整，或者已经损坏，读到一半读不下去。打开原图看一眼，再传一次。")) from error
    return Pixels(_in_srgb(image, image.info.get("icc_profile")), file_format, label, tables)


# Whatever the decoders raise on bytes they did not expect.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, AttributeError, MemoryError)


def _opened(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=[PNG, JPEG, WEBP])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unfit(_too_many_pixels()) from error
    except Exception as error:
        raise Unfit(_what_it_is(data)) from error


def _refuse_sizes(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Unfit(_too_many_pixels())
    if min(width, height) < SHORTEST_SIDE:
        raise Unfit(_("图太小了：每边至少 %(least)d 像素。") % {"least": SHORTEST_SIDE})


def _too_many_pixels() -> str | Promise:
    return _("图的像素太多：最多 %(most)d 万像素，每边最多 %(side)d。先缩小再传。") % {
        "most": MOST_PIXELS // 10_000,
        "side": LONGEST_SIDE,
    }


def _what_it_is(data: bytes) -> str | Promise:
    start = data[:64].lstrip().lower()
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        return _("这是 HEIC 或 AVIF 格式，这里打不开。在手机上把图另存或截图成 JPEG、PNG 再传。")
    if start.startswith(b"gif8"):
        return _("这是 GIF，这里只收 PNG、JPEG 和 WebP。截一帧存成 PNG 再传。")
    if start.startswith((b"<svg", b"<?xml")):
        return _("这是 SVG 矢量图，这里只收 PNG、JPEG 和 WebP。导出成 PNG 再传。")
    if start.startswith((b"%pdf", b"pk\x03\x04")):
        return _("这是文档或压缩包，不是图。只收 PNG、JPEG 和 WebP。")
    return _("这个文件不是能打开的图。只收 PNG、JPEG 和 WebP；改扩展名没有用，要用软件另存。")


def _tables(image: Image.Image) -> dict[str, object]:
    tables = getattr(image, "quantization", None)
    sampling = JpegImagePlugin.get_sampling(image)
    is_plain = image.mode in {"L", "RGB"} and tables and sampling >= 0
    return {"qtables": tables, "subsampling": sampling} if is_plain else {}


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as they were meant, in the one space that needs no profile."""
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    has_alpha = image.mode in {"LA", "La", "RGBA", "RGBa", "PA"} or "transparency" in image.info
    if profile and (turned := _by_profile(image, profile, has_alpha=has_alpha)):
        return turned
    wanted = "RGBA" if has_alpha else "L" if image.mode in {"1", "L"} else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        # A plain conversion would cut off instead of scaling.
        return image.convert("I").point(lambda value: value / 257).convert("L")
    return image.convert("L")


def _by_profile(image: Image.Image, profile: bytes, *, has_alpha: bool) -> Image.Image | None:
    colours = image if image.mode in {"RGB", "CMYK"} else image.convert("RGBA" if has_alpha else "RGB")
    mode = "RGBA" if colours.mode == "RGBA" else "RGB"
    if image.mode in {"1", "L", "LA"}:
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(colours, source, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, *_BROKEN):
        return None  # a profile nobody can read: the numbers are taken as they stand
