import ipaddress
import socket

import pytest

from practice.llm import addresses


@pytest.fixture
def names(monkeypatch) -> dict[str, list[str]]:
    """What a name resolves to; a name that is not in here resolves to nothing. Numbers are themselves."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def look_up(host, port, *arguments, **options):
        try:
            ipaddress.ip_address(host)
        except ValueError:
            if host not in known:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in known[host]]
        return real(host, port, *arguments, **options)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    return known
