"""A prompt leaves the site only after its learner was told where it goes, stand-ins included.

The row is the record. The session remembers the answer, so that a page asks the database once
in a session instead of once a page. Sample replies go nowhere and need no consent.
"""

from django.http import HttpRequest

from .. import llm
from ..models import PracticeConsent
from . import own_key

_REMEMBERED = "practice_consent"
_AND = "、"


def host_to_ask_for(request: HttpRequest, *, hosts: list[str] | None = None) -> str:
    """The hosts this learner has not agreed to yet, in one text; empty when there is nothing to ask.

    `hosts` where they are known already: whose key is asked with is a question to the database.
    """
    hosts = _hosts(request) if hosts is None else hosts
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
    hosts, agreed = _hosts(request), host.split(_AND)
    if not set(agreed) <= set(hosts):
        return
    for one in agreed:
        PracticeConsent.objects.get_or_create(user=request.user, host=one)  # type: ignore[misc]
    if agreed == hosts:
        request.session[_REMEMBERED] = host


def provider_host() -> str:
    """Where prompts may go, in one text, the host that is asked first in front; empty when no model is asked."""
    return _AND.join(hosts_of(None))


def hosts_of(own: llm.Source | None) -> list[str]:
    """Where what a learner writes may go: to the service of their own key, or to those of the site."""
    if own:  # pictures go through the site all the same
        return list(dict.fromkeys([own.host, *(source.host for source in llm.sources() if source.image)]))
    return list(dict.fromkeys(source.host for source in llm.sources()))


def _hosts(request: HttpRequest) -> list[str]:
    return hosts_of(own_key.source_for(request.user.pk))  # type: ignore[arg-type]
