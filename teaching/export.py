"""The list as a table for Excel. A cell that a spreadsheet would run as a formula is made plain text."""

import csv
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Standing, StandingQuerySet

BOM = "\ufeff"  # without it Excel reads Chinese as something else
# What makes a spreadsheet read a cell as a formula: the wide forms do so where Chinese is typed.
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")
ROWS_AT_ONCE = 500


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def plain(value: object) -> object:
    """The value as a cell that stands for nothing but itself."""
    if not isinstance(value, str):
        return value
    is_dangerous = value.lstrip().startswith(_RUNS) or value.startswith(_BREAKS)
    return f"'{value}" if is_dangerous else value


def lines(standings: StandingQuerySet) -> Iterator[str]:
    """Header and one line for each learner. Words and time zone are those of the moment it is called."""
    zone = timezone.get_current_timezone()
    states = {state.value: str(state.label) for state in Standing.State}
    return _lines(standings.with_learner(), _header(), states, zone)


def _lines(standings: StandingQuerySet, header: list[str], states: dict[str, str], zone) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow(header)
    for standing in standings.iterator(chunk_size=ROWS_AT_ONCE):
        yield writer.writerow([plain(cell) for cell in _cells(standing, states, zone)])


def _header() -> list[str]:
    return [
        _("称呼"),
        _("邮箱"),
        _("状态"),
        _("学到第几阶段"),
        _("停在哪一课之前"),
        _("做完几课"),
        _("落后几个学习日"),
        _("提前几个学习日"),
        _("最近活动"),
        _("预计做完"),
        _("开始日期"),
        _("统计时间"),
    ]


def _cells(standing: Standing, states: dict[str, str], zone: ZoneInfo) -> list[object]:
    learner, lesson = standing.enrollment.user, standing.next_lesson
    return [
        learner.display_name,
        learner.email,
        states[standing.state],
        standing.stage_number,
        f"{lesson.key} {lesson.title}" if lesson else "",
        standing.done_count,
        standing.behind,
        standing.ahead,
        f"{standing.active_at.astimezone(zone):%Y-%m-%d %H:%M}",
        standing.forecast_on or "",
        standing.enrollment.starts_on,
        f"{standing.made_at.astimezone(zone):%Y-%m-%d %H:%M}",
    ]
