"""In which groups, and how wide, the fields of a part stand on the lesson page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# (title, fields); a group whose title ends in "…" is folded while nothing stands in it.
GROUPS: dict[str, list[tuple[Any, list[str]]]] = {
    "Task": [
        ("", ["id", "title", "mode", "grade", "minutes", "pass", "objectives", "optional"]),
        (_("题目"), ["instructions", "material", "system", "starter", "variables"]),
        (
            _("只有某些方式才用到的…"),
            [
                "starters", "compare", "runs", "max_turns", "goals", "image", "evidence",
                "milestones", "budget", "stop_rule", "disclosure",
            ],
        ),
        (_("检查与评分"), ["checks", "rubric", "self_check"]),
        (_("提示与例子"), ["hints", "lazy_example", "good_example", "good_because", "sample_reply"]),
    ],
    "LessonDocument": [
        (
            _("基本"),
            [
                "title", "summary", "status", "kind", "sensitivity", "minutes", "stage", "order", "day",
                "id", "slug", "seed_title", "safety",
            ],
        ),
        (_("目标与准备"), ["objectives", "prerequisites", "tools"]),
        (_("正文"), ["body"]),
        (_("练习"), ["practice"]),
        (_("小测"), ["quiz"]),
        (_("参考资料"), ["references"]),
        (_("作者与复核"), ["authors", "last_reviewed", "review_every_days"]),
    ],
}  # fmt: skip
_NAMES_OF_A_ROW = ("title", "question", "criterion", "label", "text", "name", "id")
_FOLDED_ROWS = {"Task", "QuizQuestion"}
_SMALL = {
    "id", "weight", "minutes", "pass", "order", "day", "stage", "need", "by", "unit", "max_chars", "min_chars",
    "min_turns", "max_turns", "runs", "count", "size", "hours", "yuan", "type", "answer", "objective", "published",
    "checked", "last_reviewed", "review_every_days", "mode", "grade", "kind", "status", "sensitivity", "compare",
    "optional", "correct", "review",
}  # fmt: skip
_HALF = {"slug", "name", "label", "anchor", "prerequisites", "objectives", "seed_title"}


@dataclass(frozen=True)
class Entry:
    """One field, one part or one list of parts; the other two are None."""

    name: str
    label: Any
    width: str
    errors: list[str]
    field: forms.BoundField | None = None
    part: Any = None
    rows: Any = None


@dataclass(frozen=True)
class Group:
    title: Any
    entries: list[Entry]
    can_fold: bool
    is_filled: bool


def groups_of(form: Any) -> list[Group]:
    name = form.shape.__name__
    return [_group(form, title, names) for title, names in GROUPS.get(name) or [("", list(_all_names(form)))]]


def _group(form: Any, title: Any, names: list[str]) -> Group:
    entries = [entry for name in names for entry in _entries(form, name)]
    can_fold = str(title).endswith("…")
    return Group(str(title).removesuffix("…"), entries, can_fold, can_fold and any(map(_is_filled, entries)))


def _all_names(form: Any) -> Iterator[str]:
    hidden = {"ORDER", "DELETE"}
    seen = dict.fromkeys(name for name in form.base_fields if name not in hidden)
    return iter(dict.fromkeys([*seen, *(name.removesuffix("_turns") for name in form.parts)]))


def _entries(form: Any, name: str) -> Iterator[Entry]:
    if name in form.fields:
        width = "small" if name in _SMALL else "half" if name in _HALF else "wide"
        yield Entry(name, form.fields[name].label, width, form.errors_of(name), field=form[name])
    for key in (name, f"{name}_turns"):
        part = form.parts.get(key)
        if part is not None:
            is_rows = isinstance(part, forms.BaseFormSet)
            label = form.label_of_turns(name) if key != name else form.label_of(name)
            errors = part.complaints.get("", [])
            yield Entry(name, label, "wide", errors, **({"rows": part} if is_rows else {"part": part}))


def _is_filled(entry: Entry) -> bool:
    if entry.errors or (entry.field and entry.field.value()):
        return True
    if entry.rows is not None:
        return bool(entry.rows.forms)
    return entry.part is not None and any(
        _is_filled(inner) for group in groups_of(entry.part) for inner in group.entries
    )


def name_of_row(form: Any) -> str:
    found = (form[name].value() for name in _NAMES_OF_A_ROW if name in form.fields)
    return str(next((name for name in found if name), ""))[:60]


def is_folded(form: Any) -> bool:
    return form.shape.__name__ in _FOLDED_ROWS
