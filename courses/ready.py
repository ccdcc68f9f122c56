"""Ready-made HTML: what is the same for everybody is drawn once in a process, then only filled in.

A fragment, or a whole page, is drawn without a request and without a user, so nothing personal can get into it:
it sees what its caller hands it, and the caller names in `key` whatever of that may differ. What belongs to
one reader stands behind a hole: a template tag that waits until the page is handed out.
On a page that is not ready-made the same tags just draw.
"""

import re
import secrets
import uuid
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest
from django.template import Context, RequestContext
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Hole = Callable[[Context], object]

KEPT = 5_000  # drawings, of about 5 kB each
_HOLES = "holes_of_this_drawing"
_NAME = secrets.token_hex(8)  # of this process, so that no author can write a hole
_MARK = re.compile(f"<{_NAME}-([0-9]+)>")
# By template, language and key: the drawing cut at its holes.
_shelf: dict[tuple[object, ...], list[str | Hole]] = {}


def hole(tag: Callable[..., str]) -> Callable[..., str]:
    """A template tag that takes the context and draws for one reader. Its other arguments are the same for all."""

    @wraps(tag)
    def waiting(context: Context, *arguments: object) -> str:
        holes = context.get(_HOLES)
        return tag(context, *arguments) if holes is None else _mark(holes, partial(_call, tag, arguments))

    return waiting


def page(
    request: HttpRequest,
    template: str,
    key: tuple[object, ...],
    context: Mapping[str, Any],
    words: Callable[[], Mapping[str, Any]],
) -> str:
    """A page that is the same for everybody but for its holes.

    `context` is of no one reader; the holes see it, too. `words` are asked for only when the page is drawn.
    """
    filling = RequestContext(request, dict(context))
    with filling.bind_template(get_template(template).template):  # type: ignore[attr-defined]
        return made(filling, template, key, lambda: {**context, **words()})


def made(
    reader: Context, template: str, key: tuple[object, ...], context: Callable[[], Mapping[str, Any]]
) -> SafeString:
    """A fragment. `context` is called only when nobody has asked for it before."""
    place = (template, get_language(), *key)
    pieces = _shelf.get(place)
    if pieces is None:
        if len(_shelf) >= KEPT:  # most of it belongs to editions that are gone
            _shelf.clear()
        pieces = _shelf[place] = _drawn(template, context())
    return mark_safe("".join([piece if isinstance(piece, str) else str(piece(reader)) for piece in pieces]))  # noqa: S308


def fresh(reader: Context, template: str, context: Mapping[str, Any]) -> SafeString:
    """The same fragment for this reader alone: it shows what is theirs, or changes too often to be kept."""
    known = {name: reader.get(name) for name in ("request", "user", "csrf_token")}
    return mark_safe(_render(template, {**known, **context}))  # noqa: S308


@hole
def form_key(context: Context) -> str:
    """A new key for a form, so that what is sent twice is done once."""
    return uuid.uuid4().hex


def _drawn(template: str, context: Mapping[str, Any]) -> list[str | Hole]:
    holes: list[Hole] = []
    html = _render(template, {**context, _HOLES: holes, "csrf_token": _mark(holes, _form_token)})
    parts = _MARK.split(html)
    return [holes[int(part)] if place % 2 else part for place, part in enumerate(parts)]


def _render(template: str, context: Mapping[str, Any]) -> str:
    return get_template(template).template.render(Context(context))  # type: ignore[attr-defined]


def _mark(holes: list[Hole], filling: Hole) -> SafeString:
    holes.append(filling)
    return mark_safe(f"<{_NAME}-{len(holes) - 1}>")  # noqa: S308


def _call(tag: Callable[..., str], arguments: tuple[object, ...], reader: Context) -> str:
    return tag(reader, *arguments)


def _form_token(reader: Context) -> object:
    return reader.get("csrf_token", "")
