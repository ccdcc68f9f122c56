"""A prompt leaves the site only after its learner was told where it goes, stand-ins included.

The row is the record. The session remembers the answer, so that a page asks the database once
in a session instead of once a page. Sample replies go nowhere and need no consent.
"""

from django.http import HttpRequest

from . import llm
from .models import PracticeConsent

_REMEMBERED = "practice_consent"
_AND = "、"


def host_to_ask_for(request: HttpRequest) -> str:
    """The hosts this learner has not agreed to yet, in one text; empty when there is nothing to ask."""
    hosts = _hosts()
    if not hosts or request.session.get(_REMEMBERED) == _AND.join(hosts):
        return ""
    mine = PracticeConsent.objects.filter(user=request.user, host__in=hosts)  # type: ignore[misc]
    agreed = set(mine.values_list("host", flat=True))
    if missing := [host for host in hosts if host not in agreed]:
        return _AND.join(missing)
    request.session[_REMEMBERED] = _AND.join(hosts)
    return ""


def give(request: HttpRequest, *, host: str) -> None:
    """Harmless twice. Agreeing to anything but the hosts that are asked now changes nothing."""
    hosts, agreed = _hosts(), host.split(_AND)
    if not set(agreed) <= set(hosts):
        return
    for one in agreed:
        PracticeConsent.objects.get_or_create(user=request.user, host=one)  # type: ignore[misc]
    if agreed == hosts:
        request.session[_REMEMBERED] = host


def provider_host() -> str:
    """Where prompts may go, in one text, the host that is asked first in front; empty when no model is asked."""
    return _AND.join(_hosts())


def _hosts() -> list[str]:
    return list(dict.fromkeys(source.host for source in llm.sources()))
