"""At the start: addresses from the admin that will be refused, and keys that cannot be opened any more."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connection

from ..llm.addresses import PrivateAddress, Unresolved, check
from .provider import Provider


@register("providers", Tags.database)
def providers_can_be_asked(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Only where a database was named, as after migrating: there are no tables at the very first start."""
    if not databases or not _is_migrated():
        return []
    providers = list(Provider.objects.asked())
    return [message for provider in providers for message in _about_the_key(provider)] + _about_addresses(providers)


def _is_migrated() -> bool:
    with connection.cursor() as cursor:
        return Provider._meta.db_table in connection.introspection.table_names(cursor)


def _about_the_key(provider: Provider) -> Iterator[CheckMessage]:
    if not provider.is_key_readable:
        yield Warning(
            f"The key of the provider {provider.name!r} was sealed with another SECRET_KEY.",
            hint="Put the old one into SECRET_KEY_FALLBACKS, or type the key again in the admin.",
            id="aigc.W002",
        )


def _about_addresses(providers: list[Provider]) -> list[CheckMessage]:
    # All at once: a resolver that does not answer would hold up the start once for each of them.
    with ThreadPoolExecutor(8) as together:
        return [message for messages in together.map(_about_the_address, providers) for message in messages]


def _about_the_address(provider: Provider) -> list[CheckMessage]:
    try:
        check(provider.address)
    except Unresolved:
        pass  # no network yet, perhaps; it is looked up again before anything is sent
    except PrivateAddress as private:
        return [
            Warning(
                f"The provider {provider.name!r} will not be asked: {private}, an address of a private network.",
                hint="Set AIGC_ALLOW_PRIVATE_LLM=on if that is what you want.",
                id="aigc.W003",
            )
        ]
    return []
