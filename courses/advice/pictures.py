"""Whether the words of a drawing can be read, on a wide page and on a phone."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from courses import figures
from courses.problems import Problem

WIDE, LEAST_WIDE = 880, 15
NARROW, LEAST_NARROW = 360, 14
PHONE, LEAST_ON_PHONE = 320, 12  # a wide drawing on a phone is so wide, and its words must still be this high

_SIZE = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")
_STYLED = re.compile(r"font(?:-size)?:[^;}]*?(\d+(?:\.\d+)?)px|font-size:\s*(\d+(?:\.\d+)?)\s*(?:;|$)")
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
_SCALE = re.compile(r"scale\(\s*(\d*\.?\d+)")
_DEFAULT = 16.0  # what a browser takes where nothing is said


def advise(files: Mapping[str, str]) -> Iterator[Problem]:
    """`files`: path in the folder → text. A drawing that breaks a rule is left to the rules."""
    for path, text in files.items():
        if path.endswith(".svg") and not any(figures.check(path, text)):
            for mend in _findings(path, text, has_narrow=path.replace(".svg", ".narrow.svg") in files):
                yield Problem(path, 0, "", mend)


def _findings(path: str, text: str, *, has_narrow: bool) -> Iterator[str]:
    root = ElementTree.fromstring(text)  # noqa: S314 - the rules have refused what could expand
    width = _width(root)
    smallest = min(sizes(root), default=None)
    if "font-family" not in text and smallest is not None:
        yield "没有写 font-family；用系统自带的中文字体，最后加 sans-serif"
    if path.endswith(".narrow.svg"):
        if width != NARROW:
            yield f"窄图的 viewBox 宽 {NARROW}，现在是 {width:g}"
        if smallest is not None and smallest < LEAST_NARROW:
            yield f"最小的字是 {smallest:g}，窄图至少 {LEAST_NARROW}"
    elif smallest is not None:
        if smallest * WIDE / width < LEAST_WIDE:
            yield f"最小的字折算到 {WIDE} 宽是 {smallest * WIDE / width:.1f}，至少 {LEAST_WIDE}"
        if smallest * PHONE / width < LEAST_ON_PHONE and not has_narrow:
            at_phone = f"手机上最小的字只有 {smallest * PHONE / width:.1f} 像素"
            yield f"{at_phone}，至少 {LEAST_ON_PHONE}；放大，或画一张 {NARROW} 宽的同名 .narrow.svg"


def sizes(root: ElementTree.Element) -> Iterator[float]:
    """The height of every piece of text, in units of the canvas."""
    rules = dict(_style_rules(root))
    yield from _sizes(root, rules, inherited=rules.get("svg", _DEFAULT), scale=1.0)


def _sizes(element: ElementTree.Element, rules: dict[str, float], *, inherited: float, scale: float) -> Iterator[float]:
    name = str(element.tag).rpartition("}")[2]
    if name in ("title", "desc", "style", "metadata"):
        return
    size = _own_size(element, name, rules) or inherited
    if found := _SCALE.search(element.get("transform", "")):
        scale *= float(found[1])
    if name in ("text", "tspan", "textPath") and (element.text or "").strip():
        yield size * scale
    for child in element:
        yield from _sizes(child, rules, inherited=size, scale=scale)


def _own_size(element: ElementTree.Element, name: str, rules: dict[str, float]) -> float | None:
    if found := _STYLED.search(element.get("style", "")):
        return float(found[1] or found[2])
    for selector in [*(f".{word}" for word in element.get("class", "").split()), name]:
        if selector in rules:
            return rules[selector]
    found = _SIZE.fullmatch(element.get("font-size", "").strip())
    return float(found[1]) if found else None


def _style_rules(root: ElementTree.Element) -> Iterator[tuple[str, float]]:
    for style in root.iter("{http://www.w3.org/2000/svg}style"):
        for selectors, declared in _RULE.findall(style.text or ""):
            if found := _STYLED.search(declared):
                for selector in selectors.split(","):
                    *_, name = selector.split()
                    _, dot, word = name.rpartition(".")
                    yield f"{dot}{word}", float(found[1] or found[2])


def _width(root: ElementTree.Element) -> float:
    parts = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        return float(parts[2]) or WIDE
    except (IndexError, ValueError):
        return WIDE
