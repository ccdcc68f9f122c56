"""What programs ask for that check a badge: the issuer, its keys, the achievement, the badge and its status."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.models import Course
from progress.models import Award

from . import badge as badges
from . import keys as key_ring
from .documents import gone
from .views import found


@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    return _json({"@context": badges.CONTEXT, **badges.issuer()})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """A JWK Set (RFC 7517): the key that signs now, and those that did."""
    return _json({"keys": [key_ring.public_jwk(key) for key in key_ring.ring().public]})


@require_safe
def key(request: HttpRequest, thumbprint: str) -> HttpResponse:
    """One JWK: the `kid` of a badge is this address."""
    for public in key_ring.ring().public:
        if key_ring.thumbprint(public) == thumbprint:
            return _json(key_ring.public_jwk(public))
    raise Http404


@require_safe
def achievement(request: HttpRequest, course: str, rung: str) -> HttpResponse:
    if rung not in Award.Rung.values:
        raise Http404
    return _json(badges.achievement_of(get_object_or_404(Course, slug=course), rung))


@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """The compact JWS; the specification asks for plain text."""
    credential = found(code)
    if not credential.is_valid:
        return gone()
    answer = HttpResponse(badges.signed(credential), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="aigc-{credential.code}.jwt"'
    return _open_to_programs(answer)


@require_safe
def status(request: HttpRequest, code: str) -> HttpResponse:
    return _json(badges.status(found(code)))


def _json(words: dict[str, Any]) -> HttpResponse:
    return _open_to_programs(JsonResponse(words, json_dumps_params={"ensure_ascii": False}))


def _open_to_programs(answer: HttpResponse) -> HttpResponse:
    # Checkers that run in a browser come from other sites; nothing here depends on who asks.
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer
