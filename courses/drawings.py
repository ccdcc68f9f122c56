"""The course as a carpenter's folding rule: geometry only, drawn on the server.

One day has the same length everywhere, so a stage is exactly as long as its days. Pictures are
for the eye: what they say stands in words beside them, so they are hidden from screen readers
and their links from the tab order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import cos, radians, sin
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .models import Lesson, Stage

DAYS_ON_A_PIECE = 15
_DAY = 8  # units on a board
_RULE = 15
_BARE_DAYS = 4  # at each end of a leaf, where the hinge sits


@dataclass
class Leaf:
    """A stage with its lessons in order; `offset` is the number of days before it."""

    stage: Stage
    offset: int
    lessons: list[Lesson] = field(default_factory=list)


# --- The folding rule of the landing page ---------------------------------------------------------


@dataclass(frozen=True)
class Shape:
    """`unit` is the length of a day; leaves go down and up by `angle`, and when tall, right and left."""

    unit: float
    angle: float
    half: int
    start: tuple[float, float]
    is_tall: bool = False


WIDE = Shape(unit=6.9, angle=15, half=32, start=(38, 66))
TALL = Shape(unit=5.7, angle=23, half=22, start=(36, 36), is_tall=True)


def folding_rule(leaves: Sequence[Leaf], shape: Shape) -> dict[str, Any]:
    """What courses/_folding_rule.html draws: pieces from back to front, hinges, the size of the sheet."""
    drawn, hinges = [], []
    x, y = shape.start
    for index, leaf in enumerate(leaves):
        length = leaf.stage.days * shape.unit
        goes_down = index % 2 == 0
        turn = radians(shape.angle if goes_down or shape.is_tall else -shape.angle)
        step = length * cos(turn) * (-1 if shape.is_tall and not goes_down else 1), length * sin(turn)
        end = x + step[0], y + step[1]
        is_flipped = shape.is_tall and not goes_down
        drawn.append(_piece(leaf, shape, length, (end if is_flipped else (x, y)), goes_down, is_flipped))
        hinges.append({"x": round(x, 2), "y": round(y, 2)})
        x, y = end
    if leaves:
        drawn[-1]["is_open"] = leaves[-1].stage.has_floor
    front = [piece for index, piece in enumerate(drawn) if index % 2]
    back = [piece for index, piece in enumerate(drawn) if not index % 2]
    width = 360 if shape.is_tall else round(x + shape.half + 26)
    height = round(max([y, *(hinge["y"] for hinge in hinges)]) + shape.half + 34)
    return {"pieces": back + front, "hinges": hinges, "width": width, "height": height, **_sizes(shape)}


def _sizes(shape: Shape) -> dict[str, float]:
    half, plumb = shape.half, round(shape.half * 2.3, 1)
    return {
        "half": half,
        "whole": 2 * half,
        "third": round(half / 3, 2),
        "hinge": round(half * 0.34, 2),
        "pin": round(half * 0.12, 2),
        "number_y": round(1.2 if shape.is_tall else -2.8, 1),
        "title_y": round(half * 0.74, 2),
        "plumb": plumb,
        "plumb_y": round(shape.start[1] + plumb + 15, 1),
    }


def _piece(leaf: Leaf, shape: Shape, length: float, at: tuple[float, float], goes_down: bool, flipped: bool) -> dict:
    days = range(_BARE_DAYS, leaf.stage.days - _BARE_DAYS + 1)

    def place(day: int) -> float:
        return round(length - day * shape.unit if flipped else day * shape.unit, 2)

    ticks = "".join(f"M{place(day)} -{shape.half}v{round(shape.half * _tick_part(day), 2)}" for day in days)
    return {
        "title": leaf.stage.title,
        "days": leaf.stage.days,
        "has_floor": leaf.stage.has_floor,
        "lessons": len(leaf.lessons),
        "x": round(at[0], 2),
        "y": round(at[1], 2),
        "angle": shape.angle if goes_down else -shape.angle,
        "length": round(length, 2),
        "width": round(length + 2 * shape.half, 2),
        "middle": round(length / 2, 2),
        "ticks": ticks,
        "numbers": [{"x": place(day), "text": leaf.offset + day} for day in days if day % 10 == 0],
        "is_open": False,
    }


def _tick_part(day: int) -> float:
    return 0.6 if day % 10 == 0 else 0.44 if day % 5 == 0 else 0.26


# --- The boards of the map ------------------------------------------------------------------------


def board(leaf: Leaf, states: Mapping[int, str]) -> SafeString:
    """The leaf cut into pieces of 15 days, a peg for each lesson. `states`: lesson pk → done, half, now, gap."""
    by_day = {day: list(group) for day, group in groupby(leaf.lessons, key=lambda lesson: lesson.day)}
    rows = max([1, *(len(lessons) for lessons in by_day.values())])
    measured = max([0, *(lesson.day for lesson in leaf.lessons if states.get(lesson.pk) == "done")])
    starts = range(1, leaf.stage.days + 1, DAYS_ON_A_PIECE)
    pieces = [_board_piece(leaf, by_day, states, start, rows, measured) for start in starts]
    return mark_safe(f'<div class="pegs" aria-hidden="true">{"".join(pieces)}</div>')  # noqa: S308


def _board_piece(leaf: Leaf, by_day: dict, states: Mapping[int, str], start: int, rows: int, measured: int) -> str:
    days = range(start, min(start + DAYS_ON_A_PIECE, leaf.stage.days + 1))
    width, top = len(days) * _DAY, rows * _DAY + 1
    pegs = "".join(_pegs(by_day.get(day, []), states, (day - start) * _DAY, top) for day in days)
    filled = max(0, min(measured - start + 1, len(days))) * _DAY
    is_last = days[-1] == leaf.stage.days
    outline = _outline(width, top, is_first=start == 1, is_last=is_last, is_open=leaf.stage.has_floor)
    parts = [
        f'<svg class="seg{"" if len(days) == DAYS_ON_A_PIECE else " short"}" viewBox="0 0 {width} {top + _RULE + 8}">',
        pegs,
        f'<path class="rule-fill" d="M0 {top}h{filled}v{_RULE}h-{filled}z"/>' if filled else "",
        outline,
        f'<path class="tick" stroke-width=".6" d="{_ticks(days, top)}"/>',
        "".join(_number(leaf.offset + day, (day - start + 1) * _DAY, top, day <= measured) for day in days),
        _plumb(days, by_day, states, top),
        "</svg>",
    ]
    return "".join(parts)


def _pegs(lessons: list[Lesson], states: Mapping[int, str], left: int, top: int) -> str:
    if not lessons:
        return f'<rect class="peg rest" x="{left + 3}" y="{top - 5}" width="2" height="2"/>'
    return "".join(
        format_html(
            '<a href="{}" tabindex="-1"><title>{}. {}</title>'
            '<rect class="peg {}" x="{}" y="{}" width="5.6" height="5.6"/></a>',
            lesson.get_absolute_url(),
            lesson.order,
            lesson.title,
            state_of(lesson, states),
            left + 1.2,
            round(top - (row + 1) * _DAY + 1.2, 1),
        )
        for row, lesson in enumerate(lessons)
    )


def state_of(lesson: Lesson, states: Mapping[int, str]) -> str:
    return states.get(lesson.pk, "") if lesson.is_open else "draft"


def _outline(width: int, top: int, *, is_first: bool, is_last: bool, is_open: bool) -> str:
    left = f"M0 {top}v{_RULE}" if is_first else ""
    end = ""
    if is_last and is_open:  # no deadline: the end is broken off, not sawn
        end = f"M{width - 0.5} {top}l-1.5 3.75 1.5 3.75-1.5 3.75 1.5 3.75"
    elif is_last:
        end = f"M{width} {top}v{_RULE}"
    lines = f"M0 {top}h{width}M0 {top + _RULE}h{width}"
    return f'<path d="{lines}{left}{end}" class="board-line"/>'


def _ticks(days: range, top: int) -> str:
    return "".join(
        f"M{(day - days.start + 1) * _DAY} {top}v{6 if day % 10 == 0 else 4.5 if day % 5 == 0 else 3}" for day in days
    )


def _number(day: int, x: int, top: int, is_measured: bool) -> str:
    if day % 10:
        return ""
    ink = " on-rule" if is_measured else ""
    return f'<text class="seg-n{ink}" x="{x - 1}" y="{top + 13}" text-anchor="end">{day}</text>'


def _plumb(days: range, by_day: dict, states: Mapping[int, str], top: int) -> str:
    for day in days:
        if any(states.get(lesson.pk) == "now" for lesson in by_day.get(day, [])):
            x = (day - days.start) * _DAY + 4
            return f'<path class="plumb" d="M{x - 0.5} {top}h1v{_RULE}h2l-2.5 6-2.5-6h2z"/>'
    return ""


# --- The minutes of a lesson ------------------------------------------------------------------------


def minute_strip(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """Reading, each required task and the quiz, as parts of the lesson's minutes (x and width in per cent)."""
    total = document.get("minutes")
    tasks = [task for task in document.get("practice") or [] if not task.get("optional")]
    questions = len(document.get("quiz") or [])
    practice = [task.get("minutes") or 0 for task in tasks]
    if not total or not all(practice):
        return None
    reading = max(total - sum(practice) - questions, 3)
    named = [("read", "", reading), *(("task", number, minutes) for number, minutes in enumerate(practice, start=1))]
    named += [("quiz", "", questions)] if questions else []
    whole = sum(minutes for _, _, minutes in named)
    parts, x = [], 0.0
    for kind, number, minutes in named:
        width = 100 * minutes / whole
        place = {"x": round(x, 2), "width": round(width, 2), "middle": round(x + width / 2, 2)}
        parts.append({"kind": kind, "number": number, "minutes": minutes, **place})
        x += width
    ticks = [
        {"x": round(100 * minute / whole, 2), "y": 36 if minute % 10 == 0 else 33} for minute in range(5, whole, 5)
    ]
    return {"parts": parts, "ticks": ticks}
