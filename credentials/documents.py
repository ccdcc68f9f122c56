"""Certificates and pictures, drawn when asked for: a tenth to half a second, and mostly not at all.

Nothing is kept on disk, so nothing is left behind when a person leaves. A browser asks again each time and is told
that its copy still holds (ETag), so that a credential taken back is gone at once.
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import badge, keys
from .drawing import certificate, sharing
from .models import Credential
from .pages import GONE
from .views import found

LOOK = 1  # another one whenever the drawing changes, so that nobody is shown an old one


@require_safe
def png(request: HttpRequest, code: str) -> HttpResponse:
    return _drawn(
        request,
        code,
        "image/png",
        "png",
        lambda each: certificate.png(each, badge=badge.signed(each)),
        keys.ring().thumbprint,
    )


@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    return _drawn(request, code, "application/pdf", "pdf", certificate.pdf)


@require_safe
def wide(request: HttpRequest, code: str) -> HttpResponse:
    return _drawn(request, code, "image/png", "png", sharing.wide)


@require_safe
def tall(request: HttpRequest, code: str) -> HttpResponse:
    return _drawn(request, code, "image/png", "png", sharing.tall)


def gone() -> HttpResponse:
    answer = HttpResponse(_("这张证书不再公开，或者已经撤销。"), status=GONE, content_type="text/plain; charset=utf-8")
    return _never_listed(answer)


def _drawn(
    request: HttpRequest, code: str, kind: str, ending: str, draw: Callable[[Credential], bytes], *also: str
) -> HttpResponse:
    credential = found(code)
    if not credential.is_valid:
        return gone()
    etag = _etag(credential, *also)
    unchanged = get_conditional_response(request, etag=etag)
    answer = unchanged or HttpResponse(draw(credential), content_type=kind)
    answer["ETag"] = etag
    answer["Content-Disposition"] = f'inline; filename="aigc-{credential.code}.{ending}"'
    return _never_listed(answer)


def _never_listed(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _etag(credential: Credential, *also: str) -> str:
    """Of all a drawing depends on; what was done never changes."""
    parts = (str(LOOK), settings.SITE_URL, credential.code, credential.name, credential.drawn_name, *also)
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'
