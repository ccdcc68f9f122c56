"""What certificates and pictures say. They are Chinese in every language of the site."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from .. import snapshots
from ..models import Credential

SITE = "AIGC 学院"
TITLE = "学习证书"
NUMBER = "编号"
SCAN = "扫码核对"
CAVEAT = "说明学完了哪些课、用了几天；不是学历或职业资格。名字由本人填写，以核对页为准。"
VERSION_SHOWN = 8  # characters of the edition: enough to tell two apart, short enough to read out


def sentence(snapshot: dict[str, Any]) -> str:
    return f"{amount(snapshot)}，{span(snapshot)}。"


def amount(snapshot: dict[str, Any]) -> str:
    if snapshot["done"] >= snapshot["total"]:
        return f"学完全部 {snapshot['total']} 课"
    return f"学完 {snapshot['total']} 课里的 {snapshot['done']} 课"


def span(snapshot: dict[str, Any]) -> str:
    first, last = snapshots.day(snapshot, "began_on"), snapshots.day(snapshot, "reached_on")
    planned = f"（计划 {snapshot['planned_days']} 天）" if snapshot["planned_days"] else ""
    if first == last:
        return f"{_day(last)}，用了 1 天{planned}"
    return f"从 {_day(first)}到 {_day(last)}，用了 {snapshot['days']} 天{planned}"


def facts(credential: Credential) -> list[tuple[str, str]]:
    issued_on = credential.issued_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return [
        ("达到", _day(snapshots.day(credential.snapshot, "reached_on"))),
        ("签发", _day(issued_on)),
        ("课程版本", version(credential.snapshot)),
    ]


def host() -> str:
    """Where the certificate is to be checked, as a person would type it."""
    return urlsplit(settings.SITE_URL).netloc


def version(snapshot: dict[str, Any]) -> str:
    return snapshot["course"]["edition"][:VERSION_SHOWN]


def _day(on: date) -> str:
    return f"{on.year} 年 {on.month} 月 {on.day} 日"
