"""Connects to the very address that was checked, so that a name cannot change its mind in between."""

import asyncio
import time
from typing import Any

import httpx2

from .addresses import IP, PrivateAddress, Unresolved, public_addresses

REMEMBERED = 30.0  # seconds; harmless to remember, since only what was checked is connected to
MOST_TRIED = 4


class PinnedTransport(httpx2.AsyncHTTPTransport):
    """Certificates and the Host header still name the host; only the socket is given the number.

    Proxies of the environment are not used: they would look the name up by themselves.
    """

    def __init__(self, **options: Any):
        super().__init__(trust_env=False, **options)
        self._checked: dict[tuple[str, int], tuple[float, list[IP]]] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        failure: httpx2.TransportError | None = None
        for ip in (await self._addresses(request))[:MOST_TRIED]:
            try:
                return await super().handle_async_request(_sent_to(request, ip))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as unreachable:
                failure = unreachable
        raise failure or httpx2.ConnectError("no address", request=request)

    async def _addresses(self, request: httpx2.Request) -> list[IP]:
        host, port = request.url.host, request.url.port or (443 if request.url.scheme == "https" else 80)
        until, known = self._checked.get((host, port), (0.0, []))
        if time.monotonic() > until:
            try:
                known = await asyncio.to_thread(public_addresses, host, port)
            except (Unresolved, PrivateAddress) as refused:
                raise httpx2.ConnectError(str(refused), request=request) from refused
            self._checked[host, port] = time.monotonic() + REMEMBERED, known
        return known


def _sent_to(request: httpx2.Request, ip: IP) -> httpx2.Request:
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=str(ip)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
