"""A prompt leaves the site only after its learner was told where it goes.

The row is the record. The session remembers the answer, so that a page asks the database once
in a session instead of once a page. Sample replies go nowhere and need no consent.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from . import llm
from .llm.environment import DEFAULT_ADDRESS
from .models import PracticeConsent

_REMEMBERED = "practice_consent"


def host_to_ask_for(request: HttpRequest) -> str:
    """The host this learner has not agreed to yet; empty when there is nothing to ask."""
    host = provider_host()
    if not host or request.session.get(_REMEMBERED) == host:
        return ""
    if PracticeConsent.objects.filter(user=request.user, host=host).exists():  # type: ignore[misc]
        request.session[_REMEMBERED] = host
        return ""
    return host


def give(request: HttpRequest, *, host: str) -> None:
    """Harmless twice. Agreeing to anything but the host that is asked now changes nothing."""
    if host != provider_host():
        return
    PracticeConsent.objects.get_or_create(user=request.user, host=host)  # type: ignore[misc]
    request.session[_REMEMBERED] = host


def provider_host() -> str:
    """Empty when no model is asked."""
    if not llm.configured():
        return ""
    return urlsplit(settings.OPENAI_BASE_URL or DEFAULT_ADDRESS).netloc.rpartition("@")[2]
