"""The small picture of a gallery, never larger than its frame and never too thin to carry words."""

from PIL import Image

FRAME = 512
_THINNEST = 64


def shrunk(image: Image.Image) -> Image.Image:
    """At most 512 pixels a side. What would become a thread is laid on an empty ground."""
    small = image
    if max(image.size) > FRAME:
        share = FRAME / max(image.size)
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if min(small.size) >= _THINNEST:
        return small
    ground = Image.new("RGBA", (max(small.width, _THINNEST), max(small.height, _THINNEST)))
    ground.paste(small, ((ground.width - small.width) // 2, (ground.height - small.height) // 2))
    return ground
