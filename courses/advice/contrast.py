"""Whether the words of a drawing stand out from what lies behind them."""

import re
from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from .svg import Seen, seen_in

LEAST = 4.5  # WCAG 2.2, 1.4.3
CARD = "#ffffff"  # drawings stand on a light card in dark mode, too

Box = tuple[float, float, float, float, str]  # left, top, right, bottom, fill
_NAMED = {"white": "#ffffff", "black": "#000000"}
_NUMBERS_OF = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 1}
_STROKE = re.compile(r"([MLTHVCSQAZmlthvcsqaz])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


def faint_words(root: Element) -> Iterator[tuple[str, float]]:
    """(words, contrast) where it is too low. A shape counts as the box around it, its corners as inside."""
    boxes: list[Box] = []
    for seen in seen_in(root):
        if seen.is_turned:
            continue
        if box := _box(seen):
            boxes.append(box)
        elif seen.text and {"x", "y"}.issubset(seen.element.keys()) and (ink := _colour(seen.fill)):
            found = ratio(ink, _behind(seen, boxes))
            if found < LEAST:
                yield seen.text, found


def ratio(one: str, other: str) -> float:
    """Of two colours written #rrggbb, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colour(said: str) -> str | None:
    """#rrggbb, or None for what is no plain colour."""
    named = _NAMED.get(said.lower(), said)
    if not _HEX.fullmatch(named):
        return None
    return named if len(named) == 7 else "#" + "".join(chain.from_iterable(zip(named[1:], named[1:], strict=True)))


def _box(seen: Seen) -> Box | None:
    fill = _colour(seen.fill)
    if fill is None or {"opacity", "fill-opacity"}.intersection(seen.element.keys()):
        return None  # what shines through is not reckoned
    if seen.name == "rect":
        left, top = seen.number("x"), seen.number("y")
        right, bottom = left + seen.number("width"), top + seen.number("height")
    elif seen.name in ("circle", "ellipse"):
        across, down = (seen.number("r") or seen.number(name) for name in ("rx", "ry"))
        left, right = seen.number("cx") - across, seen.number("cx") + across
        top, bottom = seen.number("cy") - down, seen.number("cy") + down
    elif seen.name in ("polygon", "path"):
        points = list(_points(seen.element.get("d") or f"M{seen.element.get('points', '')}")) or [(0.0, 0.0)]
        columns, rows = zip(*points, strict=True)
        left, right, top, bottom = min(columns), max(columns), min(rows), max(rows)
    else:
        return None
    return (*_on_canvas(seen, left, top), *_on_canvas(seen, right, bottom), fill)


def _points(drawn: str) -> Iterator[tuple[float, float]]:
    """Where the strokes of a path end."""
    x = y = 0.0
    start = (x, y)
    for command, inside in _STROKE.findall(drawn):
        kind, is_relative = command.upper(), command.islower()
        if kind == "Z":
            x, y = start
        numbers = [float(number) for number in _NUMBER.findall(inside)]
        width = _NUMBERS_OF[kind]
        for place in range(0, len(numbers) - width + 1, width):
            step = numbers[place : place + width]
            across = None if kind == "V" else step[-1] if kind == "H" else step[-2]
            down = None if kind == "H" else step[-1]
            x = x if across is None else across + x * is_relative
            y = y if down is None else down + y * is_relative
            if kind == "M" and place == 0:
                start = (x, y)
            yield x, y


def _behind(seen: Seen, boxes: list[Box]) -> str:
    x, y = _on_canvas(seen, seen.number("x"), seen.number("y") - seen.size / 3)
    x += {"start": 1, "end": -1}.get(seen.anchor, 0)
    for left, top, right, bottom, fill in reversed(boxes):
        if left <= x <= right and top <= y <= bottom:
            return fill
    return CARD


def _on_canvas(seen: Seen, x: float, y: float) -> tuple[float, float]:
    return seen.x + seen.scale * x, seen.y + seen.scale * y
