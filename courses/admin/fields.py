"""The form fields of a document. They never refuse: the shapes judge, with the same words as for a file."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.strict_yaml import Plain

_INPUT = "doc-input"
_SHORT = {"id", "slug", "by", "unit", "size", "anchor", "name", "objective", "published", "checked", "last_reviewed"}


def _area(extra: str, rows: int) -> forms.Textarea:
    return forms.Textarea({"class": f"{_INPUT} {extra}", "rows": rows})


class LineField(forms.CharField):
    """One line of text; a long one is shown wrapped, and a line end typed into it becomes a space."""

    def __init__(self, *, name: str = "") -> None:
        widget = forms.TextInput({"class": _INPUT}) if name in _SHORT else _area("doc-line", 1)
        super().__init__(widget=widget)

    def to_python(self, value: Any) -> str:
        return re.sub(r"\s*[\r\n]+\s*", " ", super().to_python(value) or "")


class TextField(forms.CharField):
    def __init__(self, *, block: bool = False, body: bool = False) -> None:
        super().__init__(widget=_area("doc-body", 30) if body else _area("doc-block", 3))

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")

    def prepare_value(self, value: Any) -> Any:
        return value.removesuffix("\n") if isinstance(value, str) else ""  # an example made of turns is not text


class WholeField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(widget=forms.TextInput({"class": f"{_INPUT} doc-whole", "inputmode": "numeric"}))

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return Plain(text) if text else ""


class LinesField(TextField):
    """A list of texts, one on each line."""

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in super().to_python(value).split("\n") if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class KeysField(forms.CharField):
    """A list of ids: o1, o2."""

    def __init__(self) -> None:
        super().__init__(widget=forms.TextInput({"class": _INPUT}))

    def to_python(self, value: Any) -> Any:
        return [key for key in re.split(r"[\s,，、]+", super().to_python(value) or "") if key]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


class _OrderedCheckboxes(forms.CheckboxSelectMultiple):
    """The chosen ones first, as they stand: a browser sends boxes in the order of the page."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        labels = dict(self.choices)
        chosen = [key for key in value if key in labels]
        self.choices = [(key, labels[key]) for key in [*chosen, *(key for key in labels if key not in chosen)]]
        return super().optgroups(name, value, attrs)


class OrderedChoicesField(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_OrderedCheckboxes(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value or []


class ChoiceField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Select({"class": _INPUT}), **kwargs)


class AnswerField(ChoiceField):
    """Right, wrong, or not a question of this kind."""

    def __init__(self) -> None:
        super().__init__(choices=[("", "—"), ("true", _("对")), ("false", _("错"))])

    def to_python(self, value: Any) -> Any:
        return Plain(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        return str(value).lower() if isinstance(value, bool) else value


class SwitchField(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(widget=forms.CheckboxInput())
