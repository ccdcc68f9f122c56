"""What a browser would send back for a form that was opened and not touched."""

from django.forms import BaseFormSet
from django.http import QueryDict

from courses.admin.fields import SwitchField
from courses.admin.parts import form_for
from courses.shapes import LessonDocument


def untouched(content: dict) -> QueryDict:
    """`content` is a lesson as `document.to_json` gives it."""
    data = QueryDict(mutable=True)
    _send(form_for(LessonDocument)(initial=content), data)
    return data


def _send(form, data: QueryDict) -> None:
    if isinstance(form, BaseFormSet):
        for bound in form.management_form:
            data[bound.html_name] = str(bound.value())
        for row in form.forms:
            _send(row, data)
        return
    for bound in form:
        value = bound.value()
        if isinstance(value, list | tuple):
            data.setlist(bound.html_name, list(value))
        elif isinstance(bound.field, SwitchField) or bound.name == "DELETE":
            data.update({bound.html_name: "on"} if value else {})
        else:
            data[bound.html_name] = "" if value is None else str(value).replace("\n", "\r\n")
    for part in form.parts.values():
        _send(part, data)
