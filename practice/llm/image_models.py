"""What each model that draws takes: how many pictures at once, which sizes, which words in its request."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).with_name("image_models.toml")


@dataclass(frozen=True)
class ImageModel:
    names: list[str]
    hosts: list[str]
    most: int
    sends_count: bool
    sizes: list[str]
    source: str
    checked_on: date
    takes_seed: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def fits(self, model: str, host: str) -> bool:
        return host in self.hosts or any(model.lower().startswith(name) for name in self.names)

    def nearest(self, wanted: str) -> str:
        """The size that is most like the one a task asks for: the same shape first, then the same area."""
        if wanted in self.sizes:
            return wanted
        width, height = sides(wanted)

        def unlike(size: str) -> tuple[float, float]:
            w, h = sides(size)
            shape = max(w * height / (h * width), h * width / (w * height))
            return round(shape, 3), max(w * h / (width * height), width * height / (w * h))

        return min(self.sizes, key=unlike)

    def body(self, *, count: int, size: str, seed: int | None = None) -> dict[str, Any]:
        """What its request says beside model and prompt."""
        said: dict[str, Any] = {"size": size, **self.extra}
        if self.sends_count:
            said["n"] = count
        if self.takes_seed and seed is not None:
            said["seed"] = seed
        return said


def sides(size: str) -> tuple[int, int]:
    width, _, height = size.partition("x")
    return int(width), int(height)


@cache
def known() -> tuple[ImageModel, ...]:
    return tuple(ImageModel(**values) for values in tomllib.loads(SHIPPED.read_text("utf-8")).values())


def image_model(model: str, *, host: str = "") -> ImageModel:
    # A name says more than a host: an endpoint of one's own is called as its owner likes.
    named = (kind for kind in known() if kind.names != [""] and kind.fits(model, ""))
    return next(named, None) or next(kind for kind in known() if kind.fits(model, host))
