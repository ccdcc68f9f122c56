"""What changed between two prompts, said to a learner."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .one_change import Change, Stretch

_SHOWN = 40  # characters of a changed stretch
_SETTINGS: dict[str, str | Promise] = {
    "size": gettext_lazy("尺寸"),
    "count": gettext_lazy("张数"),
    "seed": gettext_lazy("种子"),
}


def changes_in_words(change: Change) -> list[str]:
    return [_in_words(stretch) for stretch in change.stretches]


def _in_words(stretch: Stretch) -> str:
    said = {"before": _short(stretch.before), "after": _short(stretch.after)}
    if stretch.setting:
        name = str(_SETTINGS.get(stretch.setting, stretch.setting))
        return _("%(name)s从 %(before)s 改成 %(after)s") % {**said, "name": name, "before": said["before"] or "—"}
    if not stretch.before:
        return _("加上「%(after)s」") % said
    if not stretch.after:
        return _("删去「%(before)s」") % said
    return _("「%(before)s」改成「%(after)s」") % said


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
