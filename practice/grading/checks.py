"""Gates before any model is asked: counted, never guessed."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.gates import characters, holds, missing_columns, turns_in


def run(checks: Mapping, *, text: str, turns: int | None = None) -> list[dict]:
    """[{"id", "ok", "message"}, …] in the order of the guide; `turns` counts the learner's messages in a chain."""
    results = []
    if (least := checks.get("min_chars")) is not None:
        results.append(_at_least(least, characters(text)))
    if (most := checks.get("max_chars")) is not None:
        results.append(_at_most(most, characters(text)))
    if (fewest := checks.get("min_turns")) is not None:
        results.append(_turns(fewest, turns_in(text) if turns is None else turns))
    results += [_free_of(kind, text) for kind in checks.get("forbid") or ()]
    if columns := checks.get("columns"):
        results.append(_columns(columns, text))
    return results


def _at_least(least: int, count: int) -> dict:
    message = _("现在 %(count)d 个字，至少要 %(least)d 个（空格和换行不算）。") % {"count": count, "least": least}
    return {"id": "min_chars", "ok": count >= least, "message": message}


def _at_most(most: int, count: int) -> dict:
    message = _("现在 %(count)d 个字，最多 %(most)d 个（空格和换行不算）。") % {"count": count, "most": most}
    return {"id": "max_chars", "ok": count <= most, "message": message}


def _turns(fewest: int, count: int) -> dict:
    message = ngettext(
        "你说了 %(count)d 轮，至少要 %(fewest)d 轮。粘贴对话时，自己的每句话用“我：”开头。",
        "你说了 %(count)d 轮，至少要 %(fewest)d 轮。粘贴对话时，自己的每句话用“我：”开头。",
        count,
    ) % {"count": count, "fewest": fewest}
    return {"id": "min_turns", "ok": count >= fewest, "message": message}


def _free_of(kind: str, text: str) -> dict:
    found = holds(kind, text)
    messages = {
        "phone": (_("没有手机号。"), _("里面有像手机号的数字，请删掉或换成虚构的说法。")),
        "id_number": (_("没有身份证号。"), _("里面有像身份证号的数字，请删掉。")),
    }
    return {"id": kind, "ok": not found, "message": messages[kind][found]}


def _columns(columns: list[str], text: str) -> dict:
    missing = missing_columns(columns, text)
    if not missing:
        return {"id": "columns", "ok": True, "message": _("表格的列齐了。")}
    message = _("表格还缺这些列：%(names)s。") % {"names": _("、").join(missing)}
    return {"id": "columns", "ok": False, "message": message}
