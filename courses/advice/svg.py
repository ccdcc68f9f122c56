"""A drawing as it is seen: what an element inherits, and where it lies on the canvas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

_STYLE = "{http://www.w3.org/2000/svg}style"
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
_FONT = re.compile(r"(\d+(?:\.\d+)?)px")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_STEP = re.compile(r"(\w+)\(([^)]*)\)")
_UNSEEN = {"title", "desc", "style", "metadata", "defs", "clipPath", "mask", "symbol"}


@dataclass(frozen=True)
class Seen:
    """One element with what it inherited; `scale`, `x` and `y` bring its own coordinates onto the canvas."""

    element: Element
    name: str = "svg"
    size: float = 16.0  # of the font; what a browser takes where nothing is said
    fill: str = "black"
    anchor: str = "start"
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    is_turned: bool = False  # or moved in another way that is not followed here

    @property
    def text(self) -> str:
        return (self.element.text or "").strip() if self.name in ("text", "tspan", "textPath") else ""

    def number(self, name: str) -> float:
        found = _NUMBER.match(self.element.get(name, "").strip())
        return float(found[0]) if found else 0.0


def seen_in(root: Element) -> Iterator[Seen]:
    """Every element that is drawn, in the order of drawing."""
    yield from _below(Seen(root), _rules(root))


def _below(above: Seen, rules: dict[str, dict[str, str]]) -> Iterator[Seen]:
    here = _styled(_moved(above), rules)
    yield here
    for child in here.element:
        name = str(child.tag).rpartition("}")[2]
        if name not in _UNSEEN:
            yield from _below(replace(here, element=child, name=name), rules)


def _styled(seen: Seen, rules: dict[str, dict[str, str]]) -> Seen:
    said = {name: seen.element.get(name, "") for name in ("font-size", "fill", "text-anchor")}
    for selector in [seen.name, *(f".{word}" for word in seen.element.get("class", "").split())]:
        said |= rules.get(selector, {})
    said |= _declarations(seen.element.get("style", ""))
    size = re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", said["font-size"].strip())
    return replace(
        seen,
        size=float(size[1]) if size else seen.size,
        fill=said["fill"].strip() or seen.fill,
        anchor=said["text-anchor"].strip() or seen.anchor,
    )


def _moved(seen: Seen) -> Seen:
    for step, inside in _STEP.findall(seen.element.get("transform", "")):
        numbers = [float(number) for number in _NUMBER.findall(inside)] or [0.0]
        if step == "translate":
            across, down = numbers[0], numbers[1] if len(numbers) > 1 else 0.0
            seen = replace(seen, x=seen.x + seen.scale * across, y=seen.y + seen.scale * down)
        elif step == "scale":
            seen = replace(seen, scale=seen.scale * numbers[0])
        else:
            seen = replace(seen, is_turned=True)
    return seen


def _rules(root: Element) -> dict[str, dict[str, str]]:
    """Selector (a tag or .class; of a longer one, its last part) → what it declares."""
    found: dict[str, dict[str, str]] = {}
    for style in root.iter(_STYLE):
        for selectors, declared in _RULE.findall(style.text or ""):
            for selector in selectors.split(","):
                _, dot, word = (selector.split() or [""])[-1].rpartition(".")
                found.setdefault(f"{dot}{word}", {}).update(_declarations(declared))
    return found


def _declarations(text: str) -> dict[str, str]:
    found = {name.strip(): value.strip() for name, _, value in (part.partition(":") for part in text.split(";"))}
    if size := _FONT.search(found.get("font", "")):
        found.setdefault("font-size", size[0])
    return found
