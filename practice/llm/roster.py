"""Who is asked, and who is asked when the first cannot be reached.

Every page wants to know whether there is a model, so what the admin says is remembered for two seconds:
a change is seen by every process that soon, without a restart and without a question on every page.
"""

import time
from decimal import Decimal

from django.apps import apps

from .door import LLMError, Provider, Purpose
from .environment import source as from_the_environment
from .source import Prices, Source

REMEMBERED = 2.0  # seconds

_known: tuple[Source, ...] = ()
_known_until = 0.0


def sources() -> tuple[Source, ...]:
    """In the order in which they are asked. May ask the database: not inside an event loop.

    The provider from the environment comes first until an instructor picks another as default; then it is not asked.
    """
    listed = _from_the_admin()
    given = from_the_environment()
    if given is None or any(source.is_default for source in listed):
        return listed
    return (given, *listed)


def configured() -> bool:
    return bool(sources())


def can_draw() -> bool:
    return bool(painters())


def painters() -> tuple[Source, ...]:
    """Those that have a model for pictures, in the order in which they are asked."""
    return tuple(source for source in sources() if source.image)


def provider_for(purpose: Purpose) -> Provider:
    """The one that is asked first. Raises LLMError when there is none."""
    if not (asked := sources()):
        raise LLMError("not_configured")
    return asked[0].opened(purpose)


def model_for(purpose: Purpose) -> str:
    """Of the provider that is asked first; empty when there is none."""
    asked = painters() if purpose == "image" else sources()
    return next((source.model_for(purpose) for source in asked), "")


def prices_of(model: str) -> Prices | None:
    """What the first provider that has this model takes; None when nobody wrote it down."""
    return next((source.prices for source in sources() if model in source.models), None)


def picture_price_of(model: str) -> Decimal | None:
    return next((source.picture_price for source in painters() if source.image == model), None)


def forget() -> None:
    global _known_until
    _known_until = 0.0


def remember(listed: tuple[Source, ...], *, lasts: float = REMEMBERED) -> None:
    global _known, _known_until
    _known, _known_until = listed, time.monotonic() + lasts


def _from_the_admin() -> tuple[Source, ...]:
    if time.monotonic() >= _known_until:
        remember(tuple(provider.as_source() for provider in apps.get_model("practice", "Provider").objects.asked()))
    return _known
