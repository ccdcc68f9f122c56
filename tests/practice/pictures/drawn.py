"""Pictures the tests draw themselves, with whatever a tool or a phone would write into them."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

SIZE = (320, 240)


def image(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Black at the left, white at the right, so that turning shows."""
    return Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize(size).convert(mode)


def picture(file_format: str = "PNG", *, size: tuple[int, int] = SIZE, mode: str = "RGB", **options: Any) -> bytes:
    return packed(image(size, mode), file_format, **options)


def packed(shown: Image.Image, file_format: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    shown.save(file, file_format, **options)
    return file.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    """A picture that cannot be packed small."""
    return packed(Image.effect_noise(size, 200))


def as_file(data: bytes, name: str = "tree.png", media_type: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, media_type)


def opened(data: bytes) -> Image.Image:
    shown = Image.open(io.BytesIO(data))
    shown.load()
    return shown
