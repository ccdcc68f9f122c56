"""Requests that no page of ours can take, refused before anything of them is read or looked up."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import errors


class BoundsMiddleware:
    """Django bounds the fields of a form, but would write a file of any size to disk.

    And a NUL, which PostgreSQL cannot compare with anything, belongs in no address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > _most(request):
            return errors.too_large(request)
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request, ValueError("a NUL in the address"))
        return self.get_response(request)


def _most(request: HttpRequest) -> int:
    """Pictures go to a few addresses, and only from those who are signed in."""
    is_upload = request.content_type == "multipart/form-data" and request.path.startswith(settings.UPLOAD_PATHS)
    if is_upload and request.user.is_authenticated:
        return settings.UPLOAD_BYTES
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _length(request: HttpRequest) -> int:
    # Without a length Django reads no body at all.
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isascii() and announced.isdigit() else 0
