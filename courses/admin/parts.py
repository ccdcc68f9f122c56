"""A document as ordinary form fields, made from its shape, so that the page can never lack a field.

One form for each part of a document (`courses.shapes`), one formset for each list of parts; parts lie
inside parts as deep as the shape goes, and the prefix says where: `practice-0-rubric-2-full`.
Nothing is judged here. What was typed goes back as the data that `document.from_json` reads, and every
problem it or the rules find is put next to the field it names.
"""

import re
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _

from courses.admin import layout, words
from courses.admin.fields import (
    AnswerField,
    ChoiceField,
    KeysField,
    LineField,
    LinesField,
    OrderedChoicesField,
    SwitchField,
    TextField,
    WholeField,
)
from courses.shapes import BLOCK, BODY, FLOW, Turn
from courses.strict_yaml import Plain

_IDENTITIES = ("id", "name")
_LETTERS = {
    "objectives": "o",
    "practice": "p",
    "quiz": "q",
    "references": "r",
    "rubric": "r",
    "goals": "g",
    "milestones": "m",
}
_FIXED = {"schema": 1}


class PartForm(forms.Form):
    """One part. `parts` are the forms and formsets inside it, by the name of their field."""

    shape: ClassVar[type]
    inner: ClassVar[dict[str, type["PartForm"] | type["PartFormSet"]]]

    def __init__(self, data: Any = None, *, initial: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(data, initial=initial if isinstance(initial, dict) else {}, **kwargs)
        self.identity = ""  # as problems name it, once the form was read
        self.complaints: dict[str, list[str]] = {}
        self.parts = {
            name: kind(self.data if self.is_bound else None, initial=self._content_of(name), prefix=self._below(name))
            for name, kind in self.inner.items()
        }

    def _content_of(self, name: str) -> Any:
        """An example is a text or a list of turns: each of the two takes what is its own."""
        content = self.initial.get(name.removesuffix(_TURNS))
        is_list = issubclass(self.inner[name], PartFormSet)
        return (content if isinstance(content, list) else []) if is_list else content

    def _below(self, name: str) -> str:
        return f"{self.prefix}-{name}" if self.prefix else name

    def typed(self) -> dict[str, Any]:
        """What stands in the form, under the names of the guide; what is empty is left out."""
        self.is_valid()
        found: dict[str, Any] = {}
        for name in self.fields:
            value = self.cleaned_data.get(name)
            if name in self.errors:
                value = Plain(self[name].value() or "")
            if value not in (None, "", [], False) and name not in (_ORDER, _DELETE):
                found[name] = value
        for name, part in self.parts.items():
            if inside := part.typed():
                if name.removesuffix(_TURNS) in found:
                    self.complaints[name.removesuffix(_TURNS)] = [str(_("文字和发言只能写一样，请清空其中一处。"))]
                found[name.removesuffix(_TURNS)] = inside
        return found

    def complain(self, path: str, mend: str) -> str | None:
        """Put the problem next to the field that `path` ("practice.p1.rubric.r3.full") names; the id of its element."""
        name, _dot, rest = path.partition(".")
        part = self.parts.get(name) or self.parts.get(name + _TURNS)
        if part is not None and rest and (found := part.complain(rest, mend)):
            return found
        if name in self.fields:
            self.complaints.setdefault(name, []).append(mend)
            return str(self[name].auto_id)
        if part is None:
            return None
        part.complaints.setdefault("", []).append(mend)
        return f"part-{part.prefix}"

    def errors_of(self, name: str) -> list[str]:
        return [*self.errors.get(name, []), *self.complaints.get(name, [])]

    def has_complaints(self) -> bool:
        return bool(self.errors or self.complaints) or any(part.has_complaints() for part in self.parts.values())

    # What the templates ask.
    def groups(self) -> list[layout.Group]:
        return layout.groups_of(self)

    def own_complaints(self) -> list[str]:
        return [*self.complaints.get("", []), *self.errors.get(_ORDER, [])]

    def row_name(self) -> str:
        return layout.name_of_row(self)

    def is_folded(self) -> bool:
        return layout.is_folded(self)

    def label_of(self, name: str) -> Any:
        return label_of(self.shape, name)

    def label_of_turns(self, name: str) -> str:
        return _("%(name)s（一人一句）") % {"name": label_of(self.shape, name)}


class PartFormSet(forms.BaseFormSet):
    """A list of parts in their order."""

    letter: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complaints: dict[str, list[str]] = {}
        self.taken: set[str] = set()  # ids of earlier revisions, never to be given out again
        self._filled: list[PartForm] = []

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[_ORDER].widget = forms.NumberInput({"class": "doc-order", "aria-label": _("次序")})
        form.fields[_ORDER].initial = (index or 0) + 1

    def shown(self) -> list[PartForm]:
        """The rows in the order last asked for, with those marked as removed, which may come back."""
        place = {form.prefix: number for number, form in enumerate(self.rows if self.is_bound else self.forms)}
        return sorted(self.forms, key=lambda form: place.get(form.prefix, len(place)))

    @property
    def rows(self) -> list[PartForm]:
        """The rows as they shall stand: in the order asked for, without the removed ones."""
        self.is_valid()
        kept = [form for form in self.forms if not form.cleaned_data.get(_DELETE)]
        return sorted(kept, key=lambda form: form.cleaned_data.get(_ORDER) or len(self.forms) + 1)

    def typed(self) -> list[dict[str, Any]]:
        """Raises BadRequest when the page was sent only in part: what is missing must not count as removed."""
        if not self.management_form.is_valid():
            raise BadRequest(_("这一页没有完整地送到，什么都没有保存；请返回再提交一次。"))
        typed = [(form, form.typed()) for form in self.rows]
        filled = [(form, content) for form, content in typed if content]
        used = self.taken | {content.get("id", "") for _form, content in filled}
        for form, content in filled:
            if self.letter and not content.get("id"):
                content["id"] = _next(self.letter, used)
                used.add(content["id"])
            form.identity = next((content[name] for name in _IDENTITIES if name in content), "")
        self._filled = [form for form, _content in filled]
        return [content for _form, content in filled]

    def complain(self, path: str, mend: str) -> str | None:
        for position, form in enumerate(self._filled, start=1):
            identity = form.identity or str(position)
            if path == identity:
                form.complaints.setdefault("", []).append(mend)
                return f"part-{form.prefix}"
            if path.startswith(f"{identity}."):
                return form.complain(path.removeprefix(f"{identity}."), mend)
        return None

    def has_complaints(self) -> bool:
        return bool(self.complaints) or any(form.has_complaints() for form in self.forms)


_ORDER, _DELETE = forms.formsets.ORDERING_FIELD_NAME, forms.formsets.DELETION_FIELD_NAME
_TURNS = "_turns"


def _next(letter: str, used: set[str]) -> str:
    numbers = [int(found[1]) for name in used if (found := re.fullmatch(rf"{letter}(\d+)", name))]
    return f"{letter}{max(numbers, default=0) + 1}"


@cache
def form_for(shape: Any) -> type[PartForm]:
    leaves: dict[str, forms.Field] = {}
    inner: dict[str, Any] = {}
    hints = get_type_hints(shape, include_extras=True)
    for field in fields(shape):
        name = "pass" if field.name == "pass_mark" else field.name
        if name in _FIXED:
            continue
        kind, marks = _unwrap(hints[field.name])
        is_optional = field.default is not MISSING
        if is_dataclass(kind):
            inner[name] = form_for(kind)  # type: ignore[arg-type]  # a class can be hashed
        elif get_origin(kind) is tuple and is_dataclass(element := _unwrap(get_args(kind)[0])[0]):
            inner[name] = formset_for(element, name)  # type: ignore[arg-type]
        elif Turn in _inside(kind):
            leaves[name] = TextField(block=True)
            inner[name + _TURNS] = formset_for(Turn, name)
        else:
            leaves[name] = _leaf(kind, marks, name, is_optional=is_optional)
    for name, leaf in leaves.items():
        leaf.required = False
        leaf.label = label_of(shape, name)
        leaf.help_text = words.HELP.get(f"{shape.__name__}.{name}", "")
    return type(f"{shape.__name__}Form", (PartForm,), {**leaves, "shape": shape, "inner": inner})


@cache
def formset_for(shape: Any, name: str) -> type[PartFormSet]:
    made: Any = forms.formset_factory(
        form_for(shape), formset=PartFormSet, extra=0, can_order=True, can_delete=True, max_num=1000, absolute_max=1000
    )
    made.letter = _LETTERS.get(name, "")
    return made


def label_of(shape: type, name: str) -> Any:
    return words.LABELS.get(f"{shape.__name__}.{name}") or words.LABELS[name]


def _leaf(kind: Any, marks: set[str], name: str, *, is_optional: bool) -> forms.Field:
    if get_origin(kind) is Literal:
        return ChoiceField(choices=_choices(kind, blank=True))
    if kind is bool and name == "answer":
        return AnswerField()
    if kind is bool:
        return SwitchField()
    if kind is int:
        return WholeField()
    if get_origin(kind) is tuple:
        element = _unwrap(get_args(kind)[0])[0]
        if get_origin(element) is Literal:
            return OrderedChoicesField(choices=_choices(element))
        return KeysField() if FLOW in marks and name in ("objectives", "prerequisites") else LinesField()
    if BODY in marks:
        return TextField(body=True)
    return TextField(block=True) if BLOCK in marks else LineField(name=name)


def _choices(kind: Any, *, blank: bool = False) -> list[tuple[str, Any]]:
    return [("", "—")] * blank + [(value, words.CHOICES[value]) for value in get_args(kind)]


def _unwrap(hint: Any) -> tuple[Any, set[str]]:
    """The type below Annotated and `| None`, and the markers met on the way."""
    marks: set[str] = set()
    while True:
        if hasattr(hint, "__metadata__"):
            marks |= {mark for mark in hint.__metadata__ if mark in (BLOCK, FLOW, BODY)}
            hint = get_args(hint)[0]
        elif get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint):
            rest = [part for part in get_args(hint) if part is not NoneType]
            if len(rest) > 1:
                return Union[tuple(rest)], marks  # noqa: UP007  built at run time
            hint = rest[0]
        else:
            return hint, marks


def _inside(hint: Any) -> set[Any]:
    found = {hint} if isinstance(hint, type) else set()
    for part in get_args(hint):
        found |= _inside(part)
    return found
