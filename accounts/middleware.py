from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

CHANGE_PAGE = "/accounts/password/change/"
OPEN_UNTIL_CHANGED = (CHANGE_PAGE, "/accounts/logout/", "/static/", "/healthz", "/readyz")


class LearnerLocaleMiddleware:
    """Pages speak the learner's language and tell the time of the place where they live."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(_zone(request.user.time_zone)):
            return self.get_response(request)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


class PasswordChangeMiddleware:
    """A password somebody else has seen opens nothing but the page that changes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        must_change = request.user.is_authenticated and request.user.must_change_password
        if must_change and not request.path.startswith(OPEN_UNTIL_CHANGED):
            return redirect(CHANGE_PAGE)
        return self.get_response(request)
