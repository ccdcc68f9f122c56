"""Every change of a course goes through one of these verbs."""

from .exporting import export
from .loading import load, resolve_conflict
from .publishing import advice_on, bring_back, create_lesson, publish, redraw, save_row, withdraw
from .report import LoadReport, Take

__all__ = [
    "LoadReport",
    "Take",
    "advice_on",
    "bring_back",
    "create_lesson",
    "export",
    "load",
    "publish",
    "redraw",
    "resolve_conflict",
    "save_row",
    "withdraw",
]
