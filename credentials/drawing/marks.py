"""What our sheets are made of: the mark, the seal, the folding rule with its pegs, the QR code."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import segno

from ..faces import Face
from .sheets import BOARD, EDGE, INK, NOW, RULE, Point, Sheet

_LEGS = (((14, 4), (19, 4), (29, 29), (23, 29)), ((13, 4), (19, 4), (9, 29), (3, 29)))
_NOTCHES = (((9.6, 13), (12.2, 14)), ((8, 17), (12, 18.6)), ((6.4, 21), (9, 22)))
_TORN = ((-1, 0), (-7, 6), (-2, 12), (-7, 18), (-2, 24), (-7, 30), (-1, 38))  # across and down a rule 38 high


def mark(sheet: Sheet, at: Point, size: float) -> None:
    """Two hinged leaves: 人, A, a pair of compasses."""
    scale = size / 32
    for leg in _LEGS:
        sheet.polygon(_moved(leg, at, scale), fill=RULE, stroke=INK, thickness=1.5 * scale)
    for notch in _NOTCHES:
        start, end = _moved(notch, at, scale)
        sheet.line(start, end, colour=INK, thickness=1.3 * scale)
    sheet.disc(_moved([(16, 6.5)], at, scale)[0], 3.6 * scale, fill=BOARD, stroke=INK, thickness=1.5 * scale)


def seal(sheet: Sheet, at: Point, size: float) -> None:
    """The mark cut into cinnabar, not quite square, as a hand would set it."""
    scale = size / 104
    sheet.polygon(
        _moved(((4, 5), (101, 3), (102, 100), (4, 102)), at, scale), fill=BOARD, stroke=NOW, thickness=4 * scale
    )
    for leg in (((45, 20), (61, 20), (85, 86), (67, 86)), ((41, 20), (61, 20), (37, 86), (19, 86))):
        sheet.polygon(_moved(leg, at, scale), stroke=NOW, thickness=4 * scale)
    for notch in (((39, 50), (47, 53)), ((34, 62), (42, 65)), ((29, 73), (37, 76))):
        start, end = _moved(notch, at, scale)
        sheet.line(start, end, colour=NOW, thickness=4 * scale)
    sheet.disc(_moved([(52, 25)], at, scale)[0], 7 * scale, fill=NOW)


def leaf(sheet: Sheet, at: Point, words: str, *, size: float) -> float:
    """A word on a leaf of the rule, its baseline `at`. Returns the width of the leaf."""
    x, y = at
    width = sheet.length(words, face=Face.NAMES, size=size) + 1.1 * size
    sheet.rectangle((x, y - 1.15 * size), width, 1.55 * size, fill=RULE, stroke=INK, thickness=size / 16)
    sheet.text((x + 0.55 * size, y), words, face=Face.NAMES, size=size)
    return width


def qr(sheet: Sheet, at: Point, size: float, address: str) -> None:
    """With the quiet margin of four modules that readers ask for inside `size`."""
    code = segno.make(address, error="m", micro=False)
    rows = [list(row) for row in code.matrix]
    module = size / (len(rows) + 8)
    sheet.rectangle(at, size, size, fill=BOARD)
    for down, row in enumerate(rows, start=4):
        across = 4
        for is_dark, modules in groupby(row):
            count = len(list(modules))
            if is_dark:
                place = (at[0] + across * module, at[1] + down * module)
                sheet.rectangle(place, count * module, module, fill=INK)
            across += count


def rule(
    sheet: Sheet, at: Point, *, day: float, height: float, snapshot: dict[str, Any], stages: Sequence[int] | None = None
) -> float:
    """Leaves as long as their days, yellow as far as they were done, a peg above for each lesson.

    `at` is the upper left corner of the leaves. Returns the width.
    """
    x, y = at
    start = x
    for stage in snapshot["stages"]:
        if stages is None or stage["number"] in stages:
            lessons = [lesson for lesson in snapshot["lessons"] if lesson["stage"] == stage["number"]]
            _leaf_of(sheet, (x, y), stage, lessons, day=day, height=height)
            x += stage["days"] * day
    return x - start


def pegs_height(day: float) -> float:
    """Room above a rule for a day with three lessons."""
    return 3 * day


def _leaf_of(
    sheet: Sheet, at: Point, stage: dict[str, Any], lessons: list[dict[str, Any]], *, day: float, height: float
) -> None:
    x, y = at
    width, thin = stage["days"] * day, height / 30
    outline = [(x, y), *_right_end(stage, (x + width, y), height), (x, y + height)]
    done = sum(lesson["done_on"] is not None for lesson in lessons)
    measured = width * done / len(lessons) if lessons else 0
    if measured >= width:
        sheet.polygon(outline, fill=RULE, stroke=INK, thickness=thin)
    else:
        sheet.polygon(outline, fill=BOARD)
        if measured:
            sheet.rectangle(at, measured, height, fill=RULE)
        sheet.polygon(outline, stroke=INK, thickness=thin)
    for mark_day in range(1, stage["days"]):
        reach = 0.34 if mark_day % 10 == 0 else 0.25 if mark_day % 5 == 0 else 0.16
        place = x + mark_day * day
        sheet.line((place, y), (place, y + reach * height), colour=INK, thickness=thin * 0.7)
    size = sheet.fitting(stage["title"], face=Face.NAMES, size=0.38 * height, room=width - 0.6 * height)
    sheet.text((x + 0.22 * height, y + 0.84 * height), stage["title"], face=Face.NAMES, size=size)
    _pegs(sheet, (x, y), lessons, day=day)


def _right_end(stage: dict[str, Any], corner: Point, height: float) -> list[Point]:
    """The stage with a floor has no deadline: its end is torn open."""
    x, y = corner
    if not stage["has_floor"]:
        return [(x, y), (x, y + height)]
    return [(x + across * height / 38, y + down * height / 38) for across, down in _TORN]


def _pegs(sheet: Sheet, at: Point, lessons: list[dict[str, Any]], *, day: float) -> None:
    x, y = at
    size, gap = 0.74 * day, 0.26 * day
    for on, same_day in groupby(lessons, lambda lesson: lesson["day"]):
        for level, lesson in enumerate(same_day, start=1):
            corner = (x + (on - 1) * day + gap / 2, y - level * (size + gap))
            if lesson["done_on"]:
                sheet.rectangle(corner, size, size, fill=INK)
            else:
                inset = size / 10
                inner = (corner[0] + inset, corner[1] + inset)
                sheet.rectangle(inner, size - 2 * inset, size - 2 * inset, stroke=EDGE, thickness=size / 8)


def _moved(points: Sequence[Point], at: Point, scale: float) -> list[Point]:
    return [(at[0] + x * scale, at[1] + y * scale) for x, y in points]
