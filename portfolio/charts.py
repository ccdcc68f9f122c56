"""A number over time: its line for the eye and its rows for everybody. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

FEWEST = 3  # two points make no line worth drawing
WIDTH, HEIGHT = 100, 40  # the box of the path


@dataclass(frozen=True)
class Point:
    on: date
    value: Decimal


@dataclass(frozen=True)
class Series:
    name: str
    unit: str
    points: tuple[Point, ...]  # by date

    @property
    def is_drawn(self) -> bool:
        return len(self.points) >= FEWEST and self.points[0].on < self.points[-1].on

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def least(self) -> Decimal:
        return min(point.value for point in self.points)

    @property
    def most(self) -> Decimal:
        return max(point.value for point in self.points)

    @cached_property
    def path(self) -> str:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.dots)

    @cached_property
    def dots(self) -> list[tuple[float, float]]:
        return [(self._x(point.on), self._y(point.value)) for point in self.points]

    def _x(self, on: date) -> float:
        first, last = self.points[0].on, self.points[-1].on
        return round(WIDTH * (on - first).days / ((last - first).days or 1), 2)

    def _y(self, value: Decimal) -> float:
        span = self.most - self.least
        return round(float(HEIGHT * (self.most - value) / span), 2) if span else HEIGHT / 2


def series_of(readings: Iterable[tuple[str, str, date, Decimal]]) -> list[Series]:
    """(name, unit, day, value) sorted into one series for each name and unit, in the order in which they appear."""
    found: dict[tuple[str, str], list[Point]] = {}
    for name, unit, on, value in readings:
        found.setdefault((name, unit), []).append(Point(on, value))
    return [Series(name, unit, tuple(sorted(points, key=lambda p: p.on))) for (name, unit), points in found.items()]
