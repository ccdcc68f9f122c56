"""Pieces every page draws with: icons, form fields, the mark of the page one is on."""

from functools import cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from courses import ready

register = template.Library()

# Own drawings on a 24 grid: 2 px stroke, square caps, mitred joins.
_ICONS = {
    "account": '<circle cx="12" cy="8" r="4"/><path d="M4 21v-3l4-3h8l4 3v3"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "bookmark": '<path d="M6 3h12v18l-6-5-6 5z"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l4 2"/>',
    "contrast": '<path d="M12 3a9 9 0 1 0 0 18z" fill="currentColor"/><circle cx="12" cy="12" r="9"/>',
    "copy": '<path d="M8 8h12v12H8zM4 16V4h12"/>',
    "course": '<path d="M3 7l6 5 6-5 6 5M3 7v5l6 5 6-5 6 5v-5"/>',
    "cross": '<path d="M5 5l14 14M19 5L5 19"/>',
    "download": '<path d="M12 3v12M6 10l6 6 6-6M4 21h16"/>',
    "go": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "info": '<path d="M4 4h16v16H4zM12 11v5M12 7.5v.5"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="M11 12l9-9M16 7l3 3"/>',
    "pause": '<path d="M8 5v14M16 5v14"/>',
    "pencil": '<path d="M4 20l1-5L16 4l4 4L9 19z"/>',
    "plan": '<path d="M3 8h18v8H3zM7 8v3M11 8v4M15 8v3M19 8v4"/>',
    "play": '<path d="M7 5l11 7-11 7z" fill="currentColor"/>',
    "review": '<path d="M7 4h13v12M4 8h12v12H4z"/>',
    "ruler": '<path d="M3 15L15 3l6 6L9 21zM7 11l3 3M11 7l3 3"/>',
    "search": '<circle cx="10" cy="10" r="6"/><path d="M15 15l6 6"/>',
    "shield": '<path d="M12 2l9 4v6c0 5-4 8-9 10-5-2-9-5-9-10V6z"/>',
    "stop": '<path d="M6 6h12v12H6z" fill="currentColor"/>',
    "tick": '<path d="M4 12l5 6L20 6"/>',
    "today": '<path d="M4 5h16v15H4zM4 10h16M12 10v5"/><path d="M9.5 15h5L12 18z" fill="currentColor" stroke="none"/>',
    "undo": '<path d="M8 5L3 10l5 5M3 10h13a4 4 0 0 1 0 9h-4"/>',
    "warning": '<path d="M12 3L2 20h20zM12 10v4M12 17v.5"/>',
}
_DRAWN = {
    name: mark_safe(f'<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{lines}</svg>')  # noqa: S308
    for name, lines in _ICONS.items()
}
# A lesson is a peg: hollow, half, filled; dashed while it is being written; the shape alone tells them apart.
_PEGS = {
    "": '<path d="M3 3h18v18H3z" class="peg-o"/>',
    "half": '<path d="M3 3h18v18H3z" class="peg-o"/><path d="M7 12h10v5H7z" class="peg-i"/>',
    "done": '<path d="M3 3h18v18H3z" class="peg-o ink"/><path d="M7 7h10v10H7z" class="peg-i"/>',
    "now": '<path d="M3 3h18v18H3z" class="peg-o now"/><path d="M9 7l6 5-6 5z" class="peg-i now"/>',
    "gap": '<path d="M3 3h18v18H3z" class="peg-o ink"/>',
    "draft": '<path d="M3 3h18v18H3z" class="peg-o dash"/>',
}

_PLACES: dict[str, tuple] = {
    "today": ("progress:today",),
    "course": ("courses:course", None, ("aigc",)),
    "plan": ("progress:plan",),
    "search": ("courses:search",),
    "account": ("accounts:account",),
    "login": ("account_login",),
}

# How far question and answer meet: the tenon fills the mortise, half of it, or not at all.
_JOINTS = {"full": "M15 3h14v18H15z", "half": "M15 3h14v9H15z", "zero": "M16 4h12v17H16z"}


@register.simple_tag
def icon(name: str) -> SafeString:
    return _DRAWN[name]


@register.simple_tag
def peg(state: str = "") -> SafeString:
    """`state`: done, half, now, gap (passed over), draft, or empty for not yet."""
    return mark_safe(f'<svg class="peg-s" viewBox="0 0 24 24" aria-hidden="true">{_PEGS[state]}</svg>')  # noqa: S308


@register.simple_tag
def joint(level: str) -> SafeString:
    """`level`: full, half or zero, as a rubric row was met."""
    outer = '<path class="joint-o" d="M2 2h12v20h16V2h12v40H2z"/>'
    inner = f'<path class="joint-i" d="{_JOINTS[level]}"/>'
    return mark_safe(f'<svg viewBox="0 0 44 44" aria-hidden="true">{outer}{inner}</svg>')  # noqa: S308


@register.simple_tag(takes_context=True)
def current(context: template.Context, address: str) -> str:
    """aria-current for a navigation link that leads to this page or to one above it."""
    return _mark(context["request"].path, address)


@register.simple_tag(takes_context=True)
@ready.hole
def theme(context: template.Context) -> str:
    """The reader's own choice between light and dark, if they made one."""
    chosen = context["request"].COOKIES.get("theme") if context.get("request") else ""
    return mark_safe(f' data-theme="{chosen}"') if chosen in {"dark", "light"} else ""  # noqa: S308


@register.simple_tag(takes_context=True)
@ready.hole
def learner_mark(context: template.Context) -> str:
    """For scripts that keep something in this browser: whose it is."""
    user = context.get("user")
    return mark_safe(f' data-learner="{user.pk}"') if user and user.is_authenticated else ""  # noqa: S308


@register.simple_tag(takes_context=True)
@ready.hole
def site_messages(context: template.Context) -> str:
    messages = context.get("messages")
    return ready.fresh(context, "_messages.html", {"messages": messages}) if messages else ""


@register.simple_tag(takes_context=True)
@ready.hole
def site_header(context: template.Context) -> SafeString:
    """Name, pages and switches: alike for all who may go to the same places and stand at the same one."""
    user, request = context.get("user"), context.get("request")
    path = request.path if request else ""  # some error pages have no request
    shown: dict[str, Any] = {
        "is_signed_in": bool(user and user.is_authenticated),
        "is_staff": bool(user and user.is_staff),
        "signup_is_open": context.get("signup_is_open"),
        "current": {name: _mark(path, address) for name, address in _addresses().items()},
    }
    key = (shown["is_signed_in"], shown["is_staff"], shown["signup_is_open"], *shown["current"].values())
    return ready.made(context, "_header.html", key, lambda: shown | {"address": _addresses()})


@register.simple_tag(takes_context=True)
@ready.hole
def site_footer(context: template.Context) -> SafeString:
    """A visitor's footer leads back to this very page in the other language; the others are all the same."""
    user = context.get("user")
    shown = {name: context.get(name) for name in ("site_contact", "site_icp")}
    if not user or not user.is_authenticated:
        return ready.fresh(context, "_footer.html", shown)
    return ready.made(context, "_footer.html", tuple(shown.values()), lambda: shown | {"is_signed_in": True})


@cache
def _addresses() -> dict[str, str]:
    return {name: reverse(*view) for name, view in _PLACES.items()}


def _mark(path: str, address: str) -> str:
    if path == address:
        return mark_safe('aria-current="page"')
    return mark_safe('aria-current="true"') if path.startswith(address) else ""


@register.inclusion_tag("_field.html")
def field(bound: BoundField, note: str = "") -> dict[str, object]:
    """One form field with its label, help and errors beside it."""
    widget = bound.field.widget
    shape = "text"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        shape = "group"
    elif isinstance(widget, CheckboxInput):
        shape = "tick"
    attributes: dict[str, str | bool] = {} if shape == "group" else {"class": "in" if shape == "text" else "tick"}
    return {"field": bound, "shape": shape, "control": bound.as_widget(attrs=attributes), "note": note}
