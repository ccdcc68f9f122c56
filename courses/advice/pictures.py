"""Whether the words of a drawing can be read, on a wide page and on a phone."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from courses import figures
from courses.problems import Problem

from .contrast import LEAST, faint_words
from .svg import seen_in

WIDE, LEAST_WIDE = 880, 15
NARROW, LEAST_NARROW = 360, 14
PHONE, LEAST_ON_PHONE = 320, 12  # a wide drawing on a phone is so wide, and its words must still be this high


def advise(files: Mapping[str, str]) -> Iterator[Problem]:
    """`files`: path in the folder → text. A drawing that breaks a rule is left to the rules."""
    for path, text in files.items():
        if path.endswith(".svg") and not any(figures.check(path, text)):
            for mend in _findings(path, text, has_narrow=path.replace(".svg", ".narrow.svg") in files):
                yield Problem(path, 0, "", mend)


def _findings(path: str, text: str, *, has_narrow: bool) -> Iterator[str]:
    root = ElementTree.fromstring(text)  # noqa: S314 - the rules have refused what could expand
    width = _width(root)
    smallest = min((seen.size * seen.scale for seen in seen_in(root) if seen.text), default=None)
    if "font-family" not in text and smallest is not None:
        yield "没有写 font-family；用系统自带的中文字体，最后加 sans-serif"
    for words, contrast in faint_words(root):
        yield f"「{words}」和底色的对比只有 {contrast:.1f}，至少 {LEAST}"
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


def _width(root: ElementTree.Element) -> float:
    parts = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        return float(parts[2]) or WIDE
    except (IndexError, ValueError):
        return WIDE
