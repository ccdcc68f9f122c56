"""The admin's scripts build functions from text and its pages carry a style element: allowed there and nowhere else."""

from collections.abc import Callable

from csp.constants import UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

RELAXED = {"script-src": [UNSAFE_EVAL], "style-src": [UNSAFE_INLINE]}


class AdminCspMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A preview is a learner's page that happens to lie below the admin; it says so by a policy of its own.
        if request.path.startswith(reverse("admin:index")) and not hasattr(response, "_csp_replace"):
            response._csp_update = RELAXED  # type: ignore[attr-defined]  # django-csp reads it
        return response
