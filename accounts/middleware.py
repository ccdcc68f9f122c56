from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

CHANGE_PAGE = "/accounts/password/change/"
OPEN_UNTIL_CHANGED = (CHANGE_PAGE, "/accounts/logout/", "/static/", "/healthz", "/readyz")


class LearnerLocaleMiddleware:
    """Pages speak the learner's language and tell the time of the place where they live.

    A visitor reads Chinese until they choose otherwise: lessons are Chinese whatever the browser
    prefers, and a page half in each language serves nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user if request.user.is_authenticated else None
        language = _language(person.language if person else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        request.LANGUAGE_CODE = language
        # Overridden, not activated: the thread goes on to the next person.
        with (
            translation.override(language),
            timezone.override(_zone(person.time_zone if person else settings.TIME_ZONE)),
        ):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _language(code: str | None) -> str:
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


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
